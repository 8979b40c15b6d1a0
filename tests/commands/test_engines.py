"""The engines on the command line: lines in, lines out, in order, bad ones named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from typer.testing import CliRunner

from curbside.commands.jsonlines import BATCH, TEXT_CHARACTERS, parse
from curbside.commands.main import app
from curbside.library import operations as library
from curbside.library.models import Entry

database = [pytest.mark.django_db, pytest.mark.usefixtures("small_library")]


def ask(*arguments: str, lines: list[Any]) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, result lines, standard error; a line that is no dictionary goes in as it is."""
    text = "".join(
        (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n"
        for line in lines
    )
    result = CliRunner().invoke(app, list(arguments), input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return (
        result.exit_code,
        [json.loads(line) for line in result.stdout.splitlines()],
        result.stderr,
    )


class TestAnswers:
    pytestmark = database

    @pytest.mark.parametrize("command", ["search", "similar"])
    def test_search_and_similar(self, command: str) -> None:
        asked = [{"id": 7, "text": "my lip is twitching"}, {"id": "b", "text": "itchy rash elbow"}]
        code, results, _ = ask(command, "--json", "--k", "1", lines=asked)
        assert code == 0
        assert [line["id"] for line in results] == [7, "b"]
        assert [[hit["ref"] for hit in line["results"]] for line in results] == [["lip"], ["rash"]]
        hit = results[0]["results"][0]
        assert hit["headline"] == "Upper lip twitching for two days"
        assert hit["score"] > 0

    def test_route_gives_every_department(self) -> None:
        asked = [{"id": 1, "text": "itchy rash, is it eczema?"}]
        _, (result,), _ = ask("route", "--json", lines=asked)
        assert [d["slug"] for d in result["departments"]] == ["dermatology", "neurology"]
        assert sum(d["probability"] for d in result["departments"]) == pytest.approx(1, abs=1e-3)

    def test_topics(self) -> None:
        asked = [{"id": 1, "text": "itchy rash, is it eczema?"}]
        _, (result,), _ = ask("topics", "--json", "--k", "1", lines=asked)
        (topic,) = result["topics"]
        assert 0 < topic.pop("score") <= 1
        assert topic == {"slug": "eczema", "name": "Eczema", "department": "dermatology"}

    def test_headline(self) -> None:
        asked = [
            {"id": 1, "text": "Hello, I was wondering what causes an itchy scalp? Thanks"},
            {"id": 2, "text": "It has done so since Monday.", "title": "Lip keeps twitching"},
            {"id": 3, "text": "", "title": 7},
        ]
        code, results, _ = ask("headline", "--json", lines=asked)
        assert (code, [line["headline"] for line in results]) == (
            0, ["What causes an itchy scalp?", "Lip keeps twitching", ""],
        )  # fmt: skip

    def test_route_train_says_when_there_is_too_little(self) -> None:
        result = CliRunner().invoke(app, ["route", "train"])
        assert result.exit_code == 0
        assert "Too few entries" in result.stdout
        assert (
            "Nothing had been learned"
            in CliRunner().invoke(app, ["route", "train", "--forget"]).stdout
        )

    @pytest.mark.parametrize("command", ["search", "similar", "route", "topics", "headline"])
    def test_bad_lines_are_named_and_skipped(self, command: str) -> None:
        lines = [{"id": 1, "text": "lip"}, "{", "", "[1]", {"text": "no id"}, {"id": 2, "text": 3},
                 {"id": 3, "text": "rash"}]  # fmt: skip
        code, results, said = ask(command, "--json", lines=lines)
        assert code == 1
        assert [line["id"] for line in results] == [1, 3]
        assert [line.split(":")[0] for line in said.splitlines()] == [
            "line 2", "line 4", "line 5", "line 6",
        ]  # fmt: skip

    def test_order_is_kept_over_batches(self) -> None:
        lines = [{"id": n, "text": f"lip {n}"} for n in range(2 * BATCH + 3)]
        code, results, _ = ask("topics", "--json", lines=lines)
        assert code == 0
        assert [line["id"] for line in results] == list(range(2 * BATCH + 3))

    def test_a_text_that_says_nothing_has_no_results(self) -> None:
        code, results, _ = ask("search", "--json", lines=[{"id": 1, "text": ""}])
        assert (code, results) == (0, [{"id": 1, "results": []}])

    def test_what_was_withdrawn_is_not_found(self) -> None:
        library.withdraw(Entry.objects.get(source_ref="lip").public_id, "editor", "asked for")
        for command in ("search", "similar"):
            _, (result,), _ = ask(command, "--json", lines=[{"id": 1, "text": "lip twitching"}])
            assert "lip" not in [hit["ref"] for hit in result["results"]]

    def test_search_for_a_person_is_a_table(self) -> None:
        result = CliRunner().invoke(app, ["search", "itchy rash"])
        assert result.exit_code == 0
        assert "Itchy rash on both elbows" in result.stdout
        nothing = CliRunner().invoke(app, ["search", "zzzz qqqq"])
        assert "Nothing in the library" in nothing.stdout

    def test_reindex_and_export(self, tmp_path: Any) -> None:
        assert "Indexed 3" in CliRunner().invoke(app, ["reindex", "--words-only"]).stdout
        assert "Indexed 3" in CliRunner().invoke(app, ["reindex"]).stdout
        result = CliRunner().invoke(app, ["export", "-"])
        assert [json.loads(line)["ref"] for line in result.stdout.splitlines()] == [
            "lip", "eyelid", "rash",
        ]  # fmt: skip
        nowhere = CliRunner().invoke(app, ["export", str(tmp_path / "no" / "file")])
        assert "cannot be written" in str(nowhere.exception)

    def test_catalogue_out_and_in(self, tmp_path: Any) -> None:
        out = CliRunner().invoke(app, ["catalog", "export", str(tmp_path)])
        assert out.exit_code == 0
        back = CliRunner().invoke(app, ["catalog", "load", str(tmp_path)])
        assert "Loaded 2 departments and 2 topics" in back.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", "words", "--json"],
        ["similar"],
        ["route"],
        ["search", "x", "--k", "0"],
    ],
)
def test_what_makes_no_sense_is_said(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_lines_have_limits() -> None:
    assert "at most" in str(
        parse(json.dumps({"id": 1, "text": "x" * (TEXT_CHARACTERS + 1)}).encode())
    )
    assert parse(b"[" * 100_000) == "not JSON"
    assert parse(b"\xff\xfe") == "not JSON"


def test_a_person_who_asks_one_at_a_time_is_answered_at_once_and_may_leave() -> None:
    program = (
        "from curbside.commands.jsonlines import answer_all\n"
        "answer_all(lambda texts: [{'n': len(texts)} for _ in texts])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=dict(os.environ),
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(json.dumps({"id": number, "text": "x"}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"id": number, "n": 1}
    process.stdin.close()
    assert process.wait(30) == 0


def test_a_reader_who_leaves_ends_it_quietly() -> None:
    program = (
        "import typer; from curbside.commands import jsonlines\n"
        "app = typer.Typer()\n"
        "answer = lambda texts: [{'x': 'y' * 5000}] * len(texts)\n"
        "app.command()(lambda: jsonlines.answer_all(answer))\n"
        "app()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, said = process.communicate(b'{"id": 1, "text": "x"}\n' * 2000, timeout=60)
    assert said == b""
    assert process.returncode != 0
