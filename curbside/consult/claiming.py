"""Taking a question and giving it back. One doctor wins; the others are told so."""

from __future__ import annotations

from django.db import transaction

from curbside.consult import access, availability, rules, trail, withdrawing
from curbside.consult.models import Claim, Question
from curbside.consult.policy import current as policy
from curbside.consult.states import QUEUED, TAKEN, Move
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.people.person import Person


@transaction.atomic
def claim(question: str, person: Person) -> Claim:
    """Take a question (its public id); again by the same doctor, the same claim.

    Raises Conflict when another doctor has it, it is kept for another or has ended, the doctor is
    away or has taken as many this week as they meant to, NotFound.
    """
    found = access.for_doctor(question, person)
    held = access.open_claim(found) if found.state in TAKEN else None
    if held is not None and held.doctor_id == person.user_id:
        return held
    if found.state in TAKEN:
        raise Conflict(
            "Another doctor has taken this question.", "Choose another one from the desk."
        )
    if found.state not in QUEUED:
        raise Conflict("This question no longer waits.", "Choose another one from the desk.")
    if found.asker_id == person.user_id:
        raise Conflict("This is your own question.", "A colleague will answer it.")
    now, limits = clock.now(), policy()
    if rules.reserved(found.reserved_for_id, found.reserved_until, person.user_id, now):
        raise Conflict(
            "This follow-up is kept for the doctor who replied.", "It is free for all later."
        )
    availability.check(found, person)
    access.move(found, Move.CLAIM)
    found.save(update_fields=["state", "state_since"])
    made = Claim.objects.create(
        question=found,
        doctor_id=person.user_id,
        claimed_at=now,
        expires_at=now + limits.claim_time,
        warn_at=now + limits.warn_time,
    )
    trail.happened(found, "claimed", person.actor, doctor=person.user_id)
    return made


@transaction.atomic
def hand_back(question: str, person: Person) -> None:
    """Give a question back to the queue, where it keeps its place; the department's lead may do
    it for its doctor. Drafts stay. Raises Conflict when it is not taken, NotFound.
    """
    found = access.for_overseer(question, person)
    held = access.open_claim(found)
    if held is None or not rules.may_oversee(person, found.department_id):
        held = access.own_claim(found, person)
    give_back(found, Move.HAND_BACK, Claim.Ended.HANDED_BACK)
    trail.happened(found, "handed-back", person.actor, doctor=held.doctor_id)


def give_back(question: Question, how: Move, ended: Claim.Ended) -> None:
    """Return a locked question to its queue, free for every doctor of the department."""
    access.move(question, how)
    access.end_claim(question, ended)
    withdrawing.close_clarification(question)
    question.reserved_for, question.reserved_until = None, None
    question.save()
