"""The wrong person on every address of asking, generated from the addresses themselves."""

from __future__ import annotations

import pytest
from django.test import Client

from curbside.web.ask_urls import urlpatterns
from tests.consult import room
from tests.web.ask.addresses import BY_LINK, START, forged

pytestmark = pytest.mark.django_db
WHO = ["nobody", "an account"]


def test_every_address_is_known() -> None:
    assert {pattern.name for pattern in urlpatterns} == {*BY_LINK, START}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", BY_LINK)
def test_a_forged_key_opens_nothing_for_anybody(client: Client, name: str, who: str) -> None:
    if who != "nobody":
        client.force_login(room.make_user())
    address = forged(name)
    for answer in (client.get(address), client.head(address)):
        assert answer.status_code == 404
    answer = client.post(address, {"text": "x", "form_id": "y", "how": "erase", "go": "send"})
    assert answer.status_code in (404, 405)
    assert client.delete(address).status_code == 405


def test_the_first_page_is_for_everyone(client: Client) -> None:
    answer = client.get("/en/ask/")
    assert answer.status_code == 200
    page = answer.content.decode()
    for words in ("Not for emergencies", "tel:119", "tel:1925", "Begin"):
        assert words in page
    assert not answer.cookies
    assert 'rel="canonical"' in page
