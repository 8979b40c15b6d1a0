"""Writing evidence: sources with their passages and index rows, their audit lines and the jobs
that follow go together or not at all.

Whatever changes what may be cited queues ``explain.evidence_changed`` for the source, by name,
because the room that explains is above this one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings
from django.db import transaction

from curbside.core import audit, clock, generation, ids, jobs
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.evidence import indexing, reindexing, rules
from curbside.evidence.models import Source
from curbside.evidence.preparing import Prepared
from curbside.evidence.subjects import Subjects
from curbside.evidence.vectors import Said
from curbside.search import vocabulary

CHANGED = "explain.evidence_changed"  # the task of whoever explains
UPDATED_FIELDS = [
    "title", "about", "publisher", "licence", "url", "language", "date", "review_by", "expired_on",
    "state", "superseded_by", "sample", "left_out", "digest", "updated_at",
]  # fmt: skip
State = Source.State


@dataclass(frozen=True)
class NewSource:
    """A source to be written: what its note became, and the digest of what that was."""

    prepared: Prepared
    digest: str = ""


_kept: tuple[str, Subjects] | None = None


def known_subjects() -> Subjects:
    """The names by which passages are known to speak of something, of the present catalogue."""
    global _kept  # noqa: PLW0603 - a cache of the process, replaced whole
    catalogue = vocabulary.current()
    if _kept is None or _kept[0] != catalogue.digest:
        _kept = (catalogue.digest, Subjects(catalogue.topics))
    return _kept[1]


def said(news: Sequence[NewSource]) -> list[Said]:
    """What ``vectors.Maker`` makes the vectors from that ``put`` takes."""
    return [Said(new.prepared.note.title, new.prepared.meanings) for new in news]


@transaction.atomic
def put(
    collection: str, news: Sequence[NewSource], vectors: np.ndarray[Any, Any], actor: str
) -> tuple[int, int]:
    """Write the sources, replacing those of the same ref; return (created, updated).

    ``vectors`` are of ``said(news)``. A passage whose text is as it was keeps its number, so
    that what cites it still does. A withdrawn or superseded source stays so whatever comes in.
    """
    refs = [new.prepared.note.ref for new in news]
    held = Source.objects.select_for_update().filter(collection=collection, ref__in=refs)
    known = {source.ref: source for source in held}
    sources = [_filled(known.get(new.prepared.note.ref), collection, new) for new in news]
    fresh = [source for source in sources if source.pk is None]
    stale = [source for source in sources if source.pk is not None]
    Source.objects.bulk_create(fresh)
    Source.objects.bulk_update(stale, UPDATED_FIELDS, batch_size=200)
    kept = indexing.take_out([source.pk for source in stale], delete=True) if stale else {}
    _write(list(zip(sources, news, strict=True)), vectors, kept)
    audit.record_many(actor, "evidence.added", [_subject(one) for one in fresh])
    audit.record_many(actor, "evidence.updated", [_subject(one) for one in stale])
    for source in stale:
        jobs.queue(CHANGED, source=source.pk)
    generation.bump()
    return len(fresh), len(stale)


def _filled(known: Source | None, collection: str, new: NewSource) -> Source:
    note = new.prepared.note
    source = known or Source(
        collection=collection,
        ref=note.ref,
        public_id=ids.derived_public_id("evidence", collection, note.ref),
    )
    for name in ("title", "publisher", "licence", "url", "language", "date", "sample"):
        setattr(source, name, getattr(note, name))
    source.review_by = rules.review_date(
        note.review_by, clock.today(), settings.ENVIRONMENT.curbside_review_years
    )
    source.expired_on = None
    source.about = list(new.prepared.about)
    source.left_out, source.digest = new.prepared.left_out, new.digest
    source.updated_at = clock.now()
    return source


def _write(
    pairs: Sequence[tuple[Source, NewSource]],
    vectors: np.ndarray[Any, Any],
    kept: dict[tuple[int, str], int],
) -> None:
    """The passages of the sources, and their index where they may be cited."""
    today = clock.today()
    usable = {s.pk for s, _ in pairs if rules.usable(s.state, s.review_by, today)}
    total = sum(len(new.prepared.passages) for _, new in pairs)
    fresh = iter(indexing.new_ids(total) if total else ())
    indexing.write_passages(_rows(pairs, usable, kept, fresh))
    terms: Counter[str] = Counter()
    for source, new in pairs:
        if source.pk in usable:
            terms.update(t for one in new.prepared.passages for t in set(one.terms))
    indexing.count(terms, sum(len(n.prepared.passages) for s, n in pairs if s.pk in usable))
    _write_vectors(pairs, vectors, usable)


def _write_vectors(
    pairs: Sequence[tuple[Source, NewSource]], vectors: np.ndarray[Any, Any], usable: set[int]
) -> None:
    """The vectors of those of the sources that may be cited and say something."""
    chosen: list[indexing.Vectored] = []
    rows: list[int] = []
    at = 0
    for source, new in pairs:
        facets = tuple(new.prepared.meanings)
        if source.pk in usable and facets:
            chosen.append(indexing.Vectored(source.pk, source.language, facets))
            rows += range(at, at + 1 + len(facets))
        at += 1 + len(facets)
    indexing.write_vectors(chosen, vectors[rows])


def _rows(
    pairs: Sequence[tuple[Source, NewSource]],
    usable: set[int],
    kept: dict[tuple[int, str], int],
    fresh: Iterator[int],
) -> Iterator[tuple[object, ...]]:
    for source, new in pairs:
        for position, one in enumerate(new.prepared.passages, 1):
            shown = indexing.indexed(one.terms) if source.pk in usable else (None, None)
            number = kept.pop((source.pk, one.text), None) or next(fresh)
            yield (
                number, source.pk, position, source.language, one.facet.value, one.text,
                list(one.subjects), one.weight, *shown,
            )  # fmt: skip


def _subject(source: Source) -> str:
    return f"evidence:{source.public_id}"


@transaction.atomic
def withdraw(public_id: str, actor: str, reason: str) -> Source:
    """Take a source out: nothing of it is found or cited from now on. Raises NotFound, Conflict."""
    source = _locked(public_id)
    if source.state == State.WITHDRAWN:
        raise Conflict("This source has been withdrawn already.", "There is nothing left to do.")
    source.state, source.superseded_by = State.WITHDRAWN, None
    _ended(source, actor, "evidence.withdrawn", reason=reason)
    return source


@transaction.atomic
def supersede(public_id: str, successor: str, actor: str) -> Source:
    """Let a newer source stand for this one. Raises NotFound for either, and BadInput where the
    newer one may not be cited itself.
    """
    source, newer = _locked(public_id), _locked(successor)
    if newer.pk == source.pk or not rules.usable(newer.state, newer.review_by, clock.today()):
        raise BadInput(
            "A source can only be replaced by another that is current.", "Choose another."
        )
    if source.state == State.WITHDRAWN:
        raise Conflict("This source has been withdrawn.", "It needs no successor.")
    source.state, source.superseded_by = State.SUPERSEDED, newer
    _ended(source, actor, "evidence.superseded", by=newer.public_id)
    return source


def expire(actor: str = "system") -> int:
    """Note which sources' review dates have passed since last time; how many. Nothing of them is
    cited from that day on in any case: the query sees to it. Each is a transaction of its own.
    """
    due = Source.objects.filter(
        state=State.CURRENT, review_by__lt=clock.today(), expired_on__isnull=True
    )
    return sum(_expire_one(number, actor) for number in due.values_list("pk", flat=True))


@transaction.atomic
def _expire_one(number: int, actor: str) -> bool:
    """Lock, look again, note; whether it had expired."""
    source = Source.objects.select_for_update().get(pk=number)
    today = clock.today()
    if (
        source.state != State.CURRENT
        or source.expired_on
        or rules.usable(source.state, source.review_by, today)
    ):
        return False
    source.expired_on = today
    _ended(source, actor, "evidence.expired")
    return True


@transaction.atomic
def renew(public_id: str, actor: str, review_by: dt.date) -> Source:
    """Note that a source was read again and still holds, and when to look next. Raises NotFound,
    Conflict for a source that is not current, BadInput for a date that is not in the future.
    """
    source = _locked(public_id)
    if source.state != State.CURRENT:
        raise Conflict(f"This source is {source.state}.", "Only a current one can be confirmed.")
    if review_by <= clock.today():
        raise BadInput("The next review must lie in the future.", "Choose a later date.")
    source.review_by, source.expired_on, source.updated_at = review_by, None, clock.now()
    source.save()
    reindexing.restore([source])
    audit.record(actor, "evidence.confirmed", _subject(source))
    jobs.queue(CHANGED, source=source.pk)
    generation.bump()
    return source


def _ended(source: Source, actor: str, action: str, **detail: Any) -> None:
    """Out of the index, written down, told on, in the caller's transaction."""
    source.updated_at = clock.now()
    source.save()
    indexing.take_out([source.pk], delete=False)
    audit.record(actor, action, _subject(source), **detail)
    jobs.queue(CHANGED, source=source.pk)
    generation.bump()


def _locked(public_id: str) -> Source:
    found = Source.objects.select_for_update().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such source.", "See curbside evidence list.")
    return found
