"""What happens by itself: claims that run out, waits that are told of, what is forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.consult import asking, cleaning, desk, escalation, limits, links, sweeping, tasks
from curbside.consult.models import Claim, Question, Sending
from curbside.core import clock, jobs
from tests import factories
from tests.consult import room

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def run_at(moment: dt.datetime) -> None:
    """All the background work, twice, as two workers would."""
    with clock.frozen(moment):
        for _ in range(2):
            escalation.expire_claims()
            escalation.escalate()
            cleaning.clean()


def test_an_unused_claim_is_warned_of_and_goes_back() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        question = room.make_claimed(doctor)
    run_at(NOON + 19 * HOUR)
    assert room.kinds(question)[-1] == "claimed"
    run_at(NOON + 20 * HOUR)
    assert room.kinds(question)[-1] == "claim-warned"
    run_at(NOON + 24 * HOUR)
    assert room.kinds(question)[-2:] == ["claim-warned", "claim-expired"]
    back = room.fresh(question)
    assert (back.state, back.queued_at) == ("waiting", NOON)
    assert back.claims.get().ended_by == Claim.Ended.EXPIRED


def test_an_expired_follow_up_goes_back_to_its_own_queue_for_all() -> None:
    doctor, other = room.make_doctor(), room.make_doctor()
    with clock.frozen(NOON):
        question = room.make_answered(doctor)
        asking.follow_up(question.public_id, room.key(question), "And tea?", "f")
        desk.claim(question.public_id, doctor)
    run_at(NOON + 25 * HOUR)
    assert room.fresh(question).state == "followup"
    with clock.frozen(NOON + 26 * HOUR):
        desk.claim(question.public_id, other)


def test_no_claim_runs_out_while_the_asker_is_asked() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        question, _ = room.make_asked_back(doctor)
    run_at(NOON + 5 * DAY)
    assert room.fresh(question).state == "clarifying"
    with clock.frozen(NOON + 6 * DAY):
        asking.answer_clarification(question.public_id, room.key(question), "Sunday.", "f")
    assert question.claims.get().expires_at == NOON + 7 * DAY
    run_at(NOON + 6 * DAY + HOUR)
    assert room.fresh(question).state == "claimed"


def test_an_asker_who_does_not_answer_is_not_waited_for_for_ever() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        question, asked = room.make_asked_back(doctor)
    run_at(NOON + 14 * DAY)
    after = room.fresh(question)
    assert (after.state, after.paused_seconds) == ("claimed", 14 * 86_400)
    asked.refresh_from_db()
    assert (asked.answer, asked.closed_at) == ("", NOON + 14 * DAY)
    assert room.kinds(question)[-1] == "clarification-lapsed"
    assert question.claims.get().ended_at is None


def test_a_long_wait_is_told_to_the_lead_then_to_administrators_once_each() -> None:
    with clock.frozen(NOON):
        question = room.make_question()
    run_at(NOON + 71 * HOUR)
    assert room.kinds(question)[-1] == "confirmed"
    run_at(NOON + 72 * HOUR)
    run_at(NOON + 73 * HOUR)
    run_at(NOON + 108 * HOUR)
    run_at(NOON + 179 * HOUR)
    assert room.kinds(question)[2:] == ["overdue-lead", "overdue-administrators"]


def test_a_department_has_a_target_of_its_own() -> None:
    department = factories.make_department()
    lead = room.make_person(lead_of=frozenset({department.pk}))
    desk.set_target(lead, department.pk, 10)
    with clock.frozen(NOON):
        question = room.make_question()
    run_at(NOON + 10 * HOUR)
    assert room.kinds(question)[-1] == "overdue-lead"


def test_an_answer_in_time_is_told_to_nobody_and_a_follow_up_waits_anew() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        question = room.make_answered(doctor)
    run_at(NOON + 100 * HOUR)
    with clock.frozen(NOON + 101 * HOUR):
        asking.follow_up(question.public_id, room.key(question), "And tea?", "f")
    run_at(NOON + 102 * HOUR)
    assert "overdue-lead" not in room.kinds(question)
    run_at(NOON + 174 * HOUR)
    assert room.kinds(question)[-1] == "overdue-lead"


def test_an_address_never_confirmed_lapses_with_its_words() -> None:
    with clock.frozen(NOON):
        question = room.make_unverified()
    run_at(NOON + 29 * DAY)
    assert room.fresh(question).state == "unverified"
    run_at(NOON + 30 * DAY)
    gone = room.fresh(question)
    assert (gone.state, gone.text, gone.email) == ("withdrawn", "", "")
    assert room.kinds(question) == ["submitted", "lapsed", "erased"]
    key = links.key(question, links.Purpose.EMAIL)  # the mail is opened a month late
    assert links.key(gone, links.Purpose.EMAIL) != key


def test_withdrawn_words_go_after_a_month() -> None:
    with clock.frozen(NOON):
        question = room.make_question()
        asking.withdraw(question.public_id, room.key(question))
    run_at(NOON + 29 * DAY)
    assert room.fresh(question).text
    run_at(NOON + 30 * DAY)
    assert room.fresh(question).text == ""
    assert room.kinds(question)[-1] == "erased"


def test_sendings_are_forgotten_but_not_while_they_count() -> None:
    with clock.frozen(NOON):
        room.make_unverified()
    with clock.frozen(NOON + DAY):
        limits.forget_old()
        assert Sending.objects.count() == 1
    run_at(NOON + 2 * DAY + HOUR)
    assert not Sending.objects.exists()


def test_nothing_that_waits_is_ever_forgotten() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        states = [
            room.make_question(), room.make_claimed(doctor), room.make_asked_back(doctor)[0],
            room.make_answered(doctor),
        ]  # fmt: skip
    run_at(NOON + 400 * DAY)
    kept = {question.pk: room.fresh(question) for question in states}
    assert all(one.text for one in kept.values())
    assert Question.objects.count() == 4


def test_one_that_fails_holds_up_no_other_and_quotes_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[int] = []

    def operation(number: int) -> None:
        if number == 2:
            raise ValueError("my lip jumps")
        done.append(number)

    with pytest.raises(sweeping.Unfinished):
        sweeping.every(([1, 2, 3], operation), ([4], operation))
    assert done == [1, 3, 4]
    assert "ValueError at question 2" in caplog.text
    assert "lip" not in caplog.text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_does_it() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON - 3650 * DAY):
        question = room.make_claimed(doctor)
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    for task in (tasks.expire_claims, tasks.escalate, tasks.clean_drafts):
        jobs.queue(task.name, timestamp=0)
    with app.replace_connector(cast(Any, app.connector).get_worker_connector()):
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
    done = ProcrastinateJob.objects.filter(task_name__startswith="consult.")
    assert done.count() >= 3  # and what the worker's own clock adds
    assert set(done.values_list("status", flat=True)) == {"succeeded"}
    assert room.fresh(question).state == "waiting"
    assert room.kinds(question)[-4:] == [
        "claim-warned", "claim-expired", "overdue-lead", "overdue-administrators",
    ]  # fmt: skip
