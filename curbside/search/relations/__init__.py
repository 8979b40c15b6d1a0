"""What belongs together in health: data a clinician can read and correct, and its reader. Pure.

``topics/*.txt``: topics, a colon, and what a reader of any of them would want next.
``names/*.txt``: names of medicines and diseases, a colon, and the topics they bring to mind.
``needs.txt``: words, a colon, and the topics that nobody wants whose text has none of them. Topics
are slugs of the shipped catalogue; one that an operator's catalogue lacks is simply left out.
Deliberately judges no text: ``kin``, ``needs`` and ``phrases`` do.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

# How far the second, third, fourth … topic after a name can be trusted beside the first.
FALLING = 0.25


class Line(NamedTuple):
    """What stands before a colon and what after it."""

    before: tuple[str, ...]
    topics: tuple[str, ...]


class Relations(NamedTuple):
    """Everything related. ``kin``: topics, and those that a reader of each would want next, the
    nearest first. ``names``: names, and the topics they bring to mind, the likeliest first.
    ``needs``: words of which one must be said, and the topics that nobody wants without.
    """

    kin: tuple[Line, ...] = ()
    names: tuple[Line, ...] = ()
    needs: tuple[Line, ...] = ()


@functools.cache
def shipped() -> Relations:
    """Those that ship, read once a process."""
    return Relations(
        kin=tuple(Line(tuple(left.split()), right) for left, right in _lines("topics")),
        names=tuple(Line(_phrases(left), right) for left, right in _lines("names")),
        needs=tuple(Line(_phrases(left), right) for left, right in _lines("needs.txt")),
    )


def trusted(lines: Iterable[Line]) -> Iterator[tuple[str, dict[str, float]]]:
    """Each name with its topics' slugs and how far they can be trusted, in (0, 1]."""
    for line in lines:
        trust = {slug: 1 / (1 + FALLING * place) for place, slug in enumerate(line.topics)}
        yield from ((name, trust) for name in line.before)


def _lines(place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = resources.files(__name__).joinpath(place)
    for file in [found] if found.is_file() else sorted(found.iterdir(), key=_name):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                left, _, right = line.rpartition(":")
                yield left, tuple(right.split())


def _name(file: Traversable) -> str:
    return file.name


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(";"))))
