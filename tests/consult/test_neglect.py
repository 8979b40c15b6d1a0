"""Nothing is silently neglected: whatever people did, left alone every question ends or is told of,
to the lead of its department first, then to the administrators, and again until somebody acts.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from curbside.consult import cleaning, desk, escalation, rules
from curbside.consult.models import Event, Question
from curbside.consult.states import ENDED
from curbside.core import clock
from curbside.people.models import Role
from curbside.people.person import Person
from curbside.safety.triage import Level
from tests import factories
from tests.consult import room
from tests.consult.test_machine import Consults

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TOLD = ["overdue-lead", "overdue-administrators"]
LONG = 45  # days: an address lapses after 30, a question asked back on is told of before that


class LeftAlone(Consults):
    """As ``Consults``; then nobody does anything any more, and only time goes by."""

    def teardown(self) -> None:
        for _ in range(LONG):
            self.time_goes_by(24)
        for question in Question.objects.filter(public_id__in=self.texts):
            assert question.state in ENDED or self.is_told_of(question), question

    def is_told_of(self, question: Question) -> bool:
        """Both were told in this round, the lead no later than the administrators."""
        begun = question.events.filter(kind="followed-up").order_by("pk").last()
        since = question.events.filter(kind__in=TOLD, pk__gt=begun.pk if begun else 0)
        kinds = list(since.order_by("pk").values_list("kind", flat=True))
        return (
            question.escalated >= rules.TO_ADMINISTRATORS
            and kinds[:1] == TOLD[:1]
            and (TOLD[1] in kinds)
        )


@pytest.mark.django_db
def test_left_alone_every_question_ends_or_is_told_of() -> None:
    run_state_machine_as_test(
        LeftAlone,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def told(question: Question) -> list[str]:
    return [kind for kind in room.kinds(question) if kind in TOLD]


def escalated(question: Question, after: dt.timedelta) -> list[str]:
    """Who was told of it by then."""
    with clock.frozen(NOON + after):
        escalation.escalate()
        escalation.escalate()
    return told(question)


@pytest.fixture
def waiting(db: None) -> Question:
    with clock.frozen(NOON):
        return room.make_question()


def test_first_the_lead_then_both_and_both_again(waiting: Question) -> None:
    assert escalated(waiting, 71 * HOUR) == []
    assert escalated(waiting, 72 * HOUR) == ["overdue-lead"]
    assert escalated(waiting, 107 * HOUR) == ["overdue-lead"]
    assert escalated(waiting, 108 * HOUR) == TOLD
    assert escalated(waiting, 179 * HOUR) == TOLD
    assert escalated(waiting, 180 * HOUR) == TOLD * 2
    assert escalated(waiting, 252 * HOUR) == TOLD * 3


def test_a_worker_that_was_away_jumps_over_nobody(waiting: Question) -> None:
    assert escalated(waiting, 400 * DAY) == TOLD


def test_what_becomes_urgent_is_told_to_the_lead_too(waiting: Question) -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON + 40 * HOUR):
        desk.set_level(waiting.public_id, doctor, Level.EMERGENCY, "It has spread.")
    assert escalated(waiting, 41 * HOUR) == TOLD


def test_a_new_department_hears_of_it_from_the_beginning(waiting: Question) -> None:
    factories.make_departments("neurology", "dermatology")
    doctor = room.make_doctor()
    assert escalated(waiting, 100 * HOUR) == ["overdue-lead"]
    with clock.frozen(NOON + 101 * HOUR):
        desk.claim(waiting.public_id, doctor)
        desk.refer(waiting.public_id, doctor, "dermatology", "It is the skin.")
    assert escalated(waiting, 102 * HOUR) == ["overdue-lead"] * 2
    event = waiting.events.filter(kind="overdue-lead").last()
    assert event
    assert event.detail["department"] == room.fresh(waiting).department_id


def asked_back_again_and_again(question: Question, doctor: Person, since: int, to: int) -> None:
    """The doctor asks back on the day the last one lapses, and nobody ever answers."""
    for day in range(since, to):
        with clock.frozen(NOON + day * DAY + HOUR):
            escalation.expire_claims()
            escalation.escalate()
            state = room.fresh(question).state
            if state == "waiting":
                desk.claim(question.public_id, doctor)
                state = "claimed"
            if state == "claimed":
                desk.ask_back(question.public_id, doctor, "And since when?", room.form_id())


def test_asking_back_does_not_put_it_off_for_ever(waiting: Question) -> None:
    doctor = room.make_doctor()
    asked_back_again_and_again(waiting, doctor, 0, 31)
    assert told(waiting) == []
    asked_back_again_and_again(waiting, doctor, 31, 34)
    assert told(waiting) == TOLD


def test_a_taken_question_is_told_of_as_well(waiting: Question) -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON + 60 * HOUR):
        desk.claim(waiting.public_id, doctor)
    for version in range(5):  # a draft saved each half day keeps the claim
        with clock.frozen(NOON + (61 + 12 * version) * HOUR):
            desk.save_draft(waiting.public_id, doctor, f"Draft {version}", version)
            escalation.expire_claims()
    assert room.fresh(waiting).state == "claimed"
    assert escalated(waiting, 110 * HOUR) == TOLD


def test_what_has_ended_is_told_to_nobody(db: None) -> None:
    with clock.frozen(NOON):
        room.make_answered(room.make_doctor())
    with clock.frozen(NOON + 100 * DAY):
        escalation.escalate()
    assert not Event.objects.filter(kind__in=TOLD).exists()


def test_one_claim_that_cannot_be_warned_of_holds_up_no_other(
    waiting: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curbside.consult.sweeping import Unfinished

    def fail(number: int) -> None:
        raise RuntimeError

    doctor = room.make_doctor()
    with clock.frozen(NOON):
        desk.claim(waiting.public_id, doctor)
    monkeypatch.setattr(escalation, "_warn", fail)
    with clock.frozen(NOON + 25 * HOUR), pytest.raises(Unfinished):
        escalation.expire_claims()
    assert room.fresh(waiting).state == "waiting"


def test_the_numbers_stay_in_their_column(waiting: Question) -> None:
    Question.objects.filter(pk=waiting.pk).update(level=int(Level.EMERGENCY))
    assert escalated(waiting, 4000 * DAY) == TOLD
    assert room.fresh(waiting).escalated == rules.MOST_TIMES
    cleaning.clean()
    assert Role.objects.count() == 0
