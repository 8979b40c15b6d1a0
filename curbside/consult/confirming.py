"""The asker's address, link, account and consent: all that is not about the question's content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from curbside.consult import access, form, links, trail, unpublishing
from curbside.consult.errors import TooMany
from curbside.consult.models import Event, Question
from curbside.consult.states import Move, State
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.people import queries as people
from curbside.people.person import Person

RESENDINGS = 3  # of the mail that confirms an address, in a day


@transaction.atomic
def confirm_email(public_id: str, key: str) -> Question:
    """The address is the asker's: ``key`` came by mail. The question starts to wait.

    A second time changes nothing. Raises NotFound.
    """
    question = access.by_key(public_id, key, purpose=links.Purpose.EMAIL, lock=True)
    if question.state != State.UNVERIFIED:
        return question
    access.move(question, Move.CONFIRM)
    question.verified_at = question.queued_at = clock.now()
    question.save(update_fields=["state", "state_since", "verified_at", "queued_at"])
    trail.happened(question, "confirmed", trail.ASKER)
    owner = people.account_of(question.email) if question.asker_id is None else None
    if owner is not None:
        _take(question, people.person(owner))
    return question


@transaction.atomic
def send_again(public_id: str, key: str, email: str = "") -> Question:
    """Have the mail that confirms the address sent again, to another one if it was mistyped.

    Raises Invalid, Conflict once it is confirmed, TooMany, NotFound.
    """
    question = access.by_key(public_id, key, lock=True)
    if question.state != State.UNVERIFIED:
        raise Conflict("The address is confirmed already.", "There is nothing more to do.")
    day_ago = clock.now() - dt.timedelta(days=1)
    asked = Event.objects.filter(question=question, kind="sent-again", at__gt=day_ago).count()
    if asked >= RESENDINGS:
        raise TooMany("The mail was sent several times today.", "Try again tomorrow.")
    if email:
        question.email = form.checked_address(email)
        question.save(update_fields=["email"])
    trail.happened(question, "sent-again", trail.ASKER)
    return question


@transaction.atomic
def renew_link(public_id: str, key: str) -> Question:
    """Make every link given so far worthless and have a new one sent. Raises NotFound."""
    question = access.by_key(public_id, key, lock=True)
    question.link_version += 1
    question.save(update_fields=["link_version"])
    trail.happened(question, "link-renewed", trail.ASKER)
    return question


@transaction.atomic
def take_along(public_id: str, key: str, person: Person) -> Question:
    """Put the question under the asker's account, made later. Raises Conflict, NotFound."""
    question = access.by_key(public_id, key, lock=True)
    if question.asker_id == person.user_id or question.erased_at is not None:
        return question
    if question.asker_id is not None:
        raise Conflict("The question belongs to another account.", "Sign in to that one.")
    _take(question, person)
    return question


def left_behind(addresses: Iterable[str]) -> QuerySet[Question]:
    """The questions asked with these addresses, confirmed then, that are under no account."""
    return Question.objects.filter(
        email__in=list(addresses), asker=None, erased_at=None, verified_at__isnull=False
    )


@transaction.atomic
def take_all(person: Person, addresses: Iterable[str]) -> int:
    """Put them under the account to which the addresses are proven to belong; how many."""
    found = left_behind(addresses).select_for_update(of=("self",)).order_by("pk")
    for question in found:
        _take(question, person)
    return len(found)


def _take(question: Question, person: Person) -> None:
    question.asker_id = person.user_id
    question.save(update_fields=["asker"])
    trail.happened(question, "taken-along", person.actor)


@transaction.atomic
def set_consent(public_id: str, key: str, may_publish: bool) -> Question:
    """Allow or forbid publishing; forbidding takes an entry out at once. Raises NotFound."""
    question = access.by_key(public_id, key, lock=True)
    if question.may_publish == may_publish or question.erased_at is not None:
        return question
    if not may_publish:
        unpublishing.take_out(question)
    question.may_publish = may_publish
    question.save(update_fields=["may_publish", "entry"])
    trail.happened(question, "consent-given" if may_publish else "consent-taken", trail.ASKER)
    return question
