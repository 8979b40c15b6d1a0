"""What is decided about explainers: who may review, what stands in a signature's way, what a new
composition does to what is there. Pure.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING

from curbside.explain import texts
from curbside.explain.states import State
from curbside.explain.texts import Text
from curbside.people.person import DOCTOR, EDITOR

if TYPE_CHECKING:
    from curbside.people.person import Person

# Why somebody should look again. Of these only a withdrawal takes anything off the page.
EXPIRED, SUPERSEDED, WITHDRAWN = "expired", "superseded", "withdrawn"
EVIDENCE_CHANGED, ENTRY_CHANGED, LACKING = "evidence-changed", "entry-changed", "lacking"
FLAGS = (WITHDRAWN, SUPERSEDED, EXPIRED, EVIDENCE_CHANGED, ENTRY_CHANGED, LACKING)


def may_review(person: Person, department: int) -> bool:
    """Whether the person may read and edit an explainer of this department: an editor, or a doctor
    who may answer in it today. Both with a second factor.
    """
    if not person.second_factor:
        return False
    return EDITOR in person.roles or (DOCTOR in person.roles and person.may_answer_in(department))


def may_sign(person: Person, department: int, editors_sign: bool) -> bool:
    """Whether the person's name may stand under it: a doctor's, or, where the operator gives
    editors that right, an editor's.
    """
    if not may_review(person, department):
        return False
    return person.may_answer_in(department) or editors_sign


def missing(text: Text, lost: set[int], disagree: int, read: bool) -> list[str]:
    """Codes of what stands in the way of signing: "nothing" to sign, "lost" sentences whose
    evidence is gone, "disagreements" that nobody says to have read.
    """
    out = []
    if not texts.rests_on_evidence(text):
        out.append("nothing")
    if lost:
        out.append("lost")
    if disagree and not read:
        out.append("disagreements")
    return out


class Outcome(Enum):
    """What a new composition does."""

    NOTHING = "it says what is there already"
    DRAFT = "it becomes a draft, beside what is published if anything is"
    REPLACE = "it takes the place of a draft nobody has touched"
    FLAG = "somebody works on a draft: they are told, and nothing else happens"


def outcome(new: Text, published_from: Text | None, draft: Text | None, state: str) -> Outcome:
    """``published_from`` is what the published version was composed as, ``draft`` what the open one
    was, both None where there is none; ``state`` is "touched" where somebody has changed or signed
    the open one.
    """
    if draft is not None:
        if texts.same(new, draft):
            return Outcome.NOTHING
        return Outcome.FLAG if state == "touched" else Outcome.REPLACE
    if published_from is not None and texts.same(new, published_from):
        return Outcome.NOTHING
    return Outcome.DRAFT


def touched(state: str, text: Text, composed: Text) -> bool:
    """Whether somebody has worked on an open version."""
    return state == State.REVIEWED or not texts.same(text, composed)


def is_due(review_by: dt.date | None, today: dt.date) -> bool:
    """Whether it should be read again."""
    return review_by is not None and review_by <= today
