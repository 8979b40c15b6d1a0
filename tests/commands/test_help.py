"""Every command explains itself, at once, and every error is one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from curbside.commands.main import app


def paths(command: object, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield prefix
    for name, below in getattr(command, "commands", {}).items():
        yield from paths(below, (*prefix, name))


COMMANDS = sorted(paths(get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*path, "--help"])
    assert result.exit_code == 0
    assert "Usage: " in result.output


def test_the_commands_of_the_design_are_there() -> None:
    names = {path[0] for path in COMMANDS if path}
    assert {"import", "catalog", "reindex", "export"} <= names
    assert {"search", "similar", "route", "topics"} <= names


def curbside(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    program = "from curbside.commands.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "CURBSIDE_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_loads_no_django(tmp_path: Path) -> None:
    program = (
        "import sys; from curbside.commands.main import app\n"
        "assert not any(name.split('.')[0] in ('django', 'onnxruntime') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])


def test_an_unreachable_database_is_one_sentence(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    result = curbside("search", "x", folder=tmp_path, DATABASE_URL=url)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "does not answer" in result.stderr
