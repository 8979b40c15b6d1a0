"""Deciding what to send: one row a mail, written with the job that sends it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count

from curbside.consult.models import Event, Question
from curbside.consult.states import QUEUED
from curbside.core import clock, ids, jobs, languages
from curbside.notify import rules
from curbside.notify.models import Mail, Unsubscribed
from curbside.notify.recipients import recipients
from curbside.people.models import Availability, Doctor, User

SEND = "notify.send"


@transaction.atomic
def tell(event_id: int) -> int:
    """Write and queue the mails for an event; how many are new. A second time writes none."""
    event = Event.objects.select_related("question").filter(pk=event_id).first()
    rule = rules.TOLD.get(event.kind) if event else None
    if event is None or rule is None:
        return 0
    who, kind = rule
    return sum(
        _queued(f"event:{event.pk}", kind, event.question, user) for user in recipients(event, who)
    )


@transaction.atomic
def digests(day: dt.date) -> int:
    """Write and queue the day's digest for every doctor in whose departments questions wait; how
    many are new.
    """
    waiting = dict(
        Question.objects.filter(state__in=QUEUED)
        .values_list("department")
        .annotate(n=Count("pk"))
        .order_by()
    )
    doctors = (
        Doctor.objects.filter(user__is_active=True, user__roles__kind="doctor")
        .filter(pk__in=Availability.objects.filter(departments__in=waiting).values("doctor"))
        .exclude(user__in=_unsubscribed(rules.Kind.DIGEST))
        .select_related("user")
        .distinct()
    )
    return sum(
        _queued(f"digest:{day.isoformat()}", rules.Kind.DIGEST, None, doctor.user)
        for doctor in doctors
    )


def _unsubscribed(kind: str) -> list[int]:
    return list(Unsubscribed.objects.filter(kind=kind).values_list("user", flat=True))


def _queued(cause: str, kind: rules.Kind, question: Question | None, user: User | None) -> bool:
    """Write the mail and its job, unless this was told already."""
    language = user.language if user else question.language if question else languages.ENGLISH
    mail, new = Mail.objects.get_or_create(
        cause=cause,
        kind=kind,
        user=user,
        defaults={
            "public_id": ids.public_id(),
            "question": question,
            "language": language,
            "made_at": clock.now(),
        },
    )
    if new:
        jobs.queue(SEND, mail=mail.pk)
    return new


def unsubscribe(user_id: int, kind: str) -> None:
    """Send somebody no more of a kind that may be switched off. Twice is once."""
    if kind in rules.CAN_UNSUBSCRIBE:
        Unsubscribed.objects.get_or_create(user_id=user_id, kind=kind)
