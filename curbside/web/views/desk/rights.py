"""What a person can do with a question, so that the page offers that and nothing else. Pure.

Decides nothing: the consult room does, whatever a page has offered.
"""

from __future__ import annotations

from dataclasses import dataclass

from curbside.consult import rules
from curbside.consult.queries import DoctorsView
from curbside.consult.states import QUEUED, TAKEN, State
from curbside.core import clock
from curbside.people.person import Person

ROLES = ("doctor", "lead")  # whose pages these are


@dataclass(frozen=True)
class Rights:
    """``kept``: a follow-up that waits for a colleague for now."""

    claim: bool
    reply: bool
    hand_back: bool
    refer: bool
    level: bool
    opine: bool
    place: bool
    kept: bool


def rights(person: Person, seen: DoctorsView) -> Rights:
    """What the person can do now."""
    question = seen.question
    answers = person.may_answer_in(question.department_id)
    leads = rules.may_oversee(person, question.department_id)
    queued, taken = question.state in QUEUED, question.state in TAKEN
    kept = queued and rules.reserved(
        question.reserved_for_id, question.reserved_until, person.user_id, clock.now()
    )
    mine = seen.mine and taken and answers
    return Rights(
        claim=answers and queued and not kept and question.asker_id != person.user_id,
        reply=mine,
        hand_back=mine or (leads and seen.claim is not None),
        refer=mine or (leads and queued),
        level=(answers or leads) and (queued or taken),
        place=rules.may_place(
            person,
            question.department_id,
            routed_by=question.routed_by,
            state=question.state,
        ),
        opine=answers and question.state != State.WITHDRAWN,
        kept=kept,
    )
