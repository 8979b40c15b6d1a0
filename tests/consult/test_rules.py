"""Rules as tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.consult import rules
from curbside.consult.policy import current
from curbside.consult.states import State
from curbside.people.person import Person

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def person(**fields: Any) -> Person:
    return Person(1, "a" * 10, "Ann", "ann@example.org", **fields)


DOCTOR = person(roles=frozenset({"doctor"}), departments=frozenset({1}), may_answer=True)
LAPSED = person(roles=frozenset({"doctor"}), departments=frozenset({1}), may_answer=False)
LEAD = person(roles=frozenset({"lead"}), lead_of=frozenset({1}))
EDITOR = person(roles=frozenset({"editor"}))
ADMINISTRATOR = person(roles=frozenset({"administrator"}))
ASKER = person()


@pytest.mark.parametrize(
    ("who", "department", "replied", "state", "may_publish", "may"),
    [
        (DOCTOR, 1, False, "waiting", False, True),
        (DOCTOR, 2, False, "waiting", False, False),
        (DOCTOR, 2, True, "answered", False, True),  # hers, moved since
        (LAPSED, 1, False, "waiting", False, False),
        (LAPSED, 1, True, "answered", False, False),
        (LEAD, 1, False, "waiting", False, True),
        (LEAD, 2, False, "waiting", False, False),
        (EDITOR, 1, False, "answered", True, True),
        (EDITOR, 1, False, "answered", False, False),
        (EDITOR, 1, False, "claimed", True, False),
        (EDITOR, 1, False, "withdrawn", True, False),
        (ADMINISTRATOR, 1, False, "answered", True, False),
        (ASKER, 1, False, "answered", True, False),
    ],
)
def test_who_may_read(
    *, who: Person, department: int, replied: bool, state: str, may_publish: bool, may: bool
) -> None:
    told = rules.may_read(who, department, replied=replied, state=state, may_publish=may_publish)
    assert told == may


@pytest.mark.parametrize(
    ("kept_for", "until", "reserved"),
    [(None, None, False), (1, NOON + HOUR, False), (2, NOON + HOUR, True), (2, NOON, False)],
)
def test_a_follow_up_is_kept_for_its_doctor(
    kept_for: int | None, until: dt.datetime | None, reserved: bool
) -> None:
    assert rules.reserved(kept_for, until, 1, NOON) == reserved


def test_the_most_urgent_first_then_the_longest_waiting() -> None:
    waiting = [(0, NOON, 1), (2, NOON + HOUR, 2), (2, NOON, 3), (1, NOON - DAY, 4), (2, NOON, 5)]
    ordered = sorted(waiting, key=lambda one: rules.desk_order(*one))
    assert [number for _, _, number in ordered] == [3, 5, 2, 4, 1]


@pytest.mark.parametrize(
    ("state", "round_number", "last", "rounds", "until"),
    [
        ("answered", 0, NOON, 1, NOON + 14 * DAY),
        ("answered", 1, NOON, 1, None),
        ("answered", 1, NOON, 2, NOON + 14 * DAY),
        ("answered", 0, NOON, 0, None),
        ("followup", 1, NOON, 2, None),
        ("declined", 0, None, 1, None),
        ("withdrawn", 0, NOON, 1, None),
    ],
)
def test_until_when_the_asker_may_ask_back(
    state: str, round_number: int, last: dt.datetime | None, rounds: int, until: dt.datetime | None
) -> None:
    policy = replace(current(), followup_rounds=rounds)
    assert rules.follow_up_until(state, round_number, last, policy) == until


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([], None),
        ([3600] * 4, None),
        ([3600] * 5, (1.0, 1.0, 5)),
        ([36_000, 3600, 7200, 10_800, 14_400], (3.0, 4.0, 5)),
        ([h * 3600 for h in range(1, 11)], (5.5, 8.0, 10)),
    ],
)
def test_what_recent_answers_say(seconds: list[int], said: tuple[float, float, int] | None) -> None:
    found = rules.expected(seconds)
    got = (found.median_hours, found.most_hours, found.answers) if found else None
    assert got == said


@given(st.lists(st.integers(0, 10**7), min_size=5, max_size=60))
def test_four_of_five_answers_came_within_the_longer_time(seconds: list[int]) -> None:
    found = rules.expected(seconds)
    assert found is not None
    assert found.median_hours <= found.most_hours
    within = sum(value / 3600 <= found.most_hours for value in seconds)
    assert within >= 0.8 * len(seconds)


@pytest.mark.parametrize(
    ("paused", "since", "seconds"),
    [(0, None, 7200), (3600, None, 3600), (0, NOON - HOUR, 3600), (9000, None, 0)],
)
def test_waiting_for_the_asker_does_not_count(
    paused: int, since: dt.datetime | None, seconds: int
) -> None:
    assert rules.waited(NOON, NOON - 2 * HOUR, paused, since) == seconds


@pytest.mark.parametrize(
    ("level", "hours", "stage"),
    [
        (0, 71, 0), (0, 72, 1), (0, 107, 1), (0, 108, 2),
        (1, 23, 0), (1, 24, 1), (1, 36, 2),
        (2, 11, 0), (2, 12, 1), (2, 18, 2),
    ],
)  # fmt: skip
def test_whom_a_wait_concerns(level: int, hours: int, stage: int) -> None:
    assert rules.escalation(level, hours * 3600, 72) == stage


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_answered_agreed_to_and_still_there_may_be_published(state: State) -> None:
    assert rules.publishable(state, True, False) == (state == State.ANSWERED)
    assert not rules.publishable(state, False, False)
    assert not rules.publishable(state, True, True)
