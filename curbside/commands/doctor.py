"""`curbside doctor`: is this installation well, and what is to be done if not."""

from __future__ import annotations

import json as jsonlib
from typing import Annotated

import typer
from dotenv import load_dotenv

from curbside.commands import checkup

SOMETHING_WRONG = 1


def run(
    json: Annotated[bool, typer.Option("--json", help="Write one JSON array instead.")] = False,
) -> None:
    """Check the installation and say what to do about what is wrong.

    Exits 0 when all is well, 1 when something is not. Changes nothing.
    """
    load_dotenv(".env")
    findings = checkup.examine()
    if json:
        rows = [vars(finding) | {"well": finding.well} for finding in findings]
        typer.echo(jsonlib.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _show(findings)
    if not all(finding.well for finding in findings):
        raise typer.Exit(SOMETHING_WRONG)


def _show(findings: list[checkup.Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        mark = "[green]well[/]" if finding.well else "[bold red]wrong[/]"
        table.add_row(mark, finding.check, escape(finding.found))
        if finding.advice:
            table.add_row("", "", f"[yellow]→ {escape(finding.advice)}[/]")
    Console().print(table, highlight=False)
