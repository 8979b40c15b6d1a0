"""`curbside audit` and `curbside appoint`: what they print, and the exit codes scripts go by."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from typer.testing import CliRunner

from curbside.commands import setup
from curbside.commands.main import app
from curbside.core import audit
from curbside.core.errors import BadInput
from curbside.people.models import User
from curbside.people.queries import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(setup, "connect", lambda: None)  # the test's database is connected

    def command(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout

    return command


def test_verify_says_how_many_lines_hold(run: object) -> None:
    assert callable(run)
    audit.record_many("tests", "entry.published", ["entry:a", "entry:b"])
    code, said = run("audit", "verify")
    assert code == 0
    assert said.startswith("2 lines hold. Last digest: ")
    digest = said.split()[-1]
    assert run("audit", "verify", "--known", digest)[0] == 0
    code, said = run("audit", "verify", "--known", "0" * 64)
    assert code == 1
    assert "noted down" in said


def test_verify_names_the_first_broken_line(run: object) -> None:
    assert callable(run)
    audit.record_many("tests", "entry.published", ["entry:a", "entry:b", "entry:c"])
    run("audit", "verify")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditline DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_auditline SET actor = 'x' WHERE position = 2 RETURNING id")
        number = cursor.fetchone()[0]
        cursor.execute("ALTER TABLE core_auditline ENABLE TRIGGER USER")
    code, said = run("audit", "verify")
    assert code == 1
    assert f"line 2 is not what was written (id {number})" in said


def test_list_shows_one_subject(run: object) -> None:
    assert callable(run)
    audit.record("user:a", "role.given", "user:b", role="editor")
    audit.record("user:a", "entry.withdrawn", "entry:c")
    code, said = run("audit", "list", "--subject", "user:b", "--json")
    rows = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert [(row["actor"], row["action"], row["detail"]) for row in rows] == [
        ("user:a", "role.given", {"role": "editor"})
    ]
    assert len(run("audit", "list", "--limit", "1")[1].splitlines()) == 1


def test_appoint_makes_an_administrator(run: object) -> None:
    assert callable(run)
    assert run("appoint", "First@example.org", "administrator")[0] == 0
    assert person(User.objects.get(email="first@example.org")).has("administrator")
    with pytest.raises(BadInput):
        run("appoint", "first@example.org", "king")
