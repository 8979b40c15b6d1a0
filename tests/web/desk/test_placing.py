"""The pages on which a person says where a question belongs that routing was unsure about."""

from __future__ import annotations

import pytest

from curbside.search import confidence
from tests.consult import room
from tests.factories import make_department
from tests.web.desk.conftest import Desk, make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def always_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "UNSURE", 2.0)


def test_a_doctor_sees_that_it_is_not_certain_and_places_it(doctor: Desk) -> None:
    question = room.make_question(department="")
    assert "Department not certain" in doctor.get()
    assert "It is not certain that this department is the right one." in doctor.page(question)
    page = doctor.page(question, "place/")
    assert '<optgroup label="Most likely">' in page
    answer = doctor.post(question, "place/", department="dermatology")
    assert answer["Location"] == "/en/desk/?done=placed"
    after = room.fresh(question)
    assert (after.department.slug, after.routed_by) == ("dermatology", "doctor")


@pytest.mark.parametrize("department", ["", "no-such"])
def test_placing_needs_a_department(doctor: Desk, department: str) -> None:
    question = room.make_question(department="")
    assert doctor.post(question, "place/", department=department).status_code == 422
    assert room.fresh(question).routed_by == "unsure"


def test_what_is_certain_has_no_such_page(doctor: Desk) -> None:
    question = room.make_question(department="neurology")
    assert "Say which department is" not in doctor.page(question)
    assert doctor.client.get(f"/en/desk/q/{question.public_id}/place/").status_code == 303
    answer = doctor.post(question, "place/", department="dermatology")
    assert answer.status_code == 404


def test_the_list_of_all_is_for_those_who_lead(doctor: Desk) -> None:
    room.make_question(department="", title="Lip keeps jumping")
    assert "To be placed" not in doctor.get()
    lead = make_lead(make_department("cardiology"))
    assert "To be placed" in lead.get()
    assert "Lip keeps jumping" not in lead.get()
    assert "Lip keeps jumping" in lead.get("?show=unplaced")
