"""The asker looks at what would be public, lets it out, or stops it."""

from __future__ import annotations

import pytest
from django.test import Client

from curbside.consult.models import Question
from curbside.library import queries as library
from tests.consult import room as consult
from tests.publishing import room

pytestmark = pytest.mark.django_db


def address(question: Question) -> str:
    return f"/en/mine/{question.public_id}/{consult.key(question)}/publication/"


def test_the_page_shows_what_others_would_read() -> None:
    question = room.make_confirmed().question
    client = Client()
    receipt = client.get(address(question).removesuffix("publication/")).content.decode()
    assert address(question) in receipt
    shown = client.get(address(question)).content.decode()
    assert "Lip keeps jumping" in shown
    assert "Whitfield" not in shown
    client.post(address(question), {"decision": "publish"})
    (entry,) = library.visible()
    assert f"/en/q/{entry.public_id}/" in client.get(address(question)).content.decode()


def test_stopped_it_stays_private() -> None:
    question = room.make_confirmed().question
    client = Client()
    client.post(address(question), {"decision": "stop"})
    assert not library.visible().exists()
    assert "This is not published." in client.get(address(question)).content.decode()
    late = client.post(address(question), {"decision": "publish"})
    assert "nothing to agree to" in late.content.decode()
    assert not library.visible().exists()


def test_from_another_site_nothing_is_decided() -> None:
    question = room.make_confirmed().question
    headers = {"Sec-Fetch-Site": "cross-site"}
    sent = Client().post(address(question), {"decision": "publish"}, headers=headers)
    assert "nothing was done yet" in sent.content.decode()
    assert not library.visible().exists()


def test_the_wrong_key_and_too_early_look_the_same() -> None:
    question, other = room.make_confirmed().question, room.make_proposal().question
    wrong = address(question).replace(consult.key(question), consult.key(other))
    for path in (
        wrong,
        address(other),
        address(question).replace(question.public_id, "2222222222"),
    ):
        assert Client().get(path).status_code == 404
        assert Client().post(path, {"decision": "publish"}).status_code == 404
    assert not library.visible().exists()
