"""Departments and topics with their counts, in the order a page shows them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from curbside.catalog.models import Department, Topic
from curbside.library.models import Entry

Thing = TypeVar("Thing", Department, Topic)


def counted(things: Sequence[Thing], counts: Mapping[int, int]) -> list[tuple[Thing, int]]:
    """The things in their order, each with how many entries it has."""
    return [(thing, counts.get(thing.pk, 0)) for thing in things]


def most_asked(
    topics: Sequence[Topic], counts: Mapping[int, int], limit: int
) -> list[tuple[Topic, int]]:
    """The topics with most entries, most first; none without any."""
    ranked = sorted(counted(topics, counts), key=lambda row: -row[1])
    return [row for row in ranked[:limit] if row[1]]


def by_department(
    topics: Sequence[Topic], counts: Mapping[int, int]
) -> list[tuple[Department, list[tuple[Topic, int]]]]:
    """Topics under their departments, in the order given; those most asked first."""
    groups: dict[int, list[tuple[Topic, int]]] = {}
    for row in counted(topics, counts):
        groups.setdefault(row[0].department_id, []).append(row)
    return [
        (rows[0][0].department, sorted(rows, key=lambda row: -row[1])) for rows in groups.values()
    ]


def without_repeats(entries: Sequence[Entry], limit: int) -> list[Entry]:
    """At most ``limit`` entries in their order, each headline once: a question that several doctors
    answered, imported as several entries, would fill a list of new answers on its own.
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.headline.casefold(), entry)
    return list(first.values())[:limit]
