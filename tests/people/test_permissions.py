"""Who may see what: tables, no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from curbside.people.permissions import Stop, may_answer, needs_second_factor, stop
from curbside.people.person import ADMINISTRATOR, DOCTOR, EDITOR, LEAD, STAFF, Person

TODAY = dt.date(2026, 5, 5)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)


def a_person(*roles: str, second_factor: bool = True, sample: bool = False) -> Person:
    return Person(
        1, "abcdefghjk", "Ann", "ann@example.org",
        roles=frozenset(roles), second_factor=second_factor, sample=sample,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "roles", "used", "expected"),
    [
        (None, [], False, Stop.SIGN_IN),
        (None, [EDITOR], False, Stop.SIGN_IN),
        (a_person(second_factor=False), [], False, None),
        (a_person(), [EDITOR], True, Stop.NOT_FOUND),
        (a_person(DOCTOR), [EDITOR, ADMINISTRATOR], True, Stop.NOT_FOUND),
        (a_person(DOCTOR, second_factor=False), [EDITOR], False, Stop.NOT_FOUND),
        (a_person(EDITOR, second_factor=False), [EDITOR], False, Stop.SET_UP_SECOND_FACTOR),
        (a_person(EDITOR), [EDITOR], False, Stop.USE_SECOND_FACTOR),
        (a_person(EDITOR), [EDITOR], True, None),
        (a_person(EDITOR, DOCTOR), [ADMINISTRATOR, DOCTOR], True, None),
        (a_person(EDITOR, sample=True), [EDITOR], False, None),
        (a_person(EDITOR, sample=True), [ADMINISTRATOR], False, Stop.NOT_FOUND),
    ],
)
def test_what_stands_before_a_page(
    person: Person | None, roles: Sequence[str], used: bool, expected: Stop | None
) -> None:
    assert stop(person, roles, used_second_factor=used) is expected


@pytest.mark.parametrize(
    ("roles", "credentials", "expected"),
    [
        ([DOCTOR], [], False),
        ([DOCTOR], [("verified", TODAY)], True),
        ([DOCTOR], [("verified", YESTERDAY)], False),
        ([DOCTOR], [("verified", YESTERDAY), ("verified", TOMORROW)], True),
        ([DOCTOR], [("verified", YESTERDAY), ("applied", TOMORROW)], False),
        ([DOCTOR], [("applied", TOMORROW)], False),
        ([DOCTOR], [("refused", TOMORROW)], False),
        ([DOCTOR], [("revoked", TOMORROW)], False),
        ([], [("verified", TOMORROW)], False),
        ([LEAD, EDITOR, ADMINISTRATOR], [("verified", TOMORROW)], False),
    ],
)
def test_who_may_answer(
    roles: list[str], credentials: list[tuple[str, dt.date]], expected: bool
) -> None:
    assert may_answer(roles, credentials, TODAY) is expected


def test_answering_is_by_department() -> None:
    person = Person(1, "a", "A", "a@example.org", departments=frozenset({3}), may_answer=True)
    assert person.may_answer_in(3)
    assert not person.may_answer_in(4)
    lapsed = Person(1, "a", "A", "a@example.org", departments=frozenset({3}))
    assert not lapsed.may_answer_in(3)


def test_every_role_needs_a_second_factor_and_asking_does_not() -> None:
    assert all(needs_second_factor([role]) for role in STAFF)
    assert not needs_second_factor([])


def test_the_audit_trail_names_people_by_id() -> None:
    assert a_person().actor == "user:abcdefghjk"
