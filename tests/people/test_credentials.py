"""Applying, deciding, lapsing: from a registration to the right to answer and back."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection

from curbside.core import clock
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from curbside.people import credentials, directory
from curbside.people.applications import Application
from curbside.people.models import Credential, Doctor, User
from curbside.people.person import Person
from tests.factories import make_department, make_doctor
from tests.people.accounts import PDF, make_credential, make_doctor_account, make_user, person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 5, 12, tzinfo=dt.UTC)
FORM = Application(
    "Dr Ann Lee", "GMC 123", "General Medical Council", "Neurology", dt.date(2026, 6, 1)
)


@pytest.fixture(autouse=True)
def in_may() -> object:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def administrator() -> Person:
    return person(make_user("administrator"))


def applied(user: User | None = None) -> Credential:
    return credentials.apply(person(user or make_user()), FORM, PDF)


def actions() -> list[str]:
    return list(AuditLine.objects.order_by("id").values_list("action", flat=True))


def test_from_application_to_answering_to_lapsing(administrator: Person) -> None:
    user = make_user()
    made = applied(user)
    assert not person(user).may_answer
    credentials.verify(administrator, made.public_id)
    found = person(user)
    assert found.may_answer
    assert found.roles == {"doctor"}
    assert found.doctor_id == made.doctor_id
    assert made.doctor.name_en == "Dr Ann Lee"
    assert Doctor.objects.get().credential_en == "Neurology"
    assert actions() == ["credential.applied", "credential.verified", "role.given"]
    with clock.frozen(dt.datetime(2026, 6, 1, 23, 59, tzinfo=dt.UTC)):
        assert person(user).may_answer  # the last day counts
    with clock.frozen(dt.datetime(2026, 6, 2, tzinfo=dt.UTC)):
        assert not person(user).may_answer  # and nobody had to do anything
    credentials.revoke(administrator, made.public_id, "Struck off the register.")
    assert not person(user).may_answer


def test_a_renewed_registration_takes_over(administrator: Person) -> None:
    user = make_user()
    credentials.verify(administrator, applied(user).public_id)
    renewed = replace(FORM, expires_on=dt.date(2027, 6, 1), name="Dr Somebody Else")
    second = credentials.apply(person(user), renewed, PDF)
    assert second.doctor.name_en == "Dr Ann Lee"  # a name is not changed by applying again
    credentials.verify(administrator, second.public_id)
    with clock.frozen(dt.datetime(2026, 12, 1, tzinfo=dt.UTC)):
        assert person(user).may_answer


def test_a_refusal_has_a_reason_and_one_may_apply_again(administrator: Person) -> None:
    user = make_user()
    made = applied(user)
    for empty in ("", "  \n"):
        with pytest.raises(BadInput):
            credentials.refuse(administrator, made.public_id, empty)
    credentials.refuse(administrator, made.public_id, " The scan cannot be read. ")
    refused = directory.own_credentials(person(user))[0]
    assert (refused.state, refused.note) == ("refused", "The scan cannot be read.")
    assert refused.decided_by_id == administrator.user_id
    assert not person(user).has("doctor")
    applied(user)
    assert Credential.objects.count() == 2


def test_one_application_waits_at_a_time() -> None:
    user = make_user()
    applied(user)
    with pytest.raises(Conflict):
        applied(user)
    assert Credential.objects.count() == 1


Decide = Callable[[Person, str], Credential]
DECISIONS: dict[str, Decide] = {
    "verify": credentials.verify,
    "refuse": lambda by, public_id: credentials.refuse(by, public_id, "No."),
    "revoke": lambda by, public_id: credentials.revoke(by, public_id, "No."),
}
ALLOWED = {("applied", "verify"), ("applied", "refuse"), ("verified", "revoke")}


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("state", Credential.State.values)
def test_every_decision_in_every_state(administrator: Person, state: str, decision: str) -> None:
    doctor = make_doctor(user=make_user())
    made = make_credential(doctor, state)
    if (state, decision) in ALLOWED:
        assert DECISIONS[decision](administrator, made.public_id).state != state
    else:
        with pytest.raises(Conflict):
            DECISIONS[decision](administrator, made.public_id)


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("role", ["doctor", "editor", ""])
def test_only_administrators_decide(role: str, decision: str) -> None:
    made = applied()
    stranger = person(make_user(*filter(None, [role])))
    with pytest.raises(NotFound):
        DECISIONS[decision](stranger, made.public_id)
    for look in (directory.applications, lambda by: directory.application(by, made.public_id)):
        with pytest.raises(NotFound):
            look(stranger)
    with pytest.raises(NotFound):
        credentials.read_evidence(stranger, made.public_id)
    assert Credential.objects.get().state == "applied"


def test_nobody_decides_on_their_own(administrator: Person) -> None:
    own = credentials.apply(administrator, FORM, PDF)
    with pytest.raises(BadInput, match="your own"):
        credentials.verify(administrator, own.public_id)


def test_what_has_expired_is_not_verified(administrator: Person) -> None:
    made = applied()
    with clock.frozen(dt.datetime(2026, 6, 2, tzinfo=dt.UTC)), pytest.raises(BadInput):
        credentials.verify(administrator, made.public_id)


@pytest.mark.parametrize(
    "form",
    [
        replace(FORM, name=" "),
        replace(FORM, name="…"),
        replace(FORM, registration_number=""),
        replace(FORM, authority="  "),
        replace(FORM, specialty=""),
        replace(FORM, expires_on=dt.date(2026, 5, 4)),
        replace(FORM, expires_on=dt.date(2126, 5, 4)),
    ],
)
def test_what_is_no_application(form: Application) -> None:
    with pytest.raises(BadInput):
        credentials.apply(person(make_user()), form, PDF)
    assert not Credential.objects.exists()


def test_a_forged_file_makes_no_application() -> None:
    with pytest.raises(BadInput):
        credentials.apply(person(make_user()), FORM, b"<html>")
    assert not Credential.objects.exists()
    assert not Doctor.objects.exists()


def test_two_people_of_one_name_stay_two() -> None:
    known = make_doctor("Dr Ann Lee", slug="dr-ann-lee")
    first, second = applied(), applied()
    assert len({known.pk, first.doctor_id, second.doctor_id}) == 3
    assert len(set(Doctor.objects.values_list("slug", flat=True))) == 3
    assert set(Doctor.objects.values_list("name_en", flat=True)) == {"Dr Ann Lee"}


def test_a_chinese_name_has_an_address_all_the_same() -> None:
    made = credentials.apply(person(make_user()), replace(FORM, name="林怡辰 醫師"), PDF)
    assert (made.doctor.name_en, made.doctor.name_zh) == ("林怡辰 醫師", "林怡辰 醫師")
    assert made.doctor.slug.isascii()


def test_reading_evidence_is_audited(administrator: Person) -> None:
    made = applied()
    found = credentials.read_evidence(administrator, made.public_id)
    assert (bytes(found.content), found.media_type) == (PDF, "application/pdf")
    line = AuditLine.objects.get(action="evidence.read")
    assert (line.actor, line.subject) == (administrator.actor, f"credential:{made.public_id}")


def test_no_audit_line_names_anybody(administrator: Person) -> None:
    user = make_user(email="secret.person@example.org", name="Secret Person")
    credentials.verify(administrator, applied(user).public_id)
    for line in AuditLine.objects.all():
        said = f"{line.actor} {line.subject} {line.detail}".lower()
        assert "secret" not in said
        assert "ann lee" not in said


def test_departments_count_for_doctors_only() -> None:
    neurology = make_department("neurology")
    doctor = make_doctor_account(neurology)
    assert person(doctor).departments == {neurology.pk}
    doctor.roles.all().delete()
    assert person(doctor).departments == set()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_administrators_at_once_decide_once() -> None:
    made = applied()
    administrators = [person(make_user("administrator")) for _ in range(6)]
    outcomes: list[str] = []

    def decide(by: Person) -> None:
        try:
            credentials.refuse(by, made.public_id, "No.")
            outcomes.append("decided")
        except Conflict:
            outcomes.append("told so")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(by,)) for by in administrators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided", *["told so"] * 5]
    assert AuditLine.objects.filter(action="credential.refused").count() == 1
