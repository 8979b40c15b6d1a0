"""From a stream of records to batches of what has to be written. Writes nothing.

Batches are cut by the records read, changed or not, so that a resumed import cuts where the
interrupted one did and ends with the same index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from curbside.importers.fingerprint import fingerprint
from curbside.importers.record import Broken, Importable, R, Skipped, SourceInfo

SIZE = 250
Known = Callable[[str, Sequence[str]], dict[str, str]]  # the fingerprints of a source's records


@dataclass(frozen=True)
class Change(Generic[R]):
    """A record to be written, its source, its fingerprint, and whether it is known already."""

    record: R
    source: SourceInfo
    hash: str
    known: bool


@dataclass(frozen=True)
class Batch(Generic[R]):
    """What ``SIZE`` records gave: what to write, how many were as they are, and what is broken."""

    changes: list[Change[R]]
    unchanged: int
    problems: list[Broken | Skipped]


def batches(
    reads: Iterable[R | Broken | Skipped], source: SourceInfo, version: int, known: Known
) -> Iterator[Batch[R]]:
    """Batches in order; ``source`` is that of records that name none themselves. ``known`` says
    what of them was written before.
    """
    seen: set[bytes] = set()
    records: list[R] = []
    problems: list[Broken | Skipped] = []
    for read in reads:
        if isinstance(read, Broken | Skipped):
            problems.append(read)
        elif _first(read, source, seen):
            records.append(read)
        else:
            reason = "Another record of this input has the same id; the first one counts."
            problems.append(Broken(f"id {read.ref}", reason))
        if len(records) == SIZE or len(problems) >= 10 * SIZE:
            yield _compared(records, problems, source, version, known)
            records, problems = [], []
    if records or problems:
        yield _compared(records, problems, source, version, known)


def _first(record: Importable, source: SourceInfo, seen: set[bytes]) -> bool:
    """Whether the id is new; 8 bytes of each are kept, so that a million cost little memory."""
    slug = (record.source or source).slug
    key = hashlib.blake2b(f"{slug}\x1f{record.ref}".encode(), digest_size=8).digest()
    before = len(seen)
    seen.add(key)
    return len(seen) > before


def _compared(
    records: list[R],
    problems: list[Broken | Skipped],
    source: SourceInfo,
    version: int,
    known: Known,
) -> Batch[R]:
    by_source: dict[str, list[str]] = {}
    for record in records:
        by_source.setdefault((record.source or source).slug, []).append(record.ref)
    written = {slug: known(slug, refs) for slug, refs in by_source.items()}
    changes = []
    for record in records:
        its = record.source or source
        now, before = fingerprint(record, version), written[its.slug].get(record.ref)
        if now != before:
            changes.append(Change(record, its, now, before is not None))
    return Batch(changes, len(records) - len(changes), problems)
