"""The pages on which people take away what is held about them, and have it erased."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curbside.consult import asking
from curbside.consult.models import Question
from curbside.people.models import User
from tests import factories
from tests.consult import room
from tests.consult.conftest import two_phrases
from tests.people.accounts import make_user, sign_in
from tests.personal.everybody import WORD, make_asker, make_doctor

__all__ = ["two_phrases"]
pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    page: str = answer.content.decode()
    return page


def test_the_page_says_how_much_there_is(client: Client) -> None:
    user, _ = make_asker()
    sign_in(client, user)
    page = text(client.get(reverse("account-data")))
    assert "1 question, with everything on it" in page
    assert reverse("account-erase") in page
    assert reverse("account-data") in text(client.get(reverse("account-home")))


def test_a_file_for_programs_and_one_to_read(client: Client) -> None:
    user, _ = make_asker()
    sign_in(client, user)
    as_json = client.get(reverse("account-download"))
    assert as_json.headers["Content-Disposition"] == 'attachment; filename="what-is-held.json"'
    assert json.loads(as_json.content)["questions"][0]["text"] == f"A {WORD}."
    as_html = client.get(reverse("account-download") + "?as=html")
    assert as_html.headers["Content-Disposition"] == 'attachment; filename="what-is-held.html"'
    page = text(as_html)
    assert f"A {WORD}." in page
    assert "data:image/jpeg;base64," in page
    assert not re.search(r'(src|href)="(?!data:)', page)  # it loads nothing
    for answer in (as_json, as_html):
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_somebody_typed_stays_text_in_the_file(client: Client) -> None:
    user = make_user(name="<script>alert(1)</script>")
    sign_in(client, user)
    page = text(client.get(reverse("account-download") + "?as=html"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_who_has_not_just_shown_who_they_are_is_asked_again(client: Client) -> None:
    user = make_user(password="a long enough phrase")  # noqa: S106
    sign_in(client, user, used_second_factor=False)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    session.save()
    for name in ("account-download", "account-erase"):
        answer = client.get(reverse(name))
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account-erase"), {"sure": "on"})
    assert User.objects.get(pk=user.pk).is_active


def test_without_saying_so_nothing_is_erased(client: Client) -> None:
    user, question = make_asker()
    sign_in(client, user)
    assert client.get(reverse("account-erase")).status_code == 200
    page = text(client.post(reverse("account-erase"), {}))
    assert "Say that you know it cannot be undone." in page
    assert room.fresh(question).text
    assert User.objects.get(pk=user.pk).is_active


def test_erasing_ends_the_session_and_everything(client: Client) -> None:
    user, question = make_asker()
    sign_in(client, user)
    answer = client.post(reverse("account-erase"), {"sure": "on"})
    assert answer.headers["Location"] == reverse("account-erased")
    assert text(client.get(reverse("account-erased")))
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("account-home")).status_code == 302
    assert room.fresh(question).text == ""
    login = {"login": f"{WORD}@example.org", "password": "a long enough phrase"}
    client.post(reverse("account_login"), login)
    assert "_auth_user_id" not in client.session


def test_another_session_of_the_account_ends_too(client: Client) -> None:
    user, _ = make_asker()
    other = sign_in(Client(), user)
    sign_in(client, user)
    client.post(reverse("account-erase"), {"sure": "on"})
    assert other.get(reverse("account-home")).status_code == 302


@pytest.mark.parametrize(("choice", "stays"), [("go", False), ("stay", True), ("", None)])
def test_what_becomes_of_published_pages_must_be_chosen(
    client: Client, choice: str, stays: bool | None
) -> None:
    user, question = make_asker()
    entry = factories.make_entry(question="De-identified.")
    Question.objects.filter(pk=question.pk).update(entry=entry)
    sign_in(client, user)
    assert "published pages?" in text(client.get(reverse("account-erase")))
    answer = client.post(reverse("account-erase"), {"sure": "on", "entries": choice})
    entry.refresh_from_db()
    assert answer.status_code == (200 if stays is None else 302)
    assert (entry.state == "published") is (stays is not False)


def test_the_last_administrator_is_told_so(client: Client) -> None:
    sign_in(client, make_user("administrator"))
    page = text(client.post(reverse("account-erase"), {"sure": "on"}))
    assert "You are the only administrator." in page


def test_a_doctor_is_told_what_stays(client: Client) -> None:
    user, doctor = make_doctor("Dr Osei")
    room.make_answered(doctor)
    sign_in(client, user)
    page = text(client.get(reverse("account-erase")))
    assert "they must be able to tell who advised them" in page
    assert client.get(reverse("account-data")).status_code == 200


def test_the_questions_of_an_account_and_no_others(client: Client) -> None:
    user, question = make_asker()
    other = room.make_question(title="Somebody else's")
    sign_in(client, user)
    page = text(client.get(reverse("account-questions")))
    assert reverse("mine", args=[question.public_id, room.key(question)]) in page
    assert other.public_id not in page
    asking.erase(question.public_id, room.key(question))
    assert question.public_id not in text(client.get(reverse("account-questions")))


def test_a_question_without_an_account_can_be_read_as_html_too(client: Client) -> None:
    question = room.make_question(text=f"A {WORD}.")
    address = reverse("mine-download", args=[question.public_id, room.key(question)])
    page = text(client.get(address + "?as=html"))
    assert f"A {WORD}." in page
    assert json.loads(client.get(address).content)["text"] == f"A {WORD}."
