"""What reviewers left in explanations: handed out to them, and what stays when they are erased."""

from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client

from curbside.core import chain
from curbside.explain import editing, listing, reviewing
from curbside.explain import holding as explain
from curbside.people.models import Doctor, User
from curbside.people.person import Person
from curbside.personal import erasing, holding
from tests import factories
from tests.explain import room
from tests.people.accounts import make_doctor_account, make_user, person
from tests.personal.everybody import everything

pytestmark = pytest.mark.django_db
NAME = "Dr Zebra Fish"


@pytest.fixture
def user() -> User:
    return make_doctor_account(factories.make_department(), name=NAME)


@pytest.fixture
def doctor(user: User) -> Person:
    return person(user)


def test_a_reviewer_gets_what_they_signed_and_changed(doctor: Person) -> None:
    other = room.make_published(person=room.make_doctor())
    draft = room.make_draft(factories.make_entry())
    ref = draft.explainer.public_id
    editing.remove(ref, doctor, draft.edit, 2)
    signed = room.sign(room.fresh(draft), doctor)
    reviewing.publish(ref, doctor, signed.edit)
    held = holding.held_about(doctor)
    (one,) = held["explanations_signed"]
    assert (one["id"], one["state"], one["reviewer_name"]) == (ref, "published", NAME)
    assert one["reviewed_on"]
    did = [(line["id"], line["what"]) for line in held["explanations_changed"]]
    assert did == [
        (ref, "explainer.sentence-removed"), (ref, "explainer.sign"), (ref, "explainer.publish"),
    ]  # fmt: skip
    assert holding.summary(doctor).explanations == 1
    assert other.explainer.public_id not in json.dumps(held, cls=DjangoJSONEncoder)


def test_the_name_that_readers_saw_stays_and_nothing_to_reach_the_person_by(
    user: User, doctor: Person
) -> None:
    version = room.make_published(factories.make_entry(), doctor)
    address = user.email
    erasing.erase(doctor)
    found = room.fresh(version)
    assert (found.state, found.reviewer_name) == ("published", NAME)
    assert found.reviewed_on == version.reviewed_on
    assert found.doctor == Doctor.objects.get(
        user=user.pk
    )  # readers can still tell that it was a doctor
    assert address not in everything()
    entry = version.explainer.entry
    assert entry
    page = Client().get(f"/en/q/{entry.public_id}/{entry.slug}/").content.decode()
    assert NAME in page
    chain.seal()
    assert not chain.verify().problem


def test_also_when_it_was_retired_since(doctor: Person) -> None:
    version = room.make_published(factories.make_entry(), doctor)
    reviewing.retire(version.explainer.public_id, doctor, "published", version.edit)
    erasing.erase(doctor)
    assert room.fresh(version).reviewer_name == NAME


def test_what_no_reader_saw_loses_the_name_and_is_a_draft_again(doctor: Person) -> None:
    version = room.make_signed(factories.make_entry(), doctor)
    erasing.erase(doctor)
    found = room.fresh(version)
    assert (found.state, found.reviewer, found.doctor, found.reviewer_name) == (
        "draft", None, None, "",
    )  # fmt: skip
    assert found.edit == version.edit + 1  # whoever has it open is told
    assert NAME not in everything()
    assert not Doctor.objects.filter(user=doctor.user_id).exists()
    colleague = room.make_doctor()
    assert [one.pk for one in listing.waiting(colleague).drafts] == [found.pk]
    assert room.sign(found, colleague).reviewer_name != NAME


def test_nor_does_one_keep_it_that_was_signed_and_given_up(doctor: Person) -> None:
    version = room.make_signed(factories.make_entry(), doctor)
    reviewing.retire(version.explainer.public_id, doctor, "reviewed", version.edit)
    erasing.erase(doctor)
    assert NAME not in everything()
    assert room.fresh(version).state == "retired"


def test_what_somebody_else_signed_is_not_touched(doctor: Person) -> None:
    other = room.make_doctor()
    version = room.make_signed(factories.make_entry(), other)
    erasing.erase(doctor)
    assert room.fresh(version).reviewer_id == other.user_id


def test_nobody_else_is_told_of_it(doctor: Person) -> None:
    room.make_published(factories.make_entry(), doctor)
    assert explain.held_about(person(make_user("editor"))) == {
        "explanations_signed": [], "explanations_changed": [],
    }  # fmt: skip


def test_the_page_says_what_stays_before_it_is_erased(user: User, doctor: Person) -> None:
    from tests.people.accounts import sign_in

    room.make_published(factories.make_entry(), doctor)
    client = sign_in(Client(), user)
    assert "under explanations that readers have seen" in (
        client.get("/en/accounts/data/erase/").content.decode()
    )
    assert "Explanations you signed" in client.get("/en/accounts/data/").content.decode()
