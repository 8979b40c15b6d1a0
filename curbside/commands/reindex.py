"""`curbside reindex`: the search index anew, while it goes on serving."""

from __future__ import annotations

from typing import Annotated

import typer

from curbside.commands.progress import Meter
from curbside.commands.setup import connect


def run(
    words_only: Annotated[
        bool,
        typer.Option("--words-only", help="Leave the vectors as they are, which is much faster."),
    ] = False,
) -> None:
    """Make the search index anew, of the library and the evidence. Readers notice nothing."""
    connect()
    from curbside.library import operations, queries

    total = max(queries.count(), 1)
    with Meter("entries") as meter:
        done = operations.reindex(
            vectors=not words_only, told=lambda count: meter.update(count, min(count / total, 1.0))
        )
    typer.echo(f"Indexed {done:,} entries.")
    from curbside.evidence import reindexing

    with Meter("sources") as meter:
        sources = reindexing.everything(vectors=not words_only, told=meter.update)
    typer.echo(f"Indexed {sources:,} sources of evidence.")
