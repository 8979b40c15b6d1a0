"""Away and weekly cap: what stops a claim, what does not, and two claims at the same moment."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from curbside.consult import availability, desk
from curbside.consult.models import Claim, Question
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.people import availabilities
from curbside.people.availabilities import Choice
from curbside.people.person import Person
from curbside.safety.triage import Level
from tests import factories
from tests.consult import room
from tests.consult.burst import Step, bursts, told

DAY = dt.timedelta(days=1)


def doctor(**choice: Any) -> Person:
    """A doctor with a profile, who chose this."""
    profile = factories.make_doctor()
    made = room.make_doctor(doctor_id=profile.pk)
    availabilities.choose(made, Choice(**choice))
    return made


def take(person: Person, **fields: Any) -> Question:
    question = room.make_question()
    if fields:
        Question.objects.filter(pk=question.pk).update(**fields)
    desk.claim(question.public_id, person)
    return question


@pytest.mark.django_db
def test_no_more_than_chosen_in_seven_days() -> None:
    one = doctor(weekly_cap=2)
    first = take(one)
    take(one)
    with pytest.raises(Conflict, match="as many questions this week"):
        take(one)
    desk.claim(first.public_id, one)  # the same question again is no further one
    assert availability.standing(one) == availability.Standing(2, 2, "full")
    with clock.frozen(clock.now() + 8 * DAY):
        take(one)


@pytest.mark.django_db
def test_what_was_given_back_does_not_count() -> None:
    one = doctor(weekly_cap=1)
    desk.hand_back(take(one).public_id, one)
    take(one)
    assert Claim.objects.filter(ended_at__isnull=True).count() == 1


@pytest.mark.django_db
def test_nobody_takes_questions_while_away() -> None:
    today = clock.today()
    one = doctor(away=((today, today + DAY),))
    with pytest.raises(Conflict, match="away today"):
        take(one)
    with clock.frozen(clock.now() + 2 * DAY):
        take(one)


@pytest.mark.django_db
def test_an_emergency_may_always_be_taken() -> None:
    one = doctor(weekly_cap=0, away=((clock.today(), clock.today()),))
    take(one, level=int(Level.EMERGENCY))
    with pytest.raises(Conflict):
        take(one)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_claims_at_the_same_moment_are_counted_in_turn() -> None:
    one = doctor(weekly_cap=3)
    steps: list[Step] = [
        {"do": "claim", "question": room.make_question().public_id, "who": told(one)}
        for _ in range(10)
    ]
    came = Counter(said.split(" ")[0] for said in bursts(steps, processes=2))
    assert came == {"won": 3, "conflict:": 7}
    assert Claim.objects.count() == 3
