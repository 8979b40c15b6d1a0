"""How many forms one person may begin, how many questions send; and what makes room."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings

from curbside.consult import asking
from curbside.consult.beginning import Beginner
from curbside.consult.errors import TooMany, TooManyOwn
from curbside.consult.models import AskDraft, Question, Sending
from curbside.core import clock
from curbside.core.errors import NotFound
from tests import factories
from tests.consult import room
from tests.consult.test_photos import picture, saved

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(hours=1, minutes=1)
BY_BROWSER = Beginner(browser="b" * 20)
BY_ACCOUNT = Beginner(account="abcdefghjk")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_forms_per_person", 2)
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_asks_per_email", 2)


def begun(by: Beginner, **typed: Any) -> str:
    token = asking.start("en", by)
    if typed:
        asking.save(token, typed)
    return token


def after(time: dt.timedelta) -> Any:
    return clock.frozen(clock.now() + time)


@pytest.mark.parametrize("by", [BY_BROWSER, BY_ACCOUNT])
def test_one_person_leaves_so_many_forms_unsent(by: Beginner) -> None:
    tokens = [begun(by, text=f"words {n}") for n in range(2)]
    with pytest.raises(TooManyOwn):
        begun(by)
    for other in (
        Beginner(browser="c" * 20),
        Beginner(account="kjhgfedcba"),
        Beginner("192.0.2.9"),
    ):
        begun(other)
    with after(LATER), pytest.raises(TooManyOwn):
        begun(by)
    assert [asking.read(one).fields["text"] for one in tokens] == ["words 0", "words 1"]


def test_an_account_is_counted_in_whatever_browser() -> None:
    for n in range(2):
        begun(Beginner(browser=f"{n}" * 20, account="abcdefghjk"), text="words")
    with pytest.raises(TooManyOwn):
        begun(Beginner(browser="x" * 20, account="abcdefghjk"))
    begun(Beginner(browser="x" * 20))  # who signs out is somebody whom nobody knows


def test_a_day_later_there_is_room() -> None:
    kept = [begun(BY_BROWSER, text="words") for _ in range(2)]
    with after(dt.timedelta(hours=24, minutes=1)):
        begun(BY_BROWSER)
        assert [asking.read(one).fields["text"] for one in kept] == ["words"] * 2


def test_a_form_that_was_sent_takes_no_place() -> None:
    factories.make_department()
    for n in range(3):
        token = begun(BY_BROWSER, **{**room.FORM, "email": f"a{n}@example.org"})
        asking.submit(token, f"192.0.2.{n}")


def test_empty_forms_that_nobody_touches_make_room() -> None:
    empty = begun(BY_BROWSER)
    blank = begun(BY_BROWSER, text="", title="  ")
    with pytest.raises(TooManyOwn):  # somebody may just be about to type
        begun(BY_BROWSER)
    with after(LATER):
        begun(BY_BROWSER)
        for token in (empty, blank):
            with pytest.raises(NotFound):
                asking.read(token)


@pytest.mark.parametrize(
    "typed",
    [{"text": "x"}, {"for_whom": "child"}, {"may_publish": False}, {"email": "a@b.de"}],
)
def test_a_form_with_anything_in_it_is_never_thrown_away(typed: dict[str, Any]) -> None:
    tokens = [begun(BY_BROWSER, **typed) for _ in range(2)]
    with after(LATER):
        with pytest.raises(TooManyOwn):
            begun(BY_BROWSER)
        assert [asking.read(one).fields for one in tokens] == [typed] * 2


def test_nor_is_one_with_a_photograph() -> None:
    tokens = [begun(BY_BROWSER) for _ in range(2)]
    for token in tokens:
        asking.add_photo(token, saved(picture(), "JPEG"))
    with after(LATER):
        with pytest.raises(TooManyOwn):
            begun(BY_BROWSER)
        assert [asking.read(one).photos.count() for one in tokens] == [1, 1]


def test_a_network_makes_room_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_forms_per_network", 2)
    begun(Beginner("192.0.2.1"))
    kept = begun(Beginner("192.0.2.1"), text="words")
    with pytest.raises(TooMany):
        begun(Beginner("192.0.2.1"))
    with after(LATER):
        begun(Beginner("192.0.2.1"))
        with pytest.raises(TooMany):
            begun(Beginner("192.0.2.1"))
        assert asking.read(kept).fields["text"] == "words"
    assert AskDraft.objects.count() == 2


def test_an_account_sends_so_many_under_whatever_address() -> None:
    person = room.make_person()
    for n in range(2):
        asking.submit(room.make_form(email=f"a{n}@example.org"), f"192.0.2.{n}", person)
    refused = room.make_form(email="a9@example.org")
    with pytest.raises(TooMany):
        asking.submit(refused, "192.0.2.9", person)
    assert room.draft_of(refused)["text"] == room.TEXT
    asking.submit(refused, "192.0.2.9")  # not signed in, from an address that sent nothing
    assert Question.objects.count() == 3


def test_nothing_kept_for_counting_names_anybody() -> None:
    person = room.make_person()
    begun(Beginner("192.0.2.1", "b" * 20, person.public_id))
    asking.submit(room.make_form(), "192.0.2.1", person)
    for row in (AskDraft.objects.values().first(), Sending.objects.values().first()):
        for word in ("192.0.2.1", "b" * 20, person.public_id, person.email, "asker@example.org"):
            assert word not in str(row)
