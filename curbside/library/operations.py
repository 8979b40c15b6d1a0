"""Writing the library: an entry, its replies, topics, index row and audit line go together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.dispatch import Signal

from curbside.core import audit, clock, generation, ids, jobs, markdown
from curbside.library import purging, queries
from curbside.library.models import Entry, EntryTopic, Reply, Source
from curbside.library.rules import index_document
from curbside.library.signing import joined
from curbside.search import operations as index

SETTLE_INDEX = "library.settle_index"  # the task in tasks.py
SETTLE_AFTER = dt.timedelta(minutes=5)  # lets an import end, which settles the index itself
# Sent in the transaction in which an entry leaves, with its ``public_id`` and the ``actor``, for
# rooms above that keep something of it; an error in one of them undoes the withdrawal.
withdrawn = Signal()
UPDATED_FIELDS = [
    "slug", "state", "language", "department", "department_by", "headline", "title", "question",
    "asker_form", "asker_initial", "age_band", "sex", "asked", "source_url", "source_hash",
    "published_at", "updated_at",
]  # fmt: skip


@dataclass(frozen=True)
class NewReply:
    """One turn under a question; no ``doctor`` for the asker's own. Text, link or both."""

    doctor: int | None
    text: str = ""
    link: str = ""
    date: dt.date | None = None
    marked: bool = False  # in the Markdown of core.markdown


@dataclass(frozen=True)
class NewEntry:
    """An entry to be written. ``topics`` are (topic id, score), best first."""

    ref: str
    language: str
    department: int
    department_by: Entry.RoutedBy
    headline: str
    title: str = ""
    question: str = ""
    asker_form: str = ""
    asker_initial: str = ""
    age_band: str = ""
    sex: str = ""
    asked: dt.date | None = None
    source_url: str = ""
    source_hash: str = ""
    replies: Sequence[NewReply] = ()
    topics: Sequence[tuple[int, float]] = field(default=())


def ensure_source(source: Source) -> Source:
    """The source of this slug, made or brought up to date with what ``source`` says."""
    made, _ = Source.objects.update_or_create(
        slug=source.slug,
        defaults={
            "name": source.name,
            "licence": source.licence,
            "url": source.url,
            "sample": source.sample,
        },
    )
    return made


@transaction.atomic
def put(
    source: Source, news: Sequence[NewEntry], vectors: np.ndarray[Any, Any], actor: str
) -> tuple[int, int]:
    """Publish the entries, replacing those of the same ``ref``; return (created, updated).

    ``vectors`` holds the encoded ``rules.question_text`` of each, in order. All or nothing.
    A withdrawn entry stays withdrawn whatever its source says.
    """
    held = Entry.objects.select_for_update().filter(
        source=source, source_ref__in=[new.ref for new in news]
    )
    known = {entry.source_ref: entry for entry in held}
    entries = [_filled(known.get(new.ref), source, new) for new in news]
    fresh = [entry for entry in entries if entry.pk is None]
    stale = [entry for entry in entries if entry.pk is not None]
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(stale, UPDATED_FIELDS, batch_size=200)
    Reply.objects.filter(entry__in=stale).delete()
    EntryTopic.objects.filter(entry__in=stale).delete()
    pairs = list(zip(entries, news, strict=True))
    signed = joined(r.doctor for new in news for r in new.replies if r.doctor is not None)
    Reply.objects.bulk_create(
        reply for entry, new in pairs for reply in _replies(entry, new, signed)
    )
    _link(pairs)
    _index(pairs, vectors)
    audit.record_many(actor, "entry.published", [f"entry:{e.public_id}" for e in fresh])
    audit.record_many(actor, "entry.updated", [f"entry:{e.public_id}" for e in stale])
    _settle_later()
    generation.bump()
    return len(fresh), len(stale)


def _filled(known: Entry | None, source: Source, new: NewEntry) -> Entry:
    """The entry to write: the known one brought up to date, or a new one."""
    entry = known or Entry(
        source=source,
        source_ref=new.ref,
        public_id=ids.derived_public_id(source.slug, new.ref),
        state=Entry.State.PUBLISHED,
    )
    dates = [reply.date for reply in new.replies if reply.date]
    spoken = dates[-1] if dates else new.asked
    moment = dt.datetime.combine(spoken, dt.time(), dt.UTC) if spoken else clock.now()
    entry.published_at = moment if spoken else entry.published_at or moment
    entry.updated_at = clock.now()
    entry.slug = ids.slugify(new.headline) or "question"
    entry.department_id = new.department
    for name in (
        "language", "department_by", "headline", "title", "question", "asker_form",
        "asker_initial", "age_band", "sex", "asked", "source_url", "source_hash",
    ):  # fmt: skip
        setattr(entry, name, getattr(new, name))
    return entry


def _replies(entry: Entry, new: NewEntry, signed: Mapping[int, int]) -> list[Reply]:
    """``signed``: signatures that are joined to another, which then stands under the reply."""
    return [
        Reply(
            entry=entry,
            position=position,
            doctor_id=signed.get(reply.doctor or 0, reply.doctor),
            signed_as_id=reply.doctor if reply.doctor in signed else None,
            text=reply.text,
            link=reply.link,
            date=reply.date,
            marked=reply.marked,
        )
        for position, reply in enumerate(new.replies)
    ]


def _link(pairs: list[tuple[Entry, NewEntry]]) -> None:
    """The topics of the entries, by COPY: ten rows an entry cost more as objects than to write."""
    columns = "(entry_id, topic_id, rank, score)"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY library_entrytopic {columns} FROM STDIN") as copy,
    ):
        for entry, new in pairs:
            for rank, (topic, score) in enumerate(new.topics):
                copy.write_row((entry.pk, topic, rank, score))


def _index(pairs: list[tuple[Entry, NewEntry]], vectors: np.ndarray[Any, Any]) -> None:
    """Index the public ones among the entries."""
    chosen = [i for i, (e, _) in enumerate(pairs) if e.state == Entry.State.PUBLISHED]
    documents = [
        index_document(pairs[i][0], [_plain(reply) for reply in pairs[i][1].replies])
        for i in chosen
    ]
    index.write(documents, vectors[chosen])


def _plain(reply: NewReply) -> str:
    return markdown.plain(reply.text) if reply.marked else reply.text


@transaction.atomic
def withdraw(public_id: str, actor: str, reason: str) -> None:
    """Take a visible entry out of the library and the index at once. Raises NotFound or Gone."""
    found = queries.version(public_id)
    number = found.id
    Entry.objects.filter(pk=number).update(state=Entry.State.WITHDRAWN, updated_at=clock.now())
    index.remove([number])
    audit.record(actor, "entry.withdrawn", f"entry:{public_id}", reason=reason)
    purging.later(public_id, found.slug)
    withdrawn.send(sender=Entry, public_id=public_id, actor=actor)
    _settle_later()
    generation.bump()


def _settle_later() -> None:
    if index.drifted():
        jobs.queue_once(SETTLE_INDEX, SETTLE_AFTER)


def reindex(vectors: bool = True, told: Callable[[int], None] = lambda count: None) -> int:
    """Make the whole index anew while it goes on serving; return the number of documents.
    ``told`` hears how many are done.
    """
    count = index.rebuild(queries.index_documents(), vectors=vectors, told=told)
    generation.bump()
    return count
