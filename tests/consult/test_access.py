"""The wrong key, the wrong person and a wrong id: all the same NotFound, on every operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from curbside.catalog.models import Department
from curbside.consult import asking, desk, holding, links, queries
from curbside.consult.errors import no_question
from curbside.consult.models import Event, Question
from curbside.core.errors import NotFound
from curbside.people.person import ADMINISTRATOR, EDITOR, Person
from curbside.safety.triage import Level
from tests import factories
from tests.consult import room

pytestmark = pytest.mark.django_db

BY_KEY: list[Callable[[str, str], Any]] = [
    asking.confirm_email,
    asking.send_again,
    asking.renew_link,
    lambda number, key: asking.take_along(number, key, room.make_person()),
    lambda number, key: asking.set_consent(number, key, False),
    asking.withdraw,
    asking.held,
    asking.erase,
    lambda number, key: asking.answer_clarification(number, key, "Yes.", "f"),
    lambda number, key: asking.follow_up(number, key, "And?", "f"),
    queries.for_asker,
    lambda number, key: queries.photo_for_asker(number, key, "abcdefghjk"),
]
BY_PERSON: list[Callable[[str, Person], Any]] = [
    desk.claim,
    desk.hand_back,
    lambda number, who: desk.refer(number, who, None, "See a doctor."),
    lambda number, who: desk.refer(number, who, "dermatology", "Skin."),
    lambda number, who: desk.place(number, who, "dermatology"),
    lambda number, who: desk.decline(number, who, "No."),
    lambda number, who: desk.ask_back(number, who, "When?", "f"),
    lambda number, who: desk.save_draft(number, who, "Hello", 0),
    lambda number, who: desk.reply(number, who, "Hello", 0, "f"),
    lambda number, who: desk.set_level(number, who, Level.ROUTINE, "Fine."),
    lambda number, who: queries.question_for(who, number),
    lambda number, who: queries.photo_for(who, number, "abcdefghjk"),
]


def count() -> tuple[int, list[Any]]:
    return Event.objects.count(), list(Question.objects.order_by("pk").values())


@pytest.mark.parametrize("operation", BY_KEY)
def test_the_wrong_key(operation: Callable[[str, str], Any]) -> None:
    question, other = room.make_question(), room.make_question()
    before = count()
    forged = ["", "x", links.key(question)[:-1] + "!", links.key(other), "臉" * 9, "\x00"]
    for number, key in [*((question.public_id, key) for key in forged), ("zzzzzzzzzz", "x")]:
        with pytest.raises(NotFound) as caught:
            operation(number, key)
        assert str(caught.value) == str(no_question())
    assert count() == before


def strangers(own: Department, other: Department) -> list[Person]:
    """Everybody who may not touch a question that waits in ``own``."""
    return [
        room.make_person(),
        room.make_doctor(other),
        room.make_doctor(own, may_answer=False),  # the credential lapsed
        room.make_person(roles=frozenset({ADMINISTRATOR}), second_factor=True),
        room.make_person(roles=frozenset({EDITOR}), second_factor=True),
        room.make_person(roles=frozenset({"lead"}), lead_of=frozenset({other.pk})),
    ]


@pytest.mark.parametrize("operation", BY_PERSON)
def test_the_wrong_person(operation: Callable[[str, Person], Any]) -> None:
    own, other = factories.make_departments("neurology", "dermatology")
    question = room.make_question()
    right, wrong = room.make_doctor(own), strangers(own, other)
    before = count()
    for person in wrong:
        with pytest.raises(NotFound) as caught:
            operation(question.public_id, person)
        assert str(caught.value) == str(no_question())
    with pytest.raises(NotFound):
        operation("zzzzzzzzzz", right)
    assert count() == before


def test_replies_are_for_colleagues_only() -> None:
    own, other = factories.make_departments("neurology", "dermatology")
    doctor = room.make_doctor(own)
    question = room.make_answered(doctor)
    reply = question.replies.get()
    for person in strangers(own, other):
        with pytest.raises(NotFound):
            desk.revise(reply.pk, person, "Changed.", "why", 0)
        with pytest.raises(NotFound):
            desk.give_opinion(reply.pk, person, "agree", "")
    for number in (0, reply.pk + 999):
        with pytest.raises(NotFound):
            desk.give_opinion(number, doctor, "agree", "")


def test_a_snippet_is_its_doctors_own() -> None:
    one, two = room.make_doctor(), room.make_doctor()
    kept = desk.keep_snippet(one, "Sleep", "Sleep more.")
    desk.drop_snippet(two, kept.pk)
    assert desk.snippets(one) == [kept]
    assert desk.snippets(two) == []
    assert desk.keep_snippet(one, "Sleep", "Sleep well.").pk == kept.pk
    desk.drop_snippet(one, kept.pk)
    assert desk.snippets(one) == []
    with pytest.raises(NotFound):
        desk.keep_snippet(room.make_person(), "Sleep", "x")


def test_targets_are_set_by_the_lead_and_administrators() -> None:
    own, other = factories.make_departments("neurology", "dermatology")
    desk.set_target(room.make_person(lead_of=frozenset({own.pk})), own.pk, 24)
    desk.set_target(room.make_person(roles=frozenset({ADMINISTRATOR})), other.pk, 48)
    with pytest.raises(NotFound):
        desk.set_target(room.make_doctor(own), own.pk, 1)
    with pytest.raises(NotFound):
        desk.set_target(room.make_person(lead_of=frozenset({own.pk})), other.pk, 1)


def test_reading_anothers_consult_is_audited() -> None:
    from curbside.core.models import AuditLine

    doctor, question = room.make_doctor(), room.make_question()
    queries.question_for(doctor, question.public_id)
    line = AuditLine.objects.get(action="question.read")
    assert (line.actor, line.subject) == (doctor.actor, f"question:{question.public_id}")


def test_what_an_account_holds_is_its_own() -> None:
    ann, bob = room.make_person(), room.make_person()
    question = room.make_question()
    asking.take_along(question.public_id, room.key(question), ann)
    held = holding.held_about(ann)["questions"]
    assert [one["public_id"] for one in held] == [question.public_id]
    assert not any(holding.held_about(bob).values())
    assert [one.question for one in queries.of_account(ann)] == [question]
    assert queries.of_account(bob) == []
