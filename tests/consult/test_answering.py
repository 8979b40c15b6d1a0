"""Drafts, replies and corrections: once, in order, with nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest

from curbside.consult import asking, desk, queries
from curbside.consult.errors import EditConflict, Invalid
from curbside.consult.models import Claim, Opinion, Reply
from curbside.core import clock
from curbside.core.errors import Conflict
from tests import factories
from tests.consult import room

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def test_a_second_tab_is_told_and_both_texts_are_kept() -> None:
    doctor = room.make_doctor()
    number = room.make_claimed(doctor).public_id
    assert desk.save_draft(number, doctor, "first tab", 0) == 1
    with pytest.raises(EditConflict) as caught:
        desk.save_draft(number, doctor, "second tab", 0)
    conflict = caught.value
    assert (conflict.mine, conflict.theirs, conflict.version) == ("second tab", "first tab", 1)
    assert desk.save_draft(number, doctor, "second tab", conflict.version) == 2
    assert desk.save_draft(number, doctor, "second tab", 0) == 2  # sent again: nothing to lose


def test_a_draft_is_its_doctors_own() -> None:
    one, two = room.make_doctor(), room.make_doctor()
    number = room.make_claimed(one).public_id
    desk.save_draft(number, one, "mine", 0)
    assert queries.question_for(two, number).draft.text == ""
    assert queries.question_for(one, number).draft.text == "mine"


def test_saving_a_draft_is_use_of_the_claim() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        question = room.make_claimed(doctor)
    with clock.frozen(NOON + 20 * HOUR):
        desk.save_draft(question.public_id, doctor, "working on it", 0)
    claim = question.claims.get()
    assert claim.expires_at == NOON + 44 * HOUR


def test_a_draft_outlives_its_claim() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    desk.save_draft(question.public_id, doctor, "half of it", 0)
    desk.hand_back(question.public_id, doctor)
    assert desk.save_draft(question.public_id, doctor, "half of it, and more", 1) == 2
    with pytest.raises(Conflict, match="no longer have"):
        desk.reply(question.public_id, doctor, "half of it, and more", 2, "f")
    desk.claim(question.public_id, doctor)
    assert queries.question_for(doctor, question.public_id).draft.text == "half of it, and more"


def test_a_reply_sent_twice_is_one_reply() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    first = desk.reply(question.public_id, doctor, "Sleep more.", 0, "form")
    assert desk.reply(question.public_id, doctor, "Sleep more.", 0, "form") == first
    assert desk.reply(question.public_id, doctor, "Sleep even more.", 0, "form").text == first.text
    assert room.kinds(question).count("replied") == 1
    with pytest.raises(Conflict):
        desk.reply(question.public_id, doctor, "Another.", 0, "another form")


def test_a_reply_does_not_overrule_a_draft_it_has_not_seen() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    desk.save_draft(question.public_id, doctor, "newer words", 0)
    with pytest.raises(EditConflict) as caught:
        desk.reply(question.public_id, doctor, "older words", 0, "form")
    assert caught.value.theirs == "newer words"
    assert not Reply.objects.exists()
    desk.reply(question.public_id, doctor, "older words", 1, "form")
    assert question.drafts.count() == 0


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_a_reply_that_says_nothing_or_too_much(text: str) -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    with pytest.raises(Invalid):
        desk.reply(question.public_id, doctor, text, 0, "form")
    assert room.fresh(question).state == "claimed"


def test_only_who_took_it_replies() -> None:
    one, two = room.make_doctor(), room.make_doctor()
    question = room.make_claimed(one)
    for operation in (
        lambda: desk.reply(question.public_id, two, "Mine.", 0, "f"),
        lambda: desk.decline(question.public_id, two, "No."),
        lambda: desk.ask_back(question.public_id, two, "When?", "f"),
        lambda: desk.hand_back(question.public_id, two),
        lambda: desk.refer(question.public_id, two, None, "Elsewhere."),
        lambda: desk.claim(question.public_id, two),
    ):
        with pytest.raises(Conflict, match="Another doctor"):
            operation()
    assert question.claims.get().doctor_id == one.user_id


def test_claiming_twice_is_one_claim() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    assert desk.claim(question.public_id, doctor) == question.claims.get()


def test_nobody_answers_their_own_question() -> None:
    doctor, question = room.make_doctor(), room.make_question()
    asking.take_along(question.public_id, room.key(question), doctor)
    with pytest.raises(Conflict, match="your own"):
        desk.claim(question.public_id, doctor)
    assert queries.desk(doctor, queries.Filters()).total == 0


def test_what_has_ended_cannot_be_taken() -> None:
    doctor = room.make_doctor()
    question = room.make_answered(doctor)
    with pytest.raises(Conflict, match="no longer waits"):
        desk.claim(question.public_id, room.make_doctor())


def test_a_correction_is_in_the_open_and_sent_once() -> None:
    doctor = room.make_doctor()
    reply = room.make_answered(doctor, "Sleep less.").replies.get()
    for _ in range(2):
        desk.revise(reply.pk, doctor, "Sleep more.", "a slip", 0)
    with pytest.raises(EditConflict) as caught:
        desk.revise(reply.pk, doctor, "Sleep a lot.", "better", 0)
    assert (caught.value.theirs, caught.value.version) == ("Sleep more.", 1)
    revision = reply.revisions.get()
    assert (revision.text, revision.reason, revision.number) == ("Sleep less.", "a slip", 1)
    with pytest.raises(Invalid):
        desk.revise(reply.pk, doctor, "Sleep well.", "", 1)
    with pytest.raises(Conflict):
        desk.revise(reply.pk, room.make_doctor(), "Sleep badly.", "so", 1)


def test_a_colleague_agrees_or_says_why_not() -> None:
    doctor, colleague = room.make_doctor(), room.make_doctor()
    reply = room.make_answered(doctor).replies.get()
    with pytest.raises(Invalid):
        desk.give_opinion(reply.pk, colleague, Opinion.Stance.DISSENT, " ")
    with pytest.raises(Invalid):
        desk.give_opinion(reply.pk, colleague, "shrug", "")
    with pytest.raises(Conflict):
        desk.give_opinion(reply.pk, doctor, Opinion.Stance.AGREE, "")
    desk.give_opinion(reply.pk, colleague, Opinion.Stance.AGREE, "")
    desk.give_opinion(reply.pk, colleague, Opinion.Stance.DISSENT, "Not without a scan.")
    opinion = reply.opinions.get()
    assert (opinion.stance, opinion.text) == ("dissent", "Not without a scan.")


def test_forms_of_the_asker_take_effect_once() -> None:
    doctor = room.make_doctor()
    question, asked = room.make_asked_back(doctor)
    number, key = question.public_id, room.key(question)
    for text in ("On Sunday.", "On Monday."):
        asking.answer_clarification(number, key, text, "form")
    asked.refresh_from_db()
    assert asked.answer == "On Sunday."
    desk.reply(number, doctor, "Sleep.", 0, "f")
    for _ in range(2):
        asking.follow_up(number, key, "And tea?", "form")
    assert question.follow_ups.count() == 1
    with pytest.raises(Conflict):
        asking.follow_up(number, key, "And milk?", "another")


def test_an_answer_that_comes_too_late_is_not_taken_silently() -> None:
    doctor = room.make_doctor()
    question, _ = room.make_asked_back(doctor)
    desk.reply(question.public_id, doctor, "I answer anyway.", 0, "f")
    with pytest.raises(Conflict):
        asking.answer_clarification(question.public_id, room.key(question), "Sunday.", "g")


def test_a_follow_up_comes_within_its_time() -> None:
    doctor = room.make_doctor()
    with clock.frozen(NOON):
        question = room.make_answered(doctor)
        late = room.make_answered(doctor)
    with clock.frozen(NOON + 14 * DAY):
        asking.follow_up(question.public_id, room.key(question), "And tea?", "f")
    with clock.frozen(NOON + 14 * DAY + HOUR):
        with pytest.raises(Conflict):
            asking.follow_up(late.public_id, room.key(late), "And tea?", "f")
        assert queries.for_asker(late.public_id, room.key(late)).follow_up_until is None


def test_a_follow_up_is_first_kept_for_its_doctor() -> None:
    doctor, other = room.make_doctor(), room.make_doctor()
    with clock.frozen(NOON):
        question = room.make_answered(doctor)
        asking.follow_up(question.public_id, room.key(question), "And tea?", "f")
        assert queries.desk(other, queries.Filters()).rows[0].reserved
        assert not queries.desk(doctor, queries.Filters()).rows[0].reserved
    with clock.frozen(NOON + 48 * HOUR):
        assert not queries.desk(other, queries.Filters()).rows[0].reserved
        claim = desk.claim(question.public_id, other)
    assert claim.doctor_id == other.user_id


def test_referring_needs_a_place_and_a_reason() -> None:
    doctor = room.make_doctor()
    factories.make_department("dermatology")
    question = room.make_claimed(doctor)
    for department, reason in (
        ("neurology", "Same."), ("astrology", "Stars."), ("dermatology", " "), (None, ""),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            desk.refer(question.public_id, doctor, department, reason)
    assert room.fresh(question).state == "claimed"
    assert question.claims.get().ended_at is None


def test_a_lead_moves_what_waits_in_the_wrong_department() -> None:
    own = factories.make_department()
    factories.make_department("dermatology")
    lead = room.make_person(roles=frozenset({"lead"}), lead_of=frozenset({own.pk}))
    question = room.make_question()
    with pytest.raises(Conflict):
        desk.refer(question.public_id, room.make_doctor(), "dermatology", "Skin.")
    desk.refer(question.public_id, lead, "dermatology", "Skin.")
    assert room.fresh(question).department.slug == "dermatology"


def test_withdrawing_while_a_doctor_writes() -> None:
    doctor = room.make_doctor()
    question, _ = room.make_asked_back(doctor)
    asking.withdraw(question.public_id, room.key(question))
    with pytest.raises(Conflict):
        desk.reply(question.public_id, doctor, "Sleep.", 0, "f")
    assert question.claims.get().ended_by == Claim.Ended.WITHDRAWN
    assert question.clarifications.get().closed_at is not None
    asking.withdraw(question.public_id, room.key(question))
    assert room.kinds(question).count("withdrawn") == 1
