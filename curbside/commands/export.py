"""`curbside export`: the public library as JSON lines."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from curbside.commands.progress import Meter
from curbside.commands.setup import connect
from curbside.core.errors import BadInput


def run(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="The file to write, or - for standard output.", show_default=False
        ),
    ],
) -> None:
    """Write all visible entries as JSON lines, which `curbside import jsonl` reads back the same.

    The file takes its name only when it is whole.
    """
    connect()
    from curbside.importers.formats import exported
    from curbside.library import queries

    total, count = max(queries.count(), 1), 0
    with Meter("entries") as meter, _opened(path) as out:
        for entry in queries.whole():
            out.write(json.dumps(exported.line(entry), ensure_ascii=False) + "\n")
            count += 1
            meter.update(count, min(count / total, 1.0))
    typer.echo(f"Wrote {count:,} entries.", err=True)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """The file, under another name until it is whole; or standard output. Raises BadInput."""
    if str(path) == "-":
        yield sys.stdout
        return
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            yield out
        unfinished.replace(path)
    except OSError as problem:
        raise BadInput(f"{path} cannot be written.", str(problem.strerror)) from problem
