"""Asked with an email address only; an account made later finds the question under it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from curbside.consult import asking, links
from curbside.consult.models import Question
from curbside.notify import operations, sending
from curbside.notify.models import Mail
from curbside.people.models import User
from tests.consult import room
from tests.people.accounts import make_user, sign_in
from tests.web.ask.conftest import Asker

pytestmark = pytest.mark.django_db
ADDRESS = "mei@example.org"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def code() -> str:
    found = CODE.search(str(mail.outbox[-1].body))
    assert found
    return found.group()


def asked_and_confirmed(asker: Asker) -> Question:
    """By the pages alone: the form, the mail, its link, the button."""
    asker.send()
    question = Question.objects.get()
    operations.tell(question.events.get().pk)
    sending.send(Mail.objects.get().pk)
    body = str(mail.outbox[-1].body)
    path = body[body.index("/en/mine/") :].split(maxsplit=1)[0]
    assert asker.client.post(path).status_code == 303
    question.refresh_from_db()
    assert (question.state, question.asker) == ("waiting", None)
    return question


def signed_up(client: Client) -> User:
    client.post(reverse("account_signup"), {"email": ADDRESS})
    client.post(reverse("account_email_verification_sent"), {"code": code()})
    return User.objects.get(email=ADDRESS)


def test_asked_by_mail_confirmed_and_signed_up_later_it_is_there(asker: Asker) -> None:
    question = asked_and_confirmed(asker)
    client = Client()
    assert client.get(reverse("account-questions")).status_code == 302
    user = signed_up(client)
    question.refresh_from_db()
    assert question.asker == user
    page = client.get(reverse("account-questions")).content.decode()
    assert reverse("mine", args=[question.public_id, links.key(question)]) in page
    line = question.events.get(kind="taken-along")
    assert line.actor == f"user:{user.public_id}"
    # The private link goes on as before, without signing in.
    assert asker.client.get(reverse("mine", args=[question.public_id, links.key(question)]))


def test_not_before_the_address_of_the_account_is_confirmed(asker: Asker) -> None:
    question = asked_and_confirmed(asker)
    Client().post(reverse("account_signup"), {"email": ADDRESS})
    assert User.objects.filter(email=ADDRESS).exists()
    question.refresh_from_db()
    assert question.asker is None


def test_not_while_the_address_of_the_question_is_not_confirmed(asker: Asker) -> None:
    asker.send()
    user = signed_up(Client())
    question = Question.objects.get()
    assert question.asker is None
    # Confirmed afterwards, it is known whose it is.
    asking.confirm_email(question.public_id, links.key(question, links.Purpose.EMAIL))
    question.refresh_from_db()
    assert question.asker == user


def test_asked_once_more_without_signing_in_it_is_there_too(asker: Asker) -> None:
    user = make_user(email=ADDRESS)
    question = asked_and_confirmed_for(user, asker)
    assert question.asker == user


def asked_and_confirmed_for(user: User, asker: Asker) -> Question:
    asker.send()
    question = Question.objects.get()
    asking.confirm_email(question.public_id, links.key(question, links.Purpose.EMAIL))
    return room.fresh(question)


def test_signing_in_takes_what_was_left_behind(client: Client) -> None:
    question = room.make_question(email=ADDRESS)
    others = room.make_question(email="other@example.org")
    erased = room.make_question(email=ADDRESS)
    asking.erase(erased.public_id, room.key(erased))
    user = make_user(email=ADDRESS, password="a long enough phrase")  # noqa: S106
    client.post(reverse("account_login"), {"login": ADDRESS, "password": "a long enough phrase"})
    assert room.fresh(question).asker == user
    assert room.fresh(others).asker is None
    assert room.fresh(erased).asker is None


def test_what_is_under_another_account_stays_there(client: Client) -> None:
    question = room.make_question(email=ADDRESS)
    owner = make_user()
    Question.objects.filter(pk=question.pk).update(asker=owner)
    sign_in(client, make_user(email=ADDRESS))
    assert room.fresh(question).asker == owner


def test_an_address_of_a_closed_account_brings_nothing(asker: Asker) -> None:
    make_user(email=ADDRESS, is_active=False)
    asker.send()
    question = Question.objects.get()
    asking.confirm_email(question.public_id, links.key(question, links.Purpose.EMAIL))
    assert room.fresh(question).asker is None
