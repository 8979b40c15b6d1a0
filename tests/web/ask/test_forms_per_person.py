"""The first page of asking, when one person has begun too many forms; and the cookie for it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from curbside.consult.models import AskDraft
from tests.consult import room
from tests.web.ask.conftest import Asker
from tests.web.signing import as_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_forms_per_person", 2)


def begin(client: Client, **extra: str) -> int:
    return client.post("/en/ask/", **extra).status_code  # type: ignore[arg-type]


def test_one_browser_is_told_to_go_on_with_what_it_has(asker: Asker) -> None:
    first = asker.fill()
    asker.begin()
    refused = asker.client.post("/en/ask/")
    assert refused.status_code == 429
    assert "You began many forms today" in refused.content.decode()
    assert AskDraft.objects.count() == 2
    asker.root = first  # nothing typed is lost, and it can be sent
    assert asker.post("answered", {"go": "send"}).status_code == 303
    assert begin(asker.client) == 303


def test_the_cookie_counts_for_a_day_and_holds_nothing_of_anybody(client: Client) -> None:
    answer = client.post("/en/ask/")
    kept = answer.cookies["forms"]
    assert (kept["max-age"], kept["httponly"], kept["samesite"]) == (86400, True, "Lax")
    assert len(kept.value) == 20
    assert kept.value not in str(list(AskDraft.objects.values()))
    assert kept.value not in answer["Location"]
    assert client.post("/en/ask/").cookies["forms"].value == kept.value


def test_without_it_only_the_network_counts() -> None:
    assert [begin(Client()) for _ in range(4)] == [303] * 4


def test_one_that_was_made_up_is_not_taken(client: Client) -> None:
    client.cookies["forms"] = "x" * 5000
    assert len(client.post("/en/ask/").cookies["forms"].value) == 20


def test_an_account_is_counted_in_every_browser() -> None:
    user = room.make_user()
    browsers = [as_user(user, second_factor=False) for _ in range(3)]
    assert [begin(one, REMOTE_ADDR=f"192.0.2.{n}") for n, one in enumerate(browsers)] == [
        303, 303, 429,
    ]  # fmt: skip


def test_too_many_questions_of_one_account_are_kept(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_asks_per_email", 1)
    asker.client = as_user(room.make_user(), second_factor=False)
    asker.send(email={"email": "one@example.org"})
    asker.fill(email={"email": "two@example.org"})
    answer = asker.post("answered", {"go": "send"})
    assert answer.status_code == 429
    assert "Many questions came from you" in answer.content.decode()
    assert "two@example.org" in asker.get("email")
