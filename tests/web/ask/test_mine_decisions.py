"""What an asker decides on their page, and that nobody else can."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curbside.consult import asking
from curbside.consult.links import Purpose, key
from curbside.consult.models import Event, Question
from curbside.people.person import Person
from tests.consult import room
from tests.factories import make_entry
from tests.web.ask.pages import address, read

pytestmark = pytest.mark.django_db


def test_withdrawing_asks_once_more(doctor: Person) -> None:
    question = room.make_claimed(doctor)
    there = address(question, "withdraw/")
    page = Client().get(there).content.decode()
    assert "No doctor will see it any more" in page
    assert "erased after 30 days" in page
    assert Client().post(there).status_code == 422
    assert Client().post(there, {"how": "burn"}).status_code == 422
    assert room.fresh(question).state == "claimed"
    for _ in range(2):
        assert Client().post(there, {"how": "withdraw"})["Location"] == address(question)
    page = read(question)
    assert "You have withdrawn this question" in page
    assert room.TEXT in page


def test_erasing_leaves_no_words() -> None:
    question = room.make_question()
    Client().post(address(question, "withdraw/"), {"how": "erase"})
    page = read(question)
    assert room.TEXT not in page
    assert "Withdraw or erase" not in page
    assert room.fresh(question).text == ""


def test_what_is_held_comes_as_a_file(doctor: Person) -> None:
    question = room.make_answered(doctor)
    answer = Client().get(address(question, "download/"))
    held = json.loads(answer.content)
    assert held["text"] == room.TEXT
    assert held["replies"][0]["text"] == "Sleep more."
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Cache-Control"] == "private, no-store"
    assert Client().post(address(question, "download/")).status_code == 405


def test_consent_is_taken_back_and_given() -> None:
    question = room.make_question()
    assert "You said yes" in read(question)
    Client().post(address(question, "consent/"), {"may_publish": "no"})
    assert room.fresh(question).may_publish is False
    assert "You said no" in read(question)
    Client().post(address(question, "consent/"), {"may_publish": "perhaps"})
    assert room.fresh(question).may_publish is False
    Client().post(address(question, "consent/"), {"may_publish": "yes"})
    assert room.fresh(question).may_publish is True


def test_the_mail_can_be_sent_again_and_mended() -> None:
    question = room.make_unverified(email="mei@exmaple.org")
    page = read(question)
    assert "mei@exmaple.org" in page
    there = address(question, "resend/")
    answer = Client().post(there, {"email": "not an address"})
    assert answer.status_code == 422
    assert "not an address" in answer.content.decode()
    answer = Client().post(there, {"email": "mei@example.org"})
    assert answer["Location"] == address(question) + "?mail=sent"
    assert "sent the mail again" in Client().get(answer["Location"]).content.decode()
    assert room.fresh(question).email == "mei@example.org"
    for _ in range(4):
        answer = Client().post(there, {"email": "mei@example.org"})
    assert answer.status_code == 422
    assert "Try again tomorrow" in answer.content.decode()


def test_a_new_link_closes_the_old_one() -> None:
    question = room.make_question()
    old = address(question)
    assert Client().get(old + "new-link/")["Location"] == old
    page = Client().post(old + "new-link/").content.decode()
    assert "The old link is closed" in page
    assert Client().get(old).status_code == 404
    assert room.TEXT not in page
    assert key(room.fresh(question)) not in page  # it goes to the address alone


def test_an_account_takes_the_question_along() -> None:
    question = room.make_question()
    client = Client()
    assert "Keep it in my account" not in read(question)
    user = room.make_user()
    client.force_login(user)
    assert "Keep it in my account" in client.get(address(question)).content.decode()
    assert client.post(address(question, "take/")).status_code == 303
    assert room.fresh(question).asker_id == user.pk
    other = Client()
    other.force_login(room.make_user())
    assert other.post(address(question, "take/")).status_code == 409
    assert Client().post(address(question, "take/")).status_code == 303  # nobody is signed in
    assert room.fresh(question).asker_id == user.pk


ENDS = [
    "", "answer/", "follow-up/", "withdraw/", "consent/", "resend/", "new-link/", "take/",
    "download/", "photos/aaaaaaaaaa.jpg",
]  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_a_wrong_key_is_like_no_question(client: Client, end: str) -> None:
    question, other = room.make_question(), room.make_question()
    before = Event.objects.count()
    unknown = client.get("/en/nowhere/").content
    wrong = [
        f"/en/mine/{question.public_id}/{key(other)}/{end}",
        f"/en/mine/{question.public_id}/{key(question, Purpose.EMAIL)}/{end}",
        f"/en/mine/{question.public_id}/{'a' * 43}/{end}",
        f"/en/mine/{'a' * 10}/{key(question)}/{end}",
        f"/en/mine/{question.public_id}/%F0%9F%99%82/{end}",
    ]
    data = {"text": "x", "form_id": "y", "how": "erase", "may_publish": "no", "email": "a@b.org"}
    for there in wrong:
        for answer in (client.get(there), client.post(there, data)):
            if answer.status_code == 405:
                continue
            assert answer.status_code == 404, there
            assert answer.content == unknown, there
    assert Event.objects.count() == before


@pytest.mark.parametrize("end", [end for end in ENDS if end and "." not in end])
def test_another_site_changes_nothing(client: Client, end: str) -> None:
    question = room.make_unverified()
    client.force_login(room.make_user())
    before = Event.objects.count()
    data = {"text": "x", "form_id": "y", "how": "erase", "may_publish": "no", "email": "a@b.org"}
    there = address(question, end)
    answer = client.post(there, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code in (200, 405)
    if answer.status_code == 200:
        assert "Please press again" in answer.content.decode()
    assert Event.objects.count() == before


def test_a_confirmation_link_that_does_not_work(client: Client) -> None:
    question = room.make_unverified()
    for wrong in ("a" * 43, key(question), "x"):
        there = f"/en/mine/{question.public_id}/confirm/{wrong}/"
        for answer in (client.get(there), client.post(there)):
            assert answer.status_code == 404
            page = answer.content.decode()
            assert "This link does not work" in page
            assert question.email not in page
            assert room.TEXT not in page
    assert room.fresh(question).state == "unverified"
    unknown = client.get(f"/en/mine/{'a' * 10}/confirm/{key(question, Purpose.EMAIL)}/")
    assert "This link does not work" in unknown.content.decode()


def test_a_mended_address_kills_the_old_confirmation(client: Client) -> None:
    question = room.make_unverified()
    old = f"/en/mine/{question.public_id}/confirm/{key(question, Purpose.EMAIL)}/"
    asking.send_again(question.public_id, key(question), "other@example.org")
    assert client.get(old).status_code == 404


def test_a_published_page_is_named_and_may_stay(doctor: Person) -> None:
    question = room.make_answered(doctor)
    entry = make_entry("Lip jumping, answered")
    Question.objects.filter(pk=question.pk).update(entry=entry)
    assert f"/en/q/{entry.public_id}/" in read(question)
    form = Client().get(address(question, "withdraw/")).content.decode()
    assert 'name="keep_entry"' in form
    sent = {"how": "erase", "keep_entry": "on"}
    assert Client().post(address(question, "withdraw/"), sent).status_code == 303
    entry.refresh_from_db()
    assert entry.state == "published"


def test_the_page_is_private_and_cheap(doctor: Person) -> None:
    question = room.make_answered(doctor)
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address(question))
    assert len(queries) <= 9
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert '<meta name="referrer" content="no-referrer">' in answer.content.decode()
