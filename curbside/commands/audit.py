"""`curbside audit`: what the audit trail says, and whether anybody has changed it."""

from __future__ import annotations

import json as jsonlib
from typing import Annotated

import typer

from curbside.commands import setup

BROKEN = 1

app = typer.Typer(help="Read the audit trail; verify that nobody changed it.", no_args_is_help=True)


@app.command("verify")
def verify(
    known: Annotated[
        str, typer.Option(help="A digest noted down earlier, which the chain must still hold.")
    ] = "",
) -> None:
    """Verify the chain of digests from its first line to its last.

    Prints the number of lines and the last digest: noted down elsewhere, it shows later that
    nothing before it was changed or cut off. Exits 1 with the first broken line.
    """
    setup.connect()
    from curbside.core import chain

    chain.seal()
    verdict = chain.verify(known)
    if verdict.problem:
        which = f" (id {verdict.line})" if verdict.line else ""
        typer.echo(f"Broken: {verdict.problem}{which}. {verdict.lines:,} lines before it hold.")
        raise typer.Exit(BROKEN)
    typer.echo(f"{verdict.lines:,} lines hold. Last digest: {verdict.digest or 'none'}")


@app.command("list")
def show(
    subject: Annotated[
        str, typer.Option(help="Only what happened to this, such as entry:abcdefghjk.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many lines, the newest.")] = 100,
    json: Annotated[bool, typer.Option("--json", help="Write JSON lines instead.")] = False,
) -> None:
    """List who did what, when; newest first."""
    setup.connect()
    from curbside.core import audit

    for line in audit.lines(subject, limit):
        detail = jsonlib.dumps(line.detail, ensure_ascii=False)
        if json:
            fields = ("actor", "action", "subject", "detail", "digest")
            row = {"at": line.at.isoformat()} | {name: getattr(line, name) for name in fields}
            typer.echo(jsonlib.dumps(row, ensure_ascii=False))
        else:
            typer.echo(
                f"{line.at:%Y-%m-%d %H:%M:%S}  {line.actor}  {line.action}  {line.subject}"
                f"{'  ' + detail if line.detail else ''}"
            )
