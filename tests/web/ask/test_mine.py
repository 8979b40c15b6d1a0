"""The asker's own page: what it shows in every state, and what can be said on it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from curbside.consult import desk
from curbside.core import clock
from curbside.people.person import Person
from tests.consult import room
from tests.web.ask.pages import EVIL, address, form_id, read

pytestmark = pytest.mark.django_db


def test_waiting_and_taken(doctor: Person) -> None:
    question = room.make_question()
    page = read(question)
    assert "Waiting for a doctor" in page
    assert "Department: Neurology." in page
    assert "Too few were answered lately to say how long it takes." in page
    assert room.TEXT in page
    assert "You confirmed your email address" in page
    assert "<form" in page
    desk.claim(question.public_id, doctor)
    assert "A doctor has taken your question" in read(question)


def test_the_honest_time(doctor: Person) -> None:
    start = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    for number, hours in enumerate((10, 20, 30, 40, 100)):
        with clock.frozen(start + dt.timedelta(days=5 * number)):
            question = room.make_claimed(doctor)
        with clock.frozen(start + dt.timedelta(days=5 * number, hours=hours)):
            desk.reply(question.public_id, doctor, "Rest.", 0, room.form_id())
    with clock.frozen(start + dt.timedelta(days=40)):
        page = read(room.make_question())
    assert "half of its answers came within 30 hours, and four in five within 40 hours" in page


def test_the_doctors_question_is_answered_once(doctor: Person) -> None:
    question, asked = room.make_asked_back(doctor)
    page = read(question)
    assert "The doctor asks you something" in page
    assert "Since when exactly?" in page
    sent = {"text": f"Since Sunday {EVIL}", "form_id": form_id(page)}
    for _ in range(2):
        answer = Client().post(address(question, "answer/"), sent)
        assert (answer.status_code, answer["Location"]) == (303, address(question))
    asked.refresh_from_db()
    assert asked.answer == f"Since Sunday {EVIL}"
    page = read(question)
    assert "&lt;script&gt;" in page
    assert EVIL not in page
    assert "Send my answer" not in page
    assert room.fresh(question).state == "claimed"


def test_an_answer_that_comes_too_late_is_not_lost(doctor: Person) -> None:
    question, _ = room.make_asked_back(doctor)
    sent = {"text": "It began on Sunday", "form_id": form_id(read(question))}
    desk.reply(question.public_id, doctor, "No need any more.", 0, room.form_id())
    answer = Client().post(address(question, "answer/"), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "It began on Sunday" in page
    assert "the question has moved on" in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 4_001])
def test_mistakes_in_an_answer_keep_its_text(doctor: Person, text: str) -> None:
    question, _ = room.make_asked_back(doctor)
    answer = Client().post(address(question, "answer/"), {"text": text, "form_id": "abc"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#text">' in page
    assert text in page
    assert room.fresh(question).state == "clarifying"


@pytest.mark.parametrize("given", ["", "f" * 41, "\x00", "<b>"])
def test_a_forged_form_id_is_in_nobodys_way(doctor: Person, given: str) -> None:
    question, asked = room.make_asked_back(doctor)
    answer = Client().post(address(question, "answer/"), {"text": "Sunday", "form_id": given})
    assert answer.status_code == 303
    asked.refresh_from_db()
    assert asked.answer == "Sunday"


def test_the_answer_is_shown_as_answers_are(doctor: Person) -> None:
    question = room.make_answered(doctor, f"What I think:\n\n- rest\n- less coffee\n\n{EVIL}")
    page = read(question)
    assert "Your question is answered" in page
    assert page.count('data-part="reply"') == 1
    assert "<li>rest</li>" in page
    assert EVIL not in page
    assert "Dr Amara Osei" in page
    assert "You may ask back until" in page


def test_corrections_and_opinions_are_seen(doctor: Person) -> None:
    question = room.make_answered(doctor, "Take two.")
    reply = question.replies.get()
    desk.revise(reply.pk, doctor, "Take one.", "The dose was wrong", 0)
    desk.give_opinion(reply.pk, room.make_doctor(), "dissent", "I would wait.")
    page = read(question)
    assert "Take one." in page
    assert "The dose was wrong" in page
    assert "sees it differently" in page
    assert "I would wait." in page


def test_following_up_once_and_in_time(doctor: Person) -> None:
    question = room.make_answered(doctor)
    sent = {"text": "And coffee?", "form_id": form_id(read(question))}
    for _ in range(2):
        assert Client().post(address(question, "follow-up/"), sent).status_code == 303
    page = read(question)
    assert "Your follow-up has arrived" in page
    assert page.count("And coffee?") == 1
    assert "Send my follow-up" not in page
    answer = Client().post(address(question, "follow-up/"), {"text": "More", "form_id": "other"})
    assert answer.status_code == 409
    assert "More" in answer.content.decode()


def test_no_follow_up_after_its_time(doctor: Person) -> None:
    question = room.make_answered(doctor)
    with clock.frozen(clock.now() + dt.timedelta(days=15)):
        page = read(question)
        assert "Send my follow-up" not in page
        sent = {"text": "Late", "form_id": "late"}
        assert Client().post(address(question, "follow-up/"), sent).status_code == 409


def test_a_follow_up_that_may_be_an_emergency_stops_first(doctor: Person) -> None:
    question = room.make_answered(doctor)
    sent = {"text": "Now I have chest pain & more", "form_id": form_id(read(question))}
    page = Client().post(address(question, "follow-up/"), sent).content.decode()
    assert "Call 119 now" in page
    assert 'value="Now I have chest pain &amp; more"' in page
    assert room.fresh(question).state == "answered"
    answer = Client().post(address(question, "follow-up/"), {**sent, "seen": "yes"})
    assert answer.status_code == 303
    assert "Now I have chest pain &amp; more" in read(question)
    assert room.fresh(question).level == 2


@pytest.mark.parametrize(
    ("end", "heading"),
    [("decline", "A doctor could not answer this here"), ("refer", "Someone else can help")],
)
def test_ends_without_an_answer_say_why(doctor: Person, end: str, heading: str) -> None:
    question = room.make_claimed(doctor)
    if end == "decline":
        desk.decline(question.public_id, doctor, "Please see your dentist.")
    else:
        desk.refer(question.public_id, doctor, None, "Please see your dentist.")
    page = read(question)
    assert heading in page
    assert "Please see your dentist." in page
