"""Departments and topics with their counts, in the order a page shows them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from curbside.catalog.models import Department, Topic

Thing = TypeVar("Thing", Department, Topic)


@dataclass(frozen=True)
class Counted(Generic[Thing]):
    """A department or topic and how many entries it has."""

    thing: Thing
    count: int


def counted(things: Sequence[Thing], counts: Mapping[int, int]) -> list[Counted[Thing]]:
    """The things in their order, each with its count."""
    return [Counted(thing, counts.get(thing.pk, 0)) for thing in things]


def most_asked(
    topics: Sequence[Topic], counts: Mapping[int, int], limit: int
) -> list[Counted[Topic]]:
    """The topics with most entries, most first; none without any."""
    ranked = sorted(counted(topics, counts), key=lambda row: -row.count)
    return [row for row in ranked[:limit] if row.count]


@dataclass(frozen=True)
class Group:
    """A department and its topics; ``total`` counts those left out too."""

    department: Department
    topics: list[Counted[Topic]]
    total: int


def by_department(topics: Sequence[Topic], counts: Mapping[int, int], limit: int) -> list[Group]:
    """Topics by department in the order of the departments, those most asked first."""
    groups: dict[int, list[Counted[Topic]]] = {}
    for row in counted(topics, counts):
        groups.setdefault(row.thing.department_id, []).append(row)
    return [
        Group(rows[0].thing.department, sorted(rows, key=lambda row: -row.count)[:limit], len(rows))
        for rows in groups.values()
    ]
