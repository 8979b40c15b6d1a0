"""Leads and administrators are told of what waits too long: in one mail, that counts."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.urls import reverse

from curbside.consult import desk, escalation
from curbside.consult.models import Event
from curbside.core import clock
from curbside.notify import operations
from curbside.notify.models import Mail
from tests import factories
from tests.consult import room
from tests.notify.staff import links, sent
from tests.people.accounts import make_user

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=4)


def sweep() -> None:
    """Four days later: escalate, and decide who is told."""
    with clock.frozen(clock.now() + LATER):
        escalation.escalate()
    for event in Event.objects.filter(kind__startswith="overdue").order_by("pk"):
        operations.tell(event.pk)


def test_many_at_once_make_one_mail_that_counts_them() -> None:
    lead = make_user(lead_of=[factories.make_department()])
    questions = [room.make_question() for _ in range(3)]
    sweep()
    sweep()
    desk.claim(questions[0].public_id, doctor := room.make_doctor())
    desk.reply(questions[0].public_id, doctor, "Sleep.", 0, "f")
    (letter,) = sent("overdue")
    assert letter.to == [lead.email]
    assert "2 questions have waited longer than they should." in letter.body
    assert links(letter) == [reverse("desk")]
    assert Mail.objects.exclude(sent_at=None).count() == 1
    sweep()  # the same events once more
    assert sent("overdue") == []


def test_a_new_one_after_the_mail_went_out_is_told_again() -> None:
    make_user(lead_of=[factories.make_department()])
    room.make_question()
    sweep()
    assert len(sent("overdue")) == 1
    room.make_question()
    sweep()
    (letter,) = sent("overdue")
    assert "2 questions have waited" in letter.body


def test_what_was_answered_before_the_mail_went_out_is_not_told() -> None:
    make_user(lead_of=[factories.make_department()])
    question = room.make_question()
    sweep()
    desk.claim(question.public_id, doctor := room.make_doctor())
    desk.reply(question.public_id, doctor, "Sleep.", 0, "f")
    assert sent("overdue") == []


def test_administrators_are_led_to_who_could_answer() -> None:
    chief = make_user("administrator")
    room.make_question()
    sweep()  # nobody leads the department
    (letter,) = sent("overdue")
    assert letter.to == [chief.email]
    assert links(letter) == [reverse("manage-people")]


def test_if_there_is_nobody_to_tell_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    room.make_question(text="canarywort")
    with caplog.at_level(logging.ERROR):
        sweep()
    assert "There is nobody to tell" in caplog.text
    assert "canarywort" not in caplog.text
