"""`curbside import --as evidence` and `curbside evidence` as an operator meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from curbside.commands.main import app
from curbside.core.errors import BadInput, NotFound
from curbside.evidence.models import Source
from curbside.library.models import Entry
from tests.evidence.making import GOUT, TWITCH
from tests.importers.files import lines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_data_dir", tmp_path)


@pytest.fixture
def sources(tmp_path: Path, small_library: None) -> list[Source]:
    """Two texts, brought in by the command."""
    rows = [{"ref": "a", "title": "Twitching", "text": TWITCH},
            {"ref": "b", "title": "Gout", "text": GOUT}]  # fmt: skip
    path = tmp_path / "leaflets.jsonl"
    path.write_bytes(lines(*rows))
    entries = Entry.objects.count()
    result = run("import", "jsonl", str(path), "--as", "evidence")
    assert result.exit_code == 0
    assert "2 created, 0 updated, 0 unchanged, 0 broken" in result.stdout
    assert Entry.objects.count() == entries  # the library is another thing
    return list(Source.objects.order_by("ref"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def listed(*options: str) -> list[str]:
    said = run("evidence", "list", "--json", *options).stdout
    return [json.loads(line)["ref"] for line in said.splitlines()]


def test_a_source_from_its_first_day_to_its_last(sources: list[Source]) -> None:
    one, other = sources
    assert sorted(listed("--collection", "leaflets")) == ["a", "b"]
    assert "2 sources with 4 passages may be cited." in run("evidence", "list").stderr
    assert run("evidence", "renew", one.public_id, "--until", "2099-01-31").exit_code == 0
    assert listed() == ["b", "a"]
    assert run("evidence", "supersede", one.public_id, "--by", other.public_id).exit_code == 0
    assert listed("--state", "superseded") == ["a"]
    assert run("evidence", "withdraw", other.public_id, "--reason", "wrong").exit_code == 0
    assert (listed("--state", "withdrawn"), listed("--state", "current")) == (["b"], [])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["list", "--state", "lost"], BadInput),
        (["withdraw", "aaaaaaaaaa", "--reason", "x"], NotFound),
        (["renew", "aaaaaaaaaa", "--until", "soon"], BadInput),
    ],
)
def test_what_cannot_be_done_is_said(
    small_library: None, arguments: list[str], error: type[Exception]
) -> None:
    assert isinstance(run("evidence", *arguments).exception, error)
