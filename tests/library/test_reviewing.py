"""Saying whether a published answer still holds."""

from __future__ import annotations

import datetime as dt

import pytest

from curbside.core import clock
from curbside.core.errors import BadInput, Gone, NotFound
from curbside.library import queries, reviewing
from curbside.library.operations import withdraw
from tests.factories import make_entry

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)


def test_no_answer_supersedes_itself_by_any_way_round() -> None:
    first, second, third = make_entry("One"), make_entry("Two"), make_entry("Three")
    reviewing.supersede(first.public_id, second.public_id, "x")
    reviewing.supersede(second.public_id, third.public_id, "x")
    for old, new in ((first, first), (third, first), (second, first)):
        with pytest.raises(BadInput):
            reviewing.supersede(old.public_id, new.public_id, "x")
    first.refresh_from_db()
    assert first.superseded_by == second


def test_what_is_not_public_cannot_be_reviewed() -> None:
    entry = make_entry()
    withdraw(entry.public_id, "editor", "asked")
    with pytest.raises(Gone):
        reviewing.mark_outdated(entry.public_id, "x")
    with pytest.raises(NotFound):
        reviewing.confirm_right("2222222222", "x", clock.today() + dt.timedelta(1))


def test_the_next_review_lies_in_the_future() -> None:
    with pytest.raises(BadInput):
        reviewing.confirm_right(make_entry().public_id, "x", clock.today())


def test_what_is_due_comes_longest_overdue_first() -> None:
    entries = [make_entry(f"Question {n}") for n in range(3)]
    with clock.frozen(TODAY):
        for entry, days in zip(entries, (30, 10, 90), strict=True):
            due = TODAY.date() + dt.timedelta(days)
            reviewing.confirm_right(entry.public_id, "x", due)
    found = queries.due_for_review(TODAY.date() + dt.timedelta(31))
    assert [entry.headline for entry in found] == ["Question 1", "Question 0"]
    assert queries.due_for_review(TODAY.date()) == []
