"""Accounts' and administrators' pages: what they do, and that what was typed survives a mistake."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from curbside.core.models import AuditLine
from curbside.people import availabilities, invitations
from curbside.people.models import Credential, Invitation, User
from tests.factories import make_department, make_departments, make_doctor
from tests.people.accounts import (
    PDF,
    make_credential,
    make_doctor_account,
    make_user,
    person,
    sign_in,
)

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Dr Ann Lee",
    "registration_number": "GMC 1234",
    "authority": "General Medical Council",
    "specialty": "Neurology",
    "expires_on": "2080-01-31",
}


def file(content: bytes = PDF, name: str = "certificate.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def text(answer: Any) -> str:
    page: str = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|src=\"data:", page)
    return page


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator", name="Joss Tanaka")
    sign_in(client, user)
    return user


def test_applying(client: Client) -> None:
    user = make_user()
    sign_in(client, user, used_second_factor=False)
    address = reverse("doctor-application")
    answer = client.post(address, {**FORM, "evidence": file()})
    assert answer.headers["Location"] == address
    page = text(client.get(address))
    assert "waiting for an administrator" in page
    assert '<form class="form" method="post" enctype' not in page  # one waits
    assert Credential.objects.get().doctor.user == user


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"evidence": file(b"<html><script>alert(1)</script>")}, "This file cannot be read."),
        ({"evidence": file(b"MZ", "certificate.exe")}, "This file cannot be read."),
        ({"evidence": ""}, "This field is required."),
        ({"expires_on": "2001-01-31"}, "This registration has expired."),
        ({"expires_on": "soon"}, "Enter a valid date."),
        ({"specialty": "x" * 121}, "at most 120 characters"),
        ({"name": "…"}, "This name has no letter in it."),
    ],
)
def test_a_mistake_in_applying(client: Client, change: dict[str, object], said: str) -> None:
    sign_in(client, make_user(), used_second_factor=False)
    answer = client.post(reverse("doctor-application"), {**FORM, "evidence": file(), **change})
    page = text(answer)
    assert said in page
    assert 'value="GMC 1234"' in page  # what was typed is still there
    assert not Credential.objects.exists()


def test_scripts_stay_text(client: Client, administrator: User) -> None:
    hostile = "<script>alert(1)</script>"
    user = make_user(name=hostile)
    made = make_credential(make_doctor_account(name=hostile).doctor, "applied")
    Credential.objects.filter(pk=made.pk).update(authority=hostile, specialty=hostile)
    for name, args in (
        ("manage-people", []),
        ("manage-person", [user.public_id]),
        ("manage-applications", []),
        ("manage-application", [made.public_id]),
    ):
        page = text(client.get(reverse(name, args=args)))
        assert hostile not in page
        assert "&lt;script&gt;" in page


def test_verifying_refusing_and_revoking(client: Client, administrator: User) -> None:
    doctor = make_doctor_account(state="applied")
    made = Credential.objects.get()
    address = reverse("manage-application", args=[made.public_id])
    assert made.doctor.name_en in text(client.get(reverse("manage-applications")))
    assert "This field is required." in text(client.post(address, {"action": "refuse"}))
    client.post(address, {"action": "verify"})
    assert person(doctor).may_answer
    page = text(client.post(address, {"action": "verify"}))  # sent twice
    assert "This has been decided already." in page
    client.post(address, {"action": "revoke", "reason": "Struck off."})
    assert not person(doctor).may_answer
    assert "Struck off." in text(client.get(address))
    assert client.post(address, {"action": "explode"}).status_code == 200
    assert Credential.objects.get().state == "revoked"


def test_evidence_is_downloaded_never_shown(client: Client, administrator: User) -> None:
    applicant = make_user()
    other = sign_in(Client(), applicant, used_second_factor=False)
    other.post(reverse("doctor-application"), {**FORM, "evidence": file()})
    made = Credential.objects.get()
    address = reverse("manage-evidence", args=[made.public_id])
    answer = client.get(address)
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert AuditLine.objects.filter(action="evidence.read").count() == 1
    assert other.get(address).status_code == 404  # not even to whoever sent it


def test_changing_a_person(client: Client, administrator: User) -> None:
    make_department("neurology")
    user = make_user()
    address = reverse("manage-person", args=[user.public_id])
    client.post(address, {"action": "give", "kind": "lead", "department": "neurology"})
    client.post(address, {"action": "give", "kind": "editor", "department": ""})
    assert person(user).roles == {"lead", "editor"}
    assert "Lead of Neurology" in text(client.get(address))
    client.post(address, {"action": "take", "kind": "editor"})
    assert person(user).roles == {"lead"}
    page = text(client.post(address, {"action": "give", "kind": "lead", "department": ""}))
    assert "A lead leads a department." in page
    client.post(address, {"action": "close"})
    assert not User.objects.get(pk=user.pk).is_active
    client.post(address, {"action": "open"})
    assert User.objects.get(pk=user.pk).is_active


def test_a_lost_second_factor(client: Client, administrator: User) -> None:
    user = make_user("editor")
    client.post(reverse("manage-person", args=[user.public_id]), {"action": "second-factor"})
    assert not person(user).second_factor


def test_ones_own_account_is_not_changed(client: Client, administrator: User) -> None:
    address = reverse("manage-person", args=[administrator.public_id])
    assert "another administrator" in text(client.get(address))
    for action in ("close", "take", "second-factor"):
        page = text(client.post(address, {"action": action, "kind": "administrator"}))
        assert "This is your own account." in page
    assert person(administrator).has("administrator")


def test_where_a_doctor_answers(client: Client, administrator: User) -> None:
    make_departments()
    doctor = make_doctor_account()
    typed = {"departments": ["neurology", "dermatology"], "languages": ["en"], "weekly_cap": "5"}
    rows = {"away-TOTAL_FORMS": "2", "away-INITIAL_FORMS": "0"}
    away = {"away-0-first": "2099-01-01", "away-0-last": "2099-01-05"}
    own = sign_in(Client(), doctor)
    answer = own.post(reverse("doctor-availability"), {**typed, **rows, **away})
    assert answer.status_code == 302
    chosen = availabilities.chosen(doctor.doctor.pk)
    assert chosen.departments == {"neurology", "dermatology"}
    assert chosen.away == ((dt.date(2099, 1, 1), dt.date(2099, 1, 5)),)
    client.post(
        reverse("manage-person", args=[doctor.public_id]),
        {"action": "answering", "departments": ["cardiology"], "languages": ["en"]},
    )
    changed = availabilities.chosen(doctor.doctor.pk)
    assert changed.departments == {"cardiology"}
    assert changed.away == chosen.away  # that is the doctor's own business


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"away-0-last": ""}, "a first and a last day"),
        ({"away-0-last": "2098-12-31"}, "ends before it begins"),
        ({"weekly_cap": "-1"}, "greater than or equal to 0"),
        ({"departments": ["no-such"]}, "is not one of the available choices"),
    ],
)
def test_a_mistake_in_availability(client: Client, change: dict[str, object], said: str) -> None:
    make_departments()
    doctor = make_doctor_account()
    sign_in(client, doctor)
    typed = {
        "departments": ["neurology"], "weekly_cap": "5", "away-TOTAL_FORMS": "1",
        "away-INITIAL_FORMS": "0", "away-0-first": "2099-01-01", "away-0-last": "2099-01-05",
        **change,
    }  # fmt: skip
    page = text(client.post(reverse("doctor-availability"), typed))
    assert said in page
    assert 'value="2099-01-01"' in page
    assert availabilities.chosen(doctor.doctor.pk) == availabilities.Choice(languages=("en",))


def test_inviting_and_accepting(client: Client, administrator: User) -> None:
    address = reverse("manage-invitations")
    assert "valid email" in text(client.post(address, {"email": "nobody", "language": "en"}))
    client.post(address, {"email": "new@example.org", "language": "en"})
    made = Invitation.objects.get()
    assert "invited already" in text(
        client.post(address, {"email": "new@example.org", "language": "en"})
    )
    page = reverse("invitation", args=[invitations.token(made)])
    visitor = Client()
    assert reverse("account_signup") in text(visitor.get(page))
    assert visitor.post(page).headers["Location"].startswith(reverse("account_login"))
    sign_in(visitor, make_user(), used_second_factor=False)
    assert "another address" in text(visitor.get(page))
    assert visitor.post(page).status_code == 404
    sign_in(visitor, make_user(email="new@example.org"), used_second_factor=False)
    assert visitor.post(page).headers["Location"] == reverse("doctor-application")
    for again in (visitor.get(page), visitor.post(page), Client().get(page)):
        assert again.status_code == 410


def test_withdrawing_an_invitation(client: Client, administrator: User) -> None:
    made = invitations.invite(person(administrator), "new@example.org", "en")
    client.post(reverse("manage-invitations"), {"withdraw": made.public_id})
    assert Client().get(reverse("invitation", args=[invitations.token(made)])).status_code == 410


def test_name_and_language(client: Client) -> None:
    user = make_user()
    sign_in(client, user, used_second_factor=False)
    address = reverse("account-details")
    client.post(address, {"name": "  Ann   Lee ", "language": "zh-hant"})
    user.refresh_from_db()
    assert (user.name, user.language) == ("Ann Lee", "zh-hant")
    assert "valid choice" in text(client.post(address, {"name": "Ann", "language": "fr"}))


def test_a_sample_account_says_so(client: Client, settings: Any) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"curbside_sample_people": True})
    sign_in(client, make_user("editor", sample=True, second_factor=False), used_second_factor=False)
    assert "sample account" in text(client.get(reverse("account-home")))


def test_lists_cost_the_same_however_long(
    client: Client, administrator: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def queries() -> list[int]:
        counts = []
        for name in ("manage-people", "manage-applications", "manage-invitations"):
            with django_assert_max_num_queries(12) as captured:
                client.get(reverse(name))
            assert isinstance(captured, CaptureQueriesContext)
            counts.append(len(captured))
        return counts

    make_credential(make_doctor_account().doctor, "applied")
    invitations.invite(person(administrator), "a@example.org", "en")
    few = queries()
    for number in range(5):
        make_credential(make_doctor_account().doctor, "applied")
        invitations.invite(person(administrator), f"{number}@example.org", "en")
    assert queries() == few


def test_a_list_has_pages_that_keep_what_was_looked_for(
    client: Client, administrator: User
) -> None:
    for number in range(25):
        make_user(email=f"a&b{number}@example.org")
    address = reverse("manage-people")
    page = text(client.get(address, {"q": "a&b"}))
    assert "25 people" in page
    assert "?q=a%26b&amp;role=&amp;page=2" in page
    assert client.get(address, {"q": "a&b", "page": "2"}).status_code == 200
    assert client.get(address, {"q": "a&b", "page": "3"}).status_code == 404


def test_every_page_is_there_in_both_languages(client: Client, administrator: User) -> None:
    for language in ("en", "zh-hant"):
        with override(language):
            addresses = [
                reverse(name)
                for name in ("account-home", "account-details", "account-questions", "account-data",
                             "account-erase", "account-erased", "doctor-application", "mfa_index",
                             "manage-people", "manage-applications", "manage-invitations",
                             "usersessions_list", "account_email", "mfa_add_webauthn")
            ]  # fmt: skip
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert "noindex" in text(answer), address


def test_joining_and_parting_signatures(client: Client, administrator: User) -> None:
    doctor, other = make_doctor_account(name="amara osei"), make_doctor_account()
    imported = make_doctor("Dr Amara Osei")
    address = reverse("manage-person", args=[doctor.public_id])
    assert "of the same name" in text(client.get(address))
    client.post(address, {"action": "join", "signature": imported.slug})
    page = text(client.get(address))
    assert "Part them" in page
    assert "of the same name" not in page
    elsewhere = reverse("manage-person", args=[other.public_id])
    page = text(client.post(elsewhere, {"action": "join", "signature": imported.slug}))
    assert "joined to another account" in page
    assert f'value="{imported.slug}"' in page  # what was typed is still there
    client.post(address, {"action": "part", "signature": imported.slug})
    assert "Part them" not in text(client.get(address))
    no_doctor = reverse("manage-person", args=[make_user().public_id])
    assert "Signatures of imports" not in text(client.get(no_doctor))
