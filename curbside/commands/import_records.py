"""`curbside import`: a body of answers into the library, or of texts into the evidence."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curbside.commands.progress import Meter, duration
from curbside.commands.setup import connect_with_catalogue, say
from curbside.core.errors import BadInput

if TYPE_CHECKING:
    from curbside.importers.outcome import Outcome
    from curbside.importers.runner import Progress

SOME_BROKEN = 1


def run(  # noqa: PLR0913, PLR0917 - a command has as many parameters as options
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="lasseregin, medquad, csv, jsonl, sample; as evidence also medlineplus.",
            show_default=False,
        ),
    ],
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            help="A file, gzip file, folder or zip; not needed for sample.",
            show_default=False,
        ),
    ] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Which column holds a field (csv, jsonl), such as question=body. Repeatable.",
        ),
    ] = None,
    become: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="KIND",
            help="library: questions with answers. evidence: texts that explanations rest on.",
        ),
    ] = "library",
    source: Annotated[
        str,
        typer.Option(metavar="NAME", help="What to call where the records come from."),
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Read everything, say what would be done, do nothing."),
    ] = False,
) -> None:
    """Bring existing questions and answers in, or texts as evidence.

    Run it again at any time: what has not changed is left as it is, what has is updated, an
    interrupted import goes on. Records that have vanished from the source stay.

    Exits 0 when everything went in, 1 when some records were broken (a report file says which),
    2 when nothing could be read.
    """
    connect_with_catalogue()
    from curbside.importers import runner

    place = path or runner.ships(format, become)
    if place is None:
        raise BadInput("Nothing to import was named.", f"Say: curbside import {format} PATH")
    job = runner.Job(format, place, columns(map or []), source, dry_run, become)
    began = time.monotonic()
    with Meter("records") as meter:
        outcome = runner.run(job, told=lambda progress: _tell(meter, progress))
    _conclude(outcome, time.monotonic() - began)
    if outcome.broken:
        raise typer.Exit(SOME_BROKEN)


def columns(mapped: list[str]) -> dict[str, str]:
    """The fields of ``--map`` with their columns. Raises BadInput for what is no pair."""
    pairs = [entry.partition("=") for entry in mapped]
    wrong = [entry for entry, pair in zip(mapped, pairs, strict=True) if not (pair[0] and pair[2])]
    if wrong:
        raise BadInput(f"--map {wrong[0]} is no pair.", "Write it as --map question=body.")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _tell(meter: Meter, progress: Progress) -> None:
    reindexed = progress.outcome.reindexed
    meter.update(reindexed or progress.outcome.records, progress.share, progress.stage)


def _conclude(outcome: Outcome, seconds: float) -> None:
    """What happened, in a few lines."""
    verb = "Would have" if outcome.dry_run else "Done:"
    counts = (
        f"{outcome.created:,} created, {outcome.updated:,} updated, {outcome.unchanged:,} unchanged"
    )
    typer.echo(
        f"{verb} {counts}, {outcome.broken:,} broken; {outcome.records:,} records"
        f" in {duration(seconds)}, {outcome.records / max(seconds, 1e-3):,.0f} a second."
    )
    if not outcome.dry_run and not outcome.created + outcome.updated:
        typer.echo("Nothing has changed since the last import.")
    if outcome.reindexed:
        typer.echo(
            f"The weights of all {outcome.reindexed:,} entries were made anew,"
            " because the texts' average length has changed."
        )
    if outcome.skipped:
        typer.echo(f"{outcome.skipped:,} parts were left out by the rules of the format.")
    for problem in outcome.problems if outcome.dry_run else ():
        say(f"  {problem.place}: {problem.reason}")
    if outcome.report:
        typer.echo(f"What did not go in, and why: {outcome.report}")
