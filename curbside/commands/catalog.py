"""`curbside catalog`: departments and topics out for editing, and in again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from curbside.commands.setup import connect

app = typer.Typer(help="Load or export the departments and topics.", no_args_is_help=True)


@app.command("load")
def load(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            help="The folder to load; the default catalogue when left out.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make the departments and topics those of a folder; renamed ones keep their old addresses."""
    connect()
    from curbside.catalog import files, operations

    departments, topics = operations.load(path or files.DEFAULT, "operator")
    typer.echo(f"Loaded {departments} departments and {topics:,} topics.")


@app.command("export")
def export(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The folder to write.", show_default=False)
    ],
) -> None:
    """Write the departments and topics as a folder to edit and load again."""
    connect()
    from curbside.catalog import operations

    operations.export(path)
    typer.echo(f"Wrote the catalogue to {path}.")
