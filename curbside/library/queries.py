"""Reading the library. Everything public starts from ``visible()``; there is no other door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    Prefetch,
    Q,
    QuerySet,
    When,
    prefetch_related_objects,
)

from curbside.catalog.models import Department, Topic
from curbside.core import generation, languages
from curbside.core.errors import Gone, NotFound
from curbside.library.models import Entry, EntryTopic, Reply
from curbside.library.rules import index_document
from curbside.people.models import Doctor
from curbside.search.documents import Document

# An entry is listed under its closest topics only; the others stand beside it as related.
LISTED = 3


def visible() -> QuerySet[Entry]:
    """The visibility query: the entries the public may see. The one door out."""
    return Entry.objects.filter(state=Entry.State.PUBLISHED)


_ASKED = "the public id"  # stands for it in the statement compiled once


@dataclass(frozen=True)
class Version:
    """What a rendered page depends on: equal versions render equal pages."""

    id: int
    slug: str
    generation: int


@cache
def _version_statement() -> tuple[str, tuple[object, ...]]:
    """What ``version`` asks, compiled once from ``visible()``; compiling costs four times what
    asking does, and every page that is served asks it.
    """
    asked = visible().filter(public_id=_ASKED).annotate(generation=generation.in_passing())
    statement: tuple[str, tuple[object, ...]] = (
        asked.values_list("id", "slug", "generation").order_by().query.sql_with_params()
    )
    return statement


def version(public_id: str) -> Version:
    """The version of a visible entry, in one query. Raises Gone if withdrawn, else NotFound."""
    statement, values = _version_statement()
    with connection.cursor() as cursor:
        asked: list[Any] = [public_id if value == _ASKED else value for value in values]
        cursor.execute(statement, asked)
        found = cursor.fetchone()
    if found:
        return Version(*found)
    if Entry.objects.filter(public_id=public_id, state=Entry.State.WITHDRAWN).exists():
        raise Gone("This answer was withdrawn.", "Search for similar questions.")
    raise NotFound("There is no such question.", "Search for it instead.")


def entry(number: int) -> Entry:
    """A visible entry with its department, source, replies and doctors. Raises NotFound."""
    found = entry_alone(number)
    prefetch_related_objects([found], _replies(whole=[found]))
    return found


def entry_alone(number: int) -> Entry:
    """A visible entry, its replies yet to be fetched; see ``cards``. Raises NotFound."""
    found = visible().select_related("department", "source").filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such question.", "Search for it instead.")
    return found


def _replies(whole: Sequence[Entry] = ()) -> Prefetch[str, QuerySet[Reply], str]:
    """The replies of doctors; of the entries shown ``whole`` also what the asker said between."""
    ours = Q(doctor__isnull=False)
    if whole:
        ours |= Q(entry__in=[one.pk for one in whole])
    replies = Reply.objects.filter(ours).select_related("doctor", "doctor__department")
    return Prefetch("replies", replies)


def successor(entry: Entry) -> Entry | None:
    """The visible entry that readers of this one should read instead."""
    if entry.superseded_by_id is None:
        return None
    return visible().filter(pk=entry.superseded_by_id).first()


def due_for_review(today: dt.date, department: int = 0, limit: int | None = 100) -> list[Entry]:
    """Visible entries whose review date has come, the longest overdue first; all without limit."""
    found = visible().filter(review_by__lte=today).order_by("review_by", "pk")
    if department:
        found = found.filter(department=department)
    return list(found.select_related("department")[:limit])


def count_due_for_review(today: dt.date, departments: Iterable[int]) -> int:
    """How many there are in these departments."""
    return visible().filter(review_by__lte=today, department__in=list(departments)).count()


def signatures(entry: Entry) -> list[int]:
    """The accounts of the doctors who replied, the last one first."""
    replies = Reply.objects.filter(entry=entry, doctor__user__isnull=False).order_by("-position")
    return list(dict.fromkeys(replies.values_list("doctor__user", flat=True)))


def related_topics(entry: Entry, limit: int) -> list[Topic]:
    """The topics of an entry, closest first, filled up with the most used of its department."""
    own = FilteredRelation("entrytopic", condition=Q(entrytopic__entry=entry))
    found = (
        Topic.objects.select_related("department")
        .annotate(own=own)
        .filter(Q(own__isnull=False) | Q(department=entry.department_id))
        .order_by(F("own__rank").asc(nulls_last=True), "position", "pk")
    )
    return list(found[:limit])


def cards(numbers: Sequence[int], beside: Sequence[Entry] = ()) -> list[Entry]:
    """The visible ones among the entries, in the order given, with what a card shows.

    The replies of the entries they stand ``beside`` are fetched in the same query.
    """
    found = {e.pk: e for e in visible().filter(pk__in=numbers).select_related("department")}
    prefetch_related_objects([*beside, *found.values()], _replies(whole=beside))
    return [found[number] for number in numbers if number in found]


def _with_cards(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("department").prefetch_related(_replies())


def newest(limit: int, offset: int = 0, department: Department | None = None) -> list[Entry]:
    """Visible entries, newest first, with what a card shows."""
    found = visible().order_by("-published_at", "-id")
    if department:
        found = found.filter(department=department)
    return list(_with_cards(found)[offset : offset + limit])


def newest_to_read(language: str, limit: int) -> list[Entry]:
    """The newest visible entries that a reader of ``language`` can read; where there are too few,
    the newest in any language after them.
    """
    newest_first = visible().order_by("-published_at", "-id").values("pk")
    readable = Q(language__in=languages.read_with(language))
    # Each part is a short walk along an index; sorting all entries by language would not be.
    chosen = newest_first.filter(readable)[:limit].union(newest_first[:limit])
    own_first = Case(When(readable, 0), default=1)
    found = visible().filter(pk__in=chosen).order_by(own_first, "-published_at", "-id")
    return list(_with_cards(found)[:limit])


def _listed_under(topic: Topic) -> QuerySet[Entry]:
    return visible().filter(entrytopic__topic=topic, entrytopic__rank__lt=LISTED)


def of_topic(topic: Topic, limit: int, offset: int = 0) -> list[Entry]:
    """Visible entries of a topic, the closest to it first."""
    found = _listed_under(topic)
    return list(_with_cards(found.order_by("-entrytopic__score", "-id"))[offset : offset + limit])


def of_doctor(doctor: Doctor, limit: int, offset: int = 0) -> list[Entry]:
    """Visible entries that the doctor replied to, newest first."""
    found = visible().filter(pk__in=Reply.objects.filter(doctor=doctor).values("entry"))
    return list(_with_cards(found.order_by("-published_at", "-id"))[offset : offset + limit])


def count_of_doctor(doctor: Doctor) -> int:
    """How many visible entries the doctor replied to."""
    return visible().filter(pk__in=Reply.objects.filter(doctor=doctor).values("entry")).count()


def counts_by_department() -> dict[int, int]:
    """Visible entries by department id."""
    rows = visible().values_list("department").annotate(n=Count("id")).order_by()
    return dict(rows)


def counts_by_topic() -> dict[int, int]:
    """Visible entries by topic id."""
    rows = (
        visible()
        .filter(entrytopic__isnull=False, entrytopic__rank__lt=LISTED)
        .values_list("entrytopic__topic")
        .annotate(n=Count("id"))
        .order_by()
    )
    return dict(rows)


def index_documents(batch: int = 500) -> Iterator[list[Document]]:
    """Every visible entry as the index sees it, in order of its number, in batches."""
    last = 0
    while True:
        rows = list(
            visible().filter(pk__gt=last).order_by("pk").prefetch_related("replies")[:batch]
        )
        if not rows:
            return
        last = rows[-1].pk
        yield [index_document(row, [r.plain for r in row.replies.all()]) for row in rows]


def source_hashes(source: str, refs: Sequence[str]) -> dict[str, str]:
    """What each entry of the source was made from, by its ref; whatever its state, so that an
    import does not write again what has not changed. ``source`` is a slug. Not for the public.
    """
    rows = Entry.objects.filter(source__slug=source, source_ref__in=refs)
    return dict(rows.values_list("source_ref", "source_hash"))


def whole(batch: int = 200) -> Iterator[Entry]:
    """Every visible entry with all that is said of it, in order of its number, in flat memory."""
    replies = Reply.objects.select_related("doctor", "doctor__department")
    topics = EntryTopic.objects.select_related("topic")
    found = (
        visible()
        .order_by("pk")
        .select_related("department", "source")
        .prefetch_related(Prefetch("replies", replies), Prefetch("entrytopic_set", topics))
    )
    last = 0
    while rows := list(found.filter(pk__gt=last)[:batch]):
        yield from rows
        last = rows[-1].pk


def count() -> int:
    """How many entries are visible."""
    return visible().count()


def only_samples() -> bool:
    """Whether every visible entry is of a sample source (also when there is none)."""
    return not visible().exclude(source__sample=True).exists()


def refs(numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """(ref, headline) of the visible ones among the entries, by number."""
    rows = visible().filter(pk__in=numbers).values_list("pk", "source_ref", "public_id", "headline")
    return {pk: (source_ref or public_id, headline) for pk, source_ref, public_id, headline in rows}


def topics_beside(topic: Topic, limit: int) -> list[Topic]:
    """The topics that visible entries of this topic are also listed under, most often first."""
    rows = (
        EntryTopic.objects.filter(entry__in=_listed_under(topic).values("pk"))
        .exclude(topic=topic)
        .values_list("topic")
        .annotate(n=Count("id"))
        .order_by("-n", "topic")[:limit]
    )
    found = Topic.objects.select_related("department").in_bulk([number for number, _ in rows])
    return [found[number] for number, _ in rows if number in found]
