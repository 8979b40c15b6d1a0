"""What a doctor has answered lately, what is kept for them, and what they should read again.

Reads only what is the person's own, or public. Shows of a question no more than its title.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curbside.consult.models import Question, Reply
from curbside.consult.states import State
from curbside.core import clock
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.people.person import Person

LATELY = dt.timedelta(days=30)
MOST = 20


@dataclass(frozen=True)
class Answered:
    """A reply of the doctor's, the question it was to, and how many colleagues spoke to it."""

    question: Question
    at: dt.datetime
    opinions: int


def answered(person: Person) -> list[Answered]:
    """The doctor's replies of the last month, the newest first; of a withdrawn question none."""
    if not person.may_answer:
        return []
    found = (
        Reply.objects.filter(doctor=person.user_id, at__gt=clock.now() - LATELY)
        .exclude(question__state=State.WITHDRAWN)
        .select_related("question__department")
        .prefetch_related("opinions")
        .order_by("-at")[:MOST]
    )
    return [Answered(reply.question, reply.at, len(reply.opinions.all())) for reply in found]


def reserved(person: Person) -> list[Question]:
    """Follow-ups that wait for this doctor before any other, the longest waiting first."""
    found = Question.objects.filter(
        state=State.FOLLOWUP,
        reserved_for=person.user_id,
        reserved_until__gt=clock.now(),
        department__in=person.departments if person.may_answer else (),
    )
    return list(found.select_related("department").order_by("queued_at")[:MOST])


def due(person: Person) -> list[Entry]:
    """Published answers of the person's departments that somebody should read again."""
    today = clock.today()
    found = [e for n in sorted(person.cares_for) for e in library.due_for_review(today, n, MOST)]
    return sorted(found, key=lambda entry: (entry.review_by or dt.date.max, entry.pk))[:MOST]
