"""Who may do what, and what stands between a person and a page. Pure: tables and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import Enum

from curbside.people.person import DOCTOR, STAFF, Person


class Stop(Enum):
    """Why a page is not shown."""

    SIGN_IN = "sign in"
    NOT_FOUND = "not found"
    SET_UP_SECOND_FACTOR = "set up a second factor"
    USE_SECOND_FACTOR = "use the second factor"


def stop(person: Person | None, roles: Iterable[str], *, used_second_factor: bool) -> Stop | None:
    """What stands between the person and a page for these roles; None when nothing does.

    No roles: the page is for anyone who is signed in. ``used_second_factor`` is whether this
    session has seen it. The wrong role is told that there is no such page before anything else.
    """
    wanted = frozenset(roles)
    if person is None:
        return Stop.SIGN_IN
    if not wanted:
        return None
    if not wanted & person.roles:
        return Stop.NOT_FOUND
    if not person.second_factor:
        return Stop.SET_UP_SECOND_FACTOR
    if not used_second_factor and not person.sample:
        return Stop.USE_SECOND_FACTOR
    return None


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles must have a second factor."""
    return bool(STAFF.intersection(roles))


def may_answer(
    roles: Iterable[str], credentials: Iterable[tuple[str, dt.date]], today: dt.date
) -> bool:
    """Whether a doctor with these credentials, (state, last day of validity) each, may answer.

    >>> may_answer(["doctor"], [("verified", dt.date(2030, 1, 31))], dt.date(2030, 1, 31))
    True
    >>> may_answer(["doctor"], [("verified", dt.date(2030, 1, 31))], dt.date(2030, 2, 1))
    False
    """
    counts = any(state == "verified" and today <= last for state, last in credentials)
    return counts and DOCTOR in roles
