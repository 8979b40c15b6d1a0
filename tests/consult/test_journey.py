"""The whole way of a question, step by step, and what each step leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.consult import asking, desk, queries
from curbside.consult.models import Event, Opinion, Question, Sending
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.core.models import AuditLine
from tests import factories
from tests.consult import room

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)


def at(hours: float) -> dt.datetime:
    return NOON + dt.timedelta(hours=hours)


def test_from_question_to_follow_up() -> None:
    doctor, colleague = room.make_doctor(), room.make_doctor()
    with clock.frozen(at(0)):
        question = room.make_question()
        assert question.state == "waiting"
    with clock.frozen(at(1)):
        desk.claim(question.public_id, doctor)
        assert desk.save_draft(question.public_id, doctor, "It is", 0) == 1
        asked = desk.ask_back(question.public_id, doctor, "Any coffee?", "form-1")
        assert room.fresh(question).state == "clarifying"
    with clock.frozen(at(11)):
        seen = queries.for_asker(question.public_id, room.key(question))
        assert seen.asked == asked
        asking.answer_clarification(question.public_id, seen.key, "Six cups.", "form-2")
    with clock.frozen(at(12)):
        desk.reply(question.public_id, doctor, "Drink less of it.", 1, "form-3")
        answered = room.fresh(question)
        assert (answered.state, answered.paused_seconds) == ("answered", 36_000)
        assert answered.answer_seconds == 2 * 3600  # twelve hours less ten of waiting for her
    with clock.frozen(at(24)):
        asking.follow_up(question.public_id, seen.key, "And tea?", "form-4")
        with pytest.raises(Conflict):
            desk.claim(question.public_id, colleague)
    with clock.frozen(at(24.5)):
        desk.claim(question.public_id, doctor)
        desk.reply(question.public_id, doctor, "Tea is weaker.", 0, "form-5")
    with clock.frozen(at(25)):
        reply = room.fresh(question).replies.get(round=1)
        desk.give_opinion(reply.pk, colleague, Opinion.Stance.AGREE, "")
        desk.revise(reply.pk, doctor, "Tea is weaker, mostly.", "too sure", 0)
    whole = queries.for_asker(question.public_id, seen.key)
    texts = [getattr(turn, "text", "") for turn in whole.turns]
    assert texts == ["Any coffee?", "Drink less of it.", "And tea?", "Tea is weaker, mostly."]
    assert whole.follow_up_until is None  # one round only
    assert room.kinds(question) == [
        "submitted", "confirmed", "claimed", "asked-back", "clarified", "replied", "followed-up",
        "claimed", "replied", "opinion", "revised",
    ]  # fmt: skip


def test_every_event_has_its_job_and_its_audit_line() -> None:
    doctor = room.make_doctor()
    question = room.make_answered(doctor)
    events = Event.objects.filter(question=question)
    jobs = ProcrastinateJob.objects.filter(task_name="notify.event").values_list("args", flat=True)
    assert {job["event"] for job in jobs} >= set(events.values_list("pk", flat=True))
    lines = AuditLine.objects.filter(subject=f"question:{question.public_id}").order_by("id")
    assert list(lines.values_list("action", flat=True)) == [
        "question.submitted", "question.confirmed", "question.claimed", "question.replied",
    ]  # fmt: skip
    assert {line.actor for line in lines} == {"asker", doctor.actor}


def test_nothing_the_asker_wrote_is_in_the_trail() -> None:
    doctor = room.make_doctor()
    question = room.make_answered(doctor, "Sleep more, drink less coffee.")
    asking.follow_up(question.public_id, room.key(question), "And is tea bad?", "f")
    trail = str(list(Event.objects.values_list("kind", "actor", "detail")))
    trail += str(list(AuditLine.objects.values_list("actor", "action", "subject", "detail")))
    trail += str(list(ProcrastinateJob.objects.values_list("args", flat=True)))
    for word in ("lip", "jumping", "coffee", "tea", "facial", "example.org", "Amara"):
        assert word not in trail
    sending = str(list(Sending.objects.values()))
    assert "example.org" not in sending
    assert "198.51" not in sending


def test_moved_referred_declined_each_with_words() -> None:
    skin = factories.make_department("dermatology")
    nerves, doctor = factories.make_department(), room.make_doctor()
    other = room.make_doctor(skin)
    moved = room.make_claimed(doctor)
    desk.refer(moved.public_id, doctor, "dermatology", "Looks like skin.")
    moved = room.fresh(moved)
    assert (moved.state, moved.department, moved.routed_by) == ("waiting", skin, "doctor")
    desk.claim(moved.public_id, other)
    desk.refer(moved.public_id, other, None, "See your own doctor this week.")
    referred = queries.for_asker(moved.public_id, room.key(moved))
    assert referred.question.state == "referred"
    assert [turn.text for turn in referred.turns] == ["See your own doctor this week."]
    declined = room.make_claimed(doctor)
    desk.decline(declined.public_id, doctor, "We cannot judge test results by post.")
    assert room.fresh(declined).state == "declined"
    assert nerves != skin


def test_handing_back_keeps_the_place_in_the_queue() -> None:
    doctor = room.make_doctor()
    with clock.frozen(at(0)):
        question = room.make_claimed(doctor)
    with clock.frozen(at(5)):
        desk.hand_back(question.public_id, doctor)
    back = room.fresh(question)
    assert (back.state, back.queued_at) == ("waiting", at(0))
    assert desk.claim(question.public_id, room.make_doctor()).ended_at is None


def test_a_lead_takes_a_question_from_an_absent_doctor() -> None:
    department, doctor = factories.make_department(), room.make_doctor()
    lead = room.make_person(roles=frozenset({"lead"}), lead_of=frozenset({department.pk}))
    question = room.make_claimed(doctor)
    desk.hand_back(question.public_id, lead)
    assert room.fresh(question).state == "waiting"
    assert question.claims.get().ended_by == "handed-back"


def test_a_declined_follow_up_leaves_the_question_answered() -> None:
    doctor = room.make_doctor()
    question = room.make_answered(doctor)
    asking.follow_up(question.public_id, room.key(question), "Shall I take pills?", "f")
    desk.claim(question.public_id, doctor)
    desk.decline(question.public_id, doctor, "That needs an examination.")
    assert room.fresh(question).state == "answered"


def test_only_a_named_person_lowers_a_level() -> None:
    doctor = room.make_doctor()
    question = room.make_question()
    Question.objects.filter(pk=question.pk).update(level=2)
    desk.set_level(question.public_id, doctor, 0, "Said so on the telephone.")  # type: ignore[arg-type]
    after = room.fresh(question)
    assert (after.level, after.level_set_by_id) == (0, doctor.user_id)
    line = AuditLine.objects.get(action="question.level-set")
    assert (line.actor, line.detail) == (doctor.actor, {"level": 0, "was": 2})


def test_what_is_said_later_can_raise_the_level_but_not_lower_it() -> None:
    doctor = room.make_doctor()
    question, _ = room.make_asked_back(doctor)
    text = "Now I have crushing chest pain and my left arm is numb."
    asking.answer_clarification(question.public_id, room.key(question), text, "f")
    raised = room.fresh(question)
    assert raised.level == 2
    assert any(flag["part"].startswith("clarification-") for flag in raised.flags)
    desk.reply(question.public_id, doctor, "Call for help now.", 0, "f")
    asking.follow_up(question.public_id, room.key(question), "It is gone, thank you.", "f")
    assert room.fresh(question).level == 2


@pytest.mark.parametrize("how", ["hand back", "move", "refer", "decline", "reply", "withdraw"])
def test_whatever_ends_the_wait_for_the_asker_closes_what_was_asked(how: str) -> None:
    doctor = room.make_doctor()
    factories.make_department("dermatology")
    with clock.frozen(at(0)):
        question, asked = room.make_asked_back(doctor)
    number = question.public_id
    ways: dict[str, Callable[[], object]] = {
        "hand back": lambda: desk.hand_back(number, doctor),
        "move": lambda: desk.refer(number, doctor, "dermatology", "Skin."),
        "refer": lambda: desk.refer(number, doctor, None, "See your own doctor."),
        "decline": lambda: desk.decline(number, doctor, "We cannot."),
        "reply": lambda: desk.reply(number, doctor, "Sleep.", 0, "f"),
        "withdraw": lambda: asking.withdraw(number, room.key(question)),
    }
    with clock.frozen(at(3)):
        ways[how]()
    asked.refresh_from_db()
    assert (asked.closed_at, asked.answer) == (at(3), "")
    assert room.fresh(question).paused_seconds == 3 * 3600
    assert question.claims.get().ended_at == at(3)
