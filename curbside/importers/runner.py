"""Running an import: read, compare, encode, write, a batch a transaction.

While a batch is written, the next is encoded in a thread (onnxruntime lets go of the interpreter).
Nothing is remembered between runs but what stands in the database: a record that is there with the
same fingerprint is not written again, so an interrupted import resumes by being run again.
Records that have vanished from the source are left alone: a missing line is more often a cut-off
file than a wish to withdraw what a doctor said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

from curbside.core.errors import BadInput
from curbside.core.ids import slugify
from curbside.importers import formats, texts
from curbside.importers.batches import Batch, Change, batches
from curbside.importers.evidence_writing import Evidence
from curbside.importers.formats import Format
from curbside.importers.formats.options import Options
from curbside.importers.inputs import open_input
from curbside.importers.lock import only_one
from curbside.importers.outcome import Outcome, Report
from curbside.importers.record import R, SourceInfo
from curbside.importers.writing import Library

ANALYZE_FROM = 1000  # changes after which PostgreSQL's statistics are made anew
NAMED_BY_FILE = ("csv", "jsonl")  # formats of which everybody has many files
LIBRARY, EVIDENCE = "library", "evidence"  # what an import may become


class Destination(Protocol[R]):
    """What an import writes to. ``begin`` comes before the first ``prepare``."""

    tables: tuple[str, ...]

    def known(self, source: str, refs: Sequence[str]) -> dict[str, str]:
        """The fingerprints of what is there."""

    def begin(self) -> None:
        """Read what all batches need."""

    def prepare(self, changes: Sequence[Change[R]]) -> Any:
        """What takes long and needs no database; runs in a thread beside ``write``."""

    def write(self, changes: Sequence[Change[R]], prepared: Any) -> tuple[int, int]:
        """Write a batch, all or nothing; (created, updated)."""

    def settle(self, told: Callable[[int], None]) -> int:
        """After the last batch: how much of the index was made anew."""


@dataclass(frozen=True)
class Job:
    """What to import. ``source`` names it where the format's own name will not do."""

    format: str
    path: Path
    columns: dict[str, str] = field(default_factory=dict)
    source: str = ""
    dry_run: bool = False
    become: str = LIBRARY


@dataclass(frozen=True)
class Progress:
    """How far an import is; ``share`` (0 to 1) of the input is read."""

    outcome: Outcome
    share: float
    stage: str = ""


Told = Callable[[Progress], None]


def run(job: Job, told: Told = lambda progress: None) -> Outcome:
    """Import; ``told`` hears of the progress after every batch. Raises BadInput when nothing can
    be read, Conflict when another import of the same source is running.
    """
    if job.become == EVIDENCE:
        return _run(job, texts.named(job.format), Evidence(), told)
    return _run(job, formats.named(job.format), Library(), told)


def ships(format: str, become: str) -> Path | None:
    """What is imported of a format where no path is given. Raises BadInput for a name there is
    not.
    """
    if become not in (LIBRARY, EVIDENCE):
        raise BadInput(f"Nothing can be imported as {become!r}.", f"Say {LIBRARY} or {EVIDENCE}.")
    named = texts.named if become == EVIDENCE else formats.named
    return named(format).default


def _run(job: Job, chosen: Format[R], into: Destination[R], told: Told) -> Outcome:
    source = _source(job, chosen.source)
    opened = open_input(job.path, chosen.endings)
    reads = chosen.parse(opened, Options(job.columns, publisher=source.name))
    outcome = Outcome(dry_run=job.dry_run)
    folder = settings.ENVIRONMENT.curbside_data_dir / "reports"
    report = Report(folder, f"import-{job.format}", outcome)
    try:
        with only_one(f"{job.become} {source.slug}" if job.become != LIBRARY else source.slug):
            cut = batches(reads, source, chosen.version, into.known)
            found = _counted(cut, outcome, report)
            written = _counts(found) if job.dry_run else _write(found, into)
            for created, updated in written:
                outcome.created += created
                outcome.updated += updated
                told(Progress(outcome, opened.consumed / opened.total))
            if not job.dry_run:
                _settle(outcome, into, told)
    finally:
        report.close()
    if not outcome.records:
        raise BadInput(f"No record in {job.path} could be read.", _reason(outcome))
    return outcome


def _reason(outcome: Outcome) -> str:
    """The first problem, and where all of them stand."""
    if not outcome.problems:
        return "It is empty, or in another format."
    first = outcome.problems[0]
    rest = f" All reasons are in {outcome.report}." if outcome.report else ""
    return f"{first.place}: {first.reason}{rest}"


def _source(job: Job, default: SourceInfo) -> SourceInfo:
    """The source by the name given, by the format, or by the name of the file."""
    name = job.source.strip()
    if not name and job.format in NAMED_BY_FILE:
        name = job.path.name.split(".")[0] or default.name
    if not name:
        return default
    slug = slugify(name, 60)
    if not slug:
        raise BadInput("The name of the source has no letter in it.", "Give another --source.")
    return replace(default, slug=slug, name=name[:120])


def _counted(
    found: Iterable[Batch[R]], outcome: Outcome, report: Report
) -> Iterator[list[Change[R]]]:
    """The changes of each batch; the rest is counted, and what is broken reported."""
    for batch in found:
        outcome.unchanged += batch.unchanged
        for problem in batch.problems:
            report.add(problem)
        yield batch.changes


def _counts(found: Iterator[list[Change[R]]]) -> Iterator[tuple[int, int]]:
    """In a dry run: what would be written."""
    for changes in found:
        known = sum(change.known for change in changes)
        yield len(changes) - known, known


def _write(found: Iterator[list[Change[R]]], into: Destination[R]) -> Iterator[tuple[int, int]]:
    """Write each batch while the next one is being encoded; yield (created, updated)."""
    begun = False  # reading the catalogue takes longer than finding that nothing has changed
    waiting: tuple[list[Change[R]], Future[Any]] | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="encoder") as encoder:
        for changes in found:
            if changes and not begun:
                into.begin()
                begun = True
            following = (changes, encoder.submit(into.prepare, changes)) if changes else None
            if waiting:
                yield into.write(waiting[0], waiting[1].result())
            else:
                yield 0, 0
            waiting = following
        if waiting:
            yield into.write(waiting[0], waiting[1].result())


def _settle(outcome: Outcome, into: Destination[R], told: Told) -> None:
    """After the last batch: weights made anew where texts have changed in length, statistics."""
    stage = "making the index's weights anew, because the texts' average length has changed"

    def heard(count: int) -> None:
        outcome.reindexed = count
        told(Progress(outcome, count / max(outcome.records, count), stage))

    into.settle(heard)
    if outcome.created + outcome.updated >= ANALYZE_FROM:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(into.tables)}")
