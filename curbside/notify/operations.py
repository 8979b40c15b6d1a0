"""Deciding what to send: one row a mail, written with the job that sends it."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.db.models import QuerySet

from curbside.consult.models import Event, Question
from curbside.core import clock, ids, jobs, languages
from curbside.library.models import Entry
from curbside.notify import counting, rules
from curbside.notify.models import Digest, Mail, Unsubscribed
from curbside.notify.recipients import recipients
from curbside.people import queries as people
from curbside.people.models import Away, User
from curbside.people.person import DOCTOR, LEAD

SEND = "notify.send"
logger = logging.getLogger("curbside.notify")


@transaction.atomic
def tell(event_id: int) -> int:
    """Write and queue the mails for an event; how many are new. A second time writes none."""
    event = Event.objects.select_related("question").filter(pk=event_id).first()
    rule = rules.TOLD.get(event.kind) if event else None
    if event is None or rule is None:
        return 0
    who, kind = rule
    people_told = recipients(event, who)
    if not people_told and kind == rules.Kind.OVERDUE:
        logger.error("There is nobody to tell of question %d: appoint someone.", event.question_id)
    return sum(_told(event, kind, user) for user in people_told)


def _told(event: Event, kind: rules.Kind, user: User | None) -> bool:
    """Many questions that are overdue at once make one mail, which counts them when it is sent."""
    cause = f"event:{event.pk}"
    if kind != rules.Kind.OVERDUE or user is None:
        return queued(cause, kind, user, question=event.question)
    unsent = Mail.objects.select_for_update().filter(
        user=user, kind=kind, sent_at=None, dropped_at=None
    )
    if unsent.exclude(cause=cause).exists():
        moment = clock.now()  # kept all the same, so that a second time changes nothing
        Mail.objects.get_or_create(
            cause=cause, kind=kind, user=user, defaults=_fields(user.language, dropped_at=moment)
        )
        return False
    return queued(cause, kind, user)


@transaction.atomic
def digests(day: dt.date) -> int:
    """Write and queue the day's overview for every doctor and lead for whom something waits and
    who wants one today; how many are new.
    """
    wanted = dict(Digest.objects.values_list("user", "often"))
    return sum(
        queued(f"digest:{day.isoformat()}", rules.Kind.DIGEST, user)
        for user in staff(day).exclude(pk__in=unsubscribed(rules.Kind.DIGEST))
        if rules.digest_due(wanted.get(user.pk, Digest.Often.DAILY), day)
        and counting.lines(rules.Kind.DIGEST, people.person(user))
    )


def staff(day: dt.date, *kinds: str) -> QuerySet[User]:
    """Who is here on this day, of these roles; of doctors and leads where none is named."""
    away = Away.objects.filter(first__lte=day, last__gte=day, doctor__user__isnull=False)
    active = User.objects.filter(is_active=True, roles__kind__in=kinds or (DOCTOR, LEAD))
    return active.exclude(pk__in=away.values("doctor__user")).distinct().order_by("pk")


def unsubscribed(kind: str) -> list[int]:
    """Who wants no mails of the kind."""
    return list(Unsubscribed.objects.filter(kind=kind).values_list("user", flat=True))


def queued(
    cause: str,
    kind: rules.Kind,
    user: User | None,
    *,
    question: Question | None = None,
    entry: Entry | None = None,
) -> bool:
    """Write the mail and its job, unless this was told already."""
    language = user.language if user else question.language if question else languages.ENGLISH
    fields = _fields(language, question=question, entry=entry)
    mail, new = Mail.objects.get_or_create(cause=cause, kind=kind, user=user, defaults=fields)
    if new:
        jobs.queue(SEND, mail=mail.pk)
    return new


def _fields(language: str, **fields: object) -> dict[str, object]:
    return {
        "public_id": ids.public_id(), "language": language, "made_at": clock.now(), **fields,
    }  # fmt: skip
