"""Whether a doctor takes questions now: not while they are away, nor more a week than they chose.

Both are the doctor's own choice, so nobody else overrides it; the doctor changes it on their
account page. An emergency may always be taken: who offers to answer one is not held up by a number.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curbside.consult import rules
from curbside.consult.models import Claim, Question
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.people import availabilities
from curbside.people.person import Person
from curbside.safety.triage import Level

WEEK = dt.timedelta(days=7)
GIVEN_BACK = (Claim.Ended.HANDED_BACK, Claim.Ended.EXPIRED, Claim.Ended.MOVED, Claim.Ended.REFERRED)


@dataclass(frozen=True)
class Standing:
    """How many questions a doctor took in seven days, of how many they meant to (None: of any),
    and why they take no more: ``rules.AWAY``, ``rules.FULL`` or "".
    """

    taken: int
    cap: int | None
    reason: str


def standing(person: Person) -> Standing:
    """Where the doctor stands today; somebody who is no doctor is held up by nothing."""
    if person.doctor_id is None:
        return Standing(0, None, "")
    return _standing(availabilities.limits(person.doctor_id), taken_this_week(person))


def check(question: Question, person: Person) -> None:
    """Raises Conflict where the doctor should not take the question, which is locked.

    The doctor's own choice is locked too, so that claims at the same moment are counted in turn.
    """
    if question.level >= Level.EMERGENCY or person.doctor_id is None:
        return
    limits = availabilities.limits(person.doctor_id, lock=True)
    found = _standing(limits, taken_this_week(person, question))
    if found.reason == rules.AWAY:
        raise Conflict(
            "You are away today, so no question comes to you.",
            "Change your absences on your account page to take one.",
        )
    if found.reason == rules.FULL:
        raise Conflict(
            "You have taken as many questions this week as you meant to.",
            "Change the number on your account page to take more.",
        )


def _standing(limits: availabilities.Limits, taken: int) -> Standing:
    reason = rules.unavailable(limits.weekly_cap, limits.away, taken, clock.today())
    return Standing(taken, limits.weekly_cap, reason)


def taken_this_week(person: Person, but: Question | None = None) -> int:
    """Different questions that the doctor took in the last seven days and did not give back."""
    held = Claim.objects.filter(doctor_id=person.user_id, claimed_at__gt=clock.now() - WEEK)
    held = held.exclude(ended_by__in=GIVEN_BACK)
    if but is not None:
        held = held.exclude(question=but)
    return held.values("question").distinct().count()
