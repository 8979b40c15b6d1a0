"""`curbside import` as an operator meets it: exit codes and what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from curbside.commands.import_records import columns
from curbside.commands.main import app
from curbside.commands.progress import duration
from curbside.core.errors import BadInput
from curbside.library.models import Entry
from tests.importers.files import lines, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_library")]


@pytest.fixture(autouse=True)
def _own_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_data_dir", tmp_path)


def bring(path: Path, content: bytes, *options: str) -> Result:
    path.write_bytes(content)
    return CliRunner().invoke(app, ["import", "jsonl", str(path), *options])


def test_a_whole_file(tmp_path: Path) -> None:
    result = bring(tmp_path / "a.jsonl", lines(question(1), question(2)))
    assert result.exit_code == 0
    assert "2 created, 0 updated, 0 unchanged, 0 broken" in result.stdout
    again = bring(tmp_path / "a.jsonl", lines(question(1), question(2)))
    assert "0 created, 0 updated, 2 unchanged" in again.stdout
    assert "Nothing has changed" in again.stdout


def test_some_broken(tmp_path: Path) -> None:
    result = bring(tmp_path / "a.jsonl", lines(question(1)) + b"{\n")
    assert result.exit_code == 1
    (report,) = (tmp_path / "reports").iterdir()
    assert str(report) in result.stdout
    assert "a.jsonl:2" in report.read_text()


def test_a_dry_run(tmp_path: Path) -> None:
    before = Entry.objects.count()
    result = bring(tmp_path / "a.jsonl", lines(question(1)) + b"{\n", "--dry-run")
    assert result.exit_code == 1
    assert "Would have 1 created" in result.stdout
    assert "a.jsonl:2: The line is not JSON." in result.stderr
    assert Entry.objects.count() == before
    assert not (tmp_path / "reports").exists()


def test_columns_named_by_the_operator(tmp_path: Path) -> None:
    content = b"no;txt;resp\n1;Why does my lip twitch?;Rest.\n"
    (tmp_path / "t.csv").write_bytes(content)
    maps = ["--map", "ref=no", "--map", "question=txt", "--map", "reply=resp"]
    arguments = ["import", "csv", str(tmp_path / "t.csv"), *maps, "--source", "Our clinic"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    entry = Entry.objects.get(source__slug="our-clinic")
    reply = entry.replies.get()
    assert reply.doctor is not None
    assert (reply.doctor.name_en, reply.doctor.kind) == ("Our clinic", "publisher")


@pytest.mark.parametrize(
    "arguments",
    [["telepathy", "x"], ["jsonl"], ["jsonl", "/nowhere/x"], ["medquad", "README.md"]],
)
def test_what_cannot_be_read_is_one_sentence(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["import", *arguments])
    assert isinstance(result.exception, BadInput)  # which `run` prints, and exits 2
    assert str(result.exception).count(".") >= 1


def test_pairs() -> None:
    assert columns(["question=body", "reply = the answer"]) == {
        "question": "body",
        "reply": "the answer",
    }
    for wrong in ("question", "=x", "question="):
        with pytest.raises(BadInput):
            columns([wrong])


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (75, "1 min 15 s"), (7260, "2 h 1 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
