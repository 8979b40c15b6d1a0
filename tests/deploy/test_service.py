"""The example for systemd starts a command that exists, and leaves it time to stop."""

from __future__ import annotations

import configparser
import shlex
from pathlib import Path

import typer.main

from curbside.commands import supervisor
from curbside.commands.main import app
from curbside.core import embedded

UNIT = Path(__file__).resolve().parents[2] / "deploy" / "curbside.service"


def test_the_unit() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.read(UNIT, encoding="utf-8")
    service = unit["Service"]
    _, name, *arguments = shlex.split(service["ExecStart"])
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert command.make_context(name, arguments).params["port"] == 8000
    longest = 2 * supervisor.STOPS_IN + embedded.LEAVING  # two children, then the database
    assert int(service["TimeoutStopSec"]) >= longest
    assert service["KillMode"] == "mixed"  # the database is not to be told before its users
