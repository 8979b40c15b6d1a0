"""What every operation leaves behind: an event, the job that tells people, and an audit line.

Call inside the operation's transaction, when all else is done.
"""

from __future__ import annotations

from curbside.consult.models import Event, Question
from curbside.core import audit, jobs
from curbside.people.person import Person

NOTIFY = "notify.event"  # the task that decides who is told
FOLLOW = "publishing.follow"  # the task that brings what is public to where the consult stands
FOLLOWED_KINDS = {
    "replied", "revised", "followed-up", "consent-given", "consent-taken", "withdrawn", "lapsed",
    "erased",
}  # fmt: skip
ASKER, SYSTEM = "asker", "system"
Detail = str | int | bool | None


def happened(question: Question, kind: str, actor: str, **detail: Detail) -> Event:
    """Record that ``kind`` happened. ``detail`` holds ids, counts and codes, never words."""
    event = Event.objects.create(question=question, kind=kind, actor=actor, detail=detail)
    jobs.queue(NOTIFY, event=event.pk)
    if kind in FOLLOWED_KINDS:
        jobs.queue(FOLLOW, question=question.pk)
    audit.record(actor, f"question.{kind}", subject(question), **detail)
    return event


def seen(question: Question, person: Person, what: str) -> None:
    """Record that a person looked at somebody's ``what``; nobody is told."""
    audit.record(person.actor, f"question.{what}", subject(question))


def subject(question: Question) -> str:
    """How a question is named in the audit."""
    return f"question:{question.public_id}"
