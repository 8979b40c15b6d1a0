"""What routing is unsure about waits where it likely belongs until a person places it."""

from __future__ import annotations

import pytest

from curbside.consult import desk, queries, rules
from curbside.consult.desk_list import UNPLACED, WAITING, Filters
from curbside.consult.errors import Invalid
from curbside.consult.models import Event, Question
from curbside.core.errors import NotFound
from curbside.people.person import LEAD, Person
from curbside.search import confidence
from tests import factories
from tests.consult import room

pytestmark = pytest.mark.django_db
UNSURE = Question.RoutedBy.UNSURE


@pytest.fixture(autouse=True)
def always_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "UNSURE", 2.0)


def lead_of_another() -> Person:
    skin = factories.make_department("dermatology")
    return room.make_person(roles=frozenset({LEAD}), lead_of=frozenset({skin.pk}))


def test_unsure_is_said_and_kept_with_its_likeliest_departments() -> None:
    question = room.make_question(department="")
    assert question.routed_by == UNSURE
    assert question.route_choices[0] == question.department.slug


def test_an_askers_choice_is_sure() -> None:
    question = room.make_question(department="neurology")
    assert (question.routed_by, question.route_choices) == (Question.RoutedBy.ASKER, [])


def test_any_lead_sees_and_places_it_and_then_no_more() -> None:
    question, lead = room.make_question(department=""), lead_of_another()
    listed = queries.desk(lead, Filters(show=UNPLACED)).rows
    assert [row.public_id for row in listed] == [question.public_id]
    assert listed[0].unplaced
    assert queries.question_for(lead, question.public_id).question == question
    placed = desk.place(question.public_id, lead, "dermatology")
    assert (placed.department.slug, placed.routed_by) == ("dermatology", "doctor")
    assert queries.desk(lead, Filters(show=UNPLACED)).total == 0
    assert queries.desk(lead, Filters(show=WAITING)).total == 1
    assert Event.objects.filter(question=question, kind="placed").count() == 1
    with pytest.raises(NotFound):
        desk.place(question.public_id, lead, "neurology")


def test_a_doctor_of_the_department_keeps_it_there() -> None:
    question, doctor = room.make_question(department=""), room.make_doctor()
    placed = desk.place(question.public_id, doctor, question.department.slug)
    assert (placed.department, placed.routed_by) == (question.department, "doctor")


def test_a_department_that_is_none() -> None:
    question, lead = room.make_question(department=""), lead_of_another()
    with pytest.raises(Invalid):
        desk.place(question.public_id, lead, "astrology")
    question.refresh_from_db()
    assert question.routed_by == UNSURE


def test_who_leads_nothing_sees_no_list_of_all() -> None:
    room.make_question(department="")
    stranger = room.make_doctor(factories.make_department("dermatology"))
    assert queries.desk(stranger, Filters(show=UNPLACED)).total == 0


@pytest.mark.parametrize(
    ("routed_by", "state", "allowed"),
    [
        ("unsure", "waiting", True),
        ("routing", "waiting", False),
        ("unsure", "unverified", False),
        ("unsure", "answered", False),
    ],
)
def test_only_what_waits_unsure(routed_by: str, state: str, allowed: bool) -> None:
    lead = lead_of_another()
    assert rules.may_place(lead, 0, routed_by=routed_by, state=state) is allowed
