"""Leads and administrators are told of what waits too long: in one mail, that counts."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.urls import reverse

from curbside.catalog.models import Department
from curbside.consult import desk, escalation
from curbside.consult.models import Event, Question
from curbside.core import clock
from curbside.notify import operations
from curbside.notify.models import Mail
from curbside.search import confidence
from tests import factories
from tests.consult import room
from tests.notify.staff import links, sent
from tests.people.accounts import make_user, person

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


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> Question:
    """A question of which routing does not know where it belongs."""
    factories.make_departments()
    monkeypatch.setattr(confidence, "UNSURE", 2.0)
    question = room.make_question(department="")
    assert question.routed_by == "unsure"
    return question


def likely(question: Question) -> list[Department]:
    """Where it may belong, where it waits first."""
    known = {one.slug: one for one in Department.objects.all()}
    here = question.department
    return [here, *(known[slug] for slug in question.route_choices if slug != here.slug)]


def test_leads_of_every_likely_department_hear_of_one_that_nobody_has_placed(
    unsure: Question,
) -> None:
    here, elsewhere = likely(unsure)[:2]
    waits_with, may_be_theirs = make_user(lead_of=[here]), make_user(lead_of=[elsewhere])
    make_user("administrator")  # who hears of it later
    make_user(lead_of=[factories.make_department("podiatry")])
    sweep()
    letters = {letter.to[0]: letter for letter in sent("overdue")}
    assert set(letters) == {waits_with.email, may_be_theirs.email}
    words = "1 question waits for somebody to say to which department it belongs."
    assert all(words in letter.body for letter in letters.values())
    assert "has waited longer" in letters[waits_with.email].body
    assert "has waited longer" not in letters[may_be_theirs.email].body
    unplaced = reverse("desk") + "?show=unplaced"
    assert links(letters[may_be_theirs.email]) == [unplaced, reverse("desk")]


def test_once_it_is_placed_only_the_lead_of_its_department_hears(unsure: Question) -> None:
    here, elsewhere = likely(unsure)[:2]
    make_user(lead_of=[here])
    theirs = make_user(lead_of=[elsewhere])
    desk.place(unsure.public_id, person(theirs), elsewhere.slug)
    sweep()
    (letter,) = sent("overdue")
    assert letter.to == [theirs.email]
    assert "to which department" not in letter.body


def test_one_that_was_placed_before_the_mail_went_out_is_not_told_as_unplaced(
    unsure: Question,
) -> None:
    here, elsewhere = likely(unsure)[:2]
    theirs = make_user(lead_of=[elsewhere])
    sweep()
    desk.place(unsure.public_id, person(theirs), here.slug)
    assert sent("overdue") == []


def test_administrators_hear_of_one_where_nobody_leads(unsure: Question) -> None:
    chief = make_user("administrator")
    sweep()
    (letter,) = sent("overdue")
    assert letter.to == [chief.email]
    assert "to which department it belongs" in letter.body
    assert unsure.text not in letter.body
