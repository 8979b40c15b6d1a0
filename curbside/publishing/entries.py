"""Making the library's entry of a publication, and making it anew after a correction."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from curbside.core import jobs
from curbside.library import operations as library
from curbside.library import reviewing
from curbside.library.models import Entry, Source
from curbside.library.operations import NewEntry, NewReply
from curbside.library.rules import question_text
from curbside.people.models import Doctor
from curbside.publishing import evidence
from curbside.publishing.composing import QUESTION, TITLE
from curbside.publishing.models import Part, Publication
from curbside.search.operations import encoder

SOURCE = "consult"
EXPLAIN = "explain.entry_changed"  # the task that composes beside it, by name


def put_entry(found: Publication, actor: str) -> Entry:
    """Write the entry with its index row in the caller's transaction, and return it."""
    question = found.question
    parts = {part.key: part for part in found.parts.prefetch_related("marks")}
    texts = {key: part.published() for key, part in parts.items()}
    new = NewEntry(
        ref=found.ref,
        language=question.language,
        department=found.department_id,
        department_by=Entry.RoutedBy.EDITOR,
        headline=found.headline,
        title=texts.get(TITLE, ""),
        question=texts.get(QUESTION, ""),
        age_band=question.age_band,
        sex=question.sex,
        asked=question.submitted_at.date(),
        replies=_replies(found, parts),
        topics=[(topic, round(1 / (1 + n), 4)) for n, topic in enumerate(found.topics)],
    )
    source = library.ensure_source(
        Source(slug=SOURCE, name=settings.ENVIRONMENT.curbside_site_name)
    )
    vectors = encoder().encode([question_text(new.headline, new.title, new.question)])
    library.put(source, [new], vectors, actor)
    entry = Entry.objects.get(source=source, source_ref=found.ref)
    reviewing.schedule(entry.public_id, actor, reviewing.in_due_time())
    entry.refresh_from_db()
    evidence.offer(entry, actor)
    jobs.queue(EXPLAIN, entry=entry.pk)
    return entry


def _replies(found: Publication, parts: dict[str, Part]) -> list[NewReply]:
    """The replies and follow-ups in the order they were said, each as it was written."""
    question = found.question
    doctors = dict(
        Doctor.objects.filter(user__in=question.replies.values("doctor")).values_list("user", "pk")
    )
    replies, follow_ups = question.replies.all(), question.follow_ups.all()
    turns: list[tuple[int, int, str, int | None, dt.datetime]] = [
        *((r.round, 1, f"reply-{r.round}", doctors[r.doctor_id], r.at) for r in replies),
        *((f.round, 0, f"follow-up-{f.round}", None, f.at) for f in follow_ups),
    ]
    return [
        NewReply(doctor, parts[key].published(), date=at.date(), marked=parts[key].in_markdown)
        for _, _, key, doctor, at in sorted(turns, key=lambda turn: turn[:2])
        if key in parts
    ]
