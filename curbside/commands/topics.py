"""`curbside topics`: the topics of questions, and topics proposed from a corpus."""

from __future__ import annotations

import typer

from curbside.commands import jsonl_commands
from curbside.commands.jsonl_commands import Count, Json
from curbside.commands.progress import Meter
from curbside.commands.setup import connect_with_catalogue

app = typer.Typer(help="List the topics of questions; propose new ones from the library.")


@app.callback(invoke_without_command=True)
def topics(context: typer.Context, json: Json = False, k: Count = 10) -> None:
    """List the topics each question is about, the closest first."""
    if context.invoked_subcommand is None:
        jsonl_commands.topics(json, k)


@app.command("mine")
def mine(
    limit: int = typer.Option(100, min=1, max=1000, help="Topics proposed a language, at most."),
) -> None:
    """Propose topics that the library's questions have and the catalogue does not.

    Nothing is shown to readers: an editor accepts, renames, merges or drops each on their page.
    """
    connect_with_catalogue()
    from curbside.library import mining

    with Meter("topics") as meter:
        found, new = mining.mine(
            limit, "curbside topics mine", told=lambda stage, share: meter.update(0, share, stage)
        )
    typer.echo(f"{found:,} topics proposed, {new:,} of them new. Editors decide at /edit/topics/.")
