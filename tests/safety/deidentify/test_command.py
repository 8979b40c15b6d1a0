"""`curbside deidentify --json`: one line in, one line out, no database."""

from __future__ import annotations

import json

import typer
from typer.testing import CliRunner

from curbside.commands import deidentify

app = typer.Typer()
app.command()(deidentify.run)


def test_a_line_comes_back_without_its_identifiers() -> None:
    lines = '{"id": 7, "text": "My name is Freya."}\n{"id": "b", "text": "我叫林雅婷"}\n'
    result = CliRunner().invoke(app, ["--json"], input=lines)
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {
        "id": 7,
        "text": "My name is [name].",
        "spans": [{"start": 11, "end": 16, "type": "PERSON", "replacement": "[name]"}],
    }
    assert second["text"] == "我叫[姓名]"


def test_a_bad_line_is_left_out_and_the_exit_code_says_so() -> None:
    result = CliRunner().invoke(app, ["--json"], input='nonsense\n{"id": 1, "text": ""}\n')
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"id": 1, "text": "", "spans": []}


def test_without_the_switch_it_explains_itself() -> None:
    assert CliRunner().invoke(app, []).exit_code == 2
