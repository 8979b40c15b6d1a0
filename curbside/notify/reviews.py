"""Asking by mail whether a published answer still holds, and taking the answer from a link.

The link names a mail, signed with the secret key; it opens for ``HOLDS``, while the answer still
waits to be read again and the person may still say so, and does what it can once. Opening it
changes nothing: mail programs follow links too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import transaction

from curbside.core import clock
from curbside.core.errors import BadInput, CurbsideError, Gone, NotFound
from curbside.library import queries as library
from curbside.library import reviewing
from curbside.library.models import Entry
from curbside.notify import operations, rules
from curbside.notify.models import Mail
from curbside.notify.rules import Kind
from curbside.people import queries as people
from curbside.people.person import Person

HOLDS = dt.timedelta(days=30)
RIGHT, OUTDATED = "right", "outdated"
_signer = Signer(salt="curbside.notify.review")


@dataclass(frozen=True)
class Ticket:
    """What a link opens: one answer, for one person."""

    entry: Entry
    person: Person


@transaction.atomic
def remind(day: dt.date) -> int:
    """Write and queue the mails about answers whose date has come; how many are new. To whoever
    replied, else, or when nobody did for long, to the leads of the department; each is asked once
    about each date, and of few answers a day.
    """
    here = {user.pk: user for user in operations.staff(day)}
    for number in operations.unsubscribed(Kind.REVIEW):
        here.pop(number, None)
    known = {number: people.person(user) for number, user in here.items()}
    told = set(Mail.objects.filter(kind=Kind.REVIEW).values_list("cause", "user"))
    sent: Counter[int] = Counter()
    for entry in library.due_for_review(day, limit=None):
        cause = f"review:{entry.public_id}:{entry.review_by}"
        for number in _asked(entry, known, day):
            if (cause, number) not in told and sent[number] < rules.REVIEWS_A_DAY:
                sent[number] += operations.queued(cause, Kind.REVIEW, here[number], entry=entry)
    return sent.total()


def _asked(entry: Entry, known: dict[int, Person], day: dt.date) -> list[int]:
    signed = [n for n in library.signatures(entry) if n in known and known[n].may_answer]
    doctors = signed[:1]
    due = entry.review_by or day
    if not rules.is_sent_to_leads(due, day, doctors=len(doctors)):
        return doctors
    leads = [n for n, one in known.items() if entry.department_id in one.lead_of]
    return [*doctors, *(n for n in leads if n not in doctors)]


def token(mail: Mail) -> str:
    """What the links of the mail carry; never stored."""
    return _signer.sign(mail.public_id)


def read(given: str) -> Ticket:
    """What a link opens. Raises NotFound for a forged one, Gone for one that is spent."""
    return _ticket(given)[1]


@transaction.atomic
def answer(given: str, what: str) -> None:
    """Note that the answer is still "right", or "outdated"; the link is then spent.

    Raises as ``read``, and BadInput for anything else.
    """
    mail, ticket = _ticket(given, lock=True)
    entry, actor = ticket.entry, ticket.person.actor
    if what == RIGHT:
        reviewing.confirm_right(entry.public_id, actor, reviewing.in_due_time())
    elif what == OUTDATED:
        reviewing.mark_outdated(entry.public_id, actor)
    else:
        raise BadInput("Nothing was chosen.", "Press one of the buttons.")
    mail.used_at = clock.now()
    mail.save(update_fields=["used_at"])


def still_due(mail: Mail) -> bool:
    """Whether what the mail asks is still to be answered, by this person."""
    try:
        _opened(mail)
    except CurbsideError:
        return False
    return True


def _ticket(given: str, *, lock: bool = False) -> tuple[Mail, Ticket]:
    try:
        public_id = _signer.unsign(given)
    except BadSignature:
        raise NotFound("There is no such page.", "Use the link in the newest mail.") from None
    mails = Mail.objects.select_for_update() if lock else Mail.objects.all()
    mail = mails.filter(public_id=public_id, kind=Kind.REVIEW).first()
    if mail is None:  # whoever it was to has erased their account
        raise _spent()
    return mail, _opened(mail)


def _opened(mail: Mail) -> Ticket:
    if mail.used_at is not None or mail.entry is None or mail.made_at + HOLDS < clock.now():
        raise _spent()
    entry = library.entry(library.version(mail.entry.public_id).id)
    user = mail.user
    if (
        user is None
        or not user.is_active
        or entry.review_by is None
        or entry.review_by > clock.today()
    ):
        raise _spent()
    person = people.person(user)
    if not reviewing.may_say(person, entry):
        raise _spent()
    return Ticket(entry, person)


def _spent() -> Gone:
    return Gone("This link no longer works.", "See at the desk what is to be read again.")
