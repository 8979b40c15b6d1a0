"""What triage gives back: levels, flags, and the highest level of them. Plain values, no rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    """How soon someone may need care; a higher number is sooner."""

    ROUTINE = 0
    URGENT = 1
    EMERGENCY = 2

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Level:
        """The level called ``name``. Raises ValueError for any other word."""
        try:
            return cls[name.upper()]
        except KeyError:
            known = ", ".join(str(level) for level in cls)
            raise ValueError(f"{name!r} is no level; the levels are {known}") from None


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign that someone may need care, and the words ``text[start:end]`` that raised it.

    ``advice`` may hold the places ``{emergency}``, ``{crisis_line}`` and ``{poison_line}``; see
    ``advice.fill``. ``first`` is its first sentence: what to do first. ``kind`` is "self_harm",
    "violence" or empty, for pages that choose their words by it. ``part`` names the field of a
    form that the span lies in; empty for a text on its own.
    """

    code: str
    level: Level
    start: int
    end: int
    advice: str
    first: str
    source: str
    kind: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Triage:
    """The flags in order of urgency. The level follows from them: nothing here can lower it."""

    flags: tuple[Flag, ...] = ()
    level: Level = field(init=False)

    def __post_init__(self) -> None:
        highest = max((flag.level for flag in self.flags), default=Level.ROUTINE)
        object.__setattr__(self, "level", highest)

    @classmethod
    def of_parts(cls, parts: Iterable[Triage]) -> Triage:
        """All flags of several texts together, so the level is the highest of theirs."""
        flags = [flag for part in parts for flag in part.flags]
        return cls(tuple(sorted(flags, key=lambda flag: -flag.level)))
