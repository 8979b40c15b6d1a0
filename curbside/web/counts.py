"""How many entries each department and topic has, counted once for each generation.

Counting every topic of a large library takes longer than a page may. Kept in the process; a
change of the library makes a new generation, and with it a new count.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from curbside.core import generation
from curbside.library import queries as library


@dataclass(frozen=True)
class Counts:
    """Visible entries by department id and by topic id."""

    generation: int
    departments: dict[int, int] = field(repr=False)
    topics: dict[int, int] = field(repr=False)


_last = Counts(-1, {}, {})


def counts() -> Counts:
    """The counts of the present generation."""
    global _last  # noqa: PLW0603 - the one thing kept; replaced whole, so threads need no lock
    present = generation.current()
    if _last.generation != present:
        _last = Counts(present, library.counts_by_department(), library.counts_by_topic())
    return _last
