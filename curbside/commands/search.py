"""`curbside search`: for a person, or JSON lines for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from curbside.commands.jsonl_commands import Count, Json, found
from curbside.commands.jsonlines import answer_all
from curbside.commands.setup import connect


def run(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="What to look for.", show_default=False)
    ] = "",
    json: Json = False,
    k: Count = 10,
) -> None:
    """Search the library: for WORDS, or with --json for each line of standard input."""
    if bool(words) == json:
        raise typer.BadParameter("give either WORDS or --json", param_hint="WORDS")
    connect()
    if json:
        answer_all(lambda texts: [found(text, k, replies=True) for text in texts])
    else:
        _show(words, k)


def _show(words: str, k: int) -> None:
    """The results as a table, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table

    results = found(words, k, replies=True)["results"]
    if not results:
        typer.echo("Nothing in the library is near enough to that.")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("score", "question", "ref"):
        table.add_column(
            name, no_wrap=name != "question", style="dim" if name != "question" else ""
        )
    for result in results:
        table.add_row(f"{result['score']:.2f}", result["headline"], result["ref"])
    Console().print(table, highlight=False)
