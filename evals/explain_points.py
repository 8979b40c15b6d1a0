"""The key points of the explainer's questions, and whether sentences cover them.

A point is covered when one sentence matches one of its patterns. A pattern is groups joined by
" + ", all of which must stand in the sentence; a group is beginnings of words joined by "|", one
of which must ("=word" is the whole word). The points were written, from question and reply alone,
before there was a composer. Shares no code with the composer. Deliberately knows no evidence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "explain_key_points.jsonl"


@dataclass(frozen=True)
class Point:
    """Something a good explanation says, and patterns for how it may be said."""

    name: str
    patterns: tuple[str, ...]

    def covered(self, sentences: Iterable[str]) -> bool:
        """Whether one of ``sentences`` says it."""
        return any(_said(p, s.lower()) for s in sentences for p in self.patterns)


@dataclass(frozen=True)
class Asked:
    """A question's id, its half ("tune", "report" or "reference"), its points, and what would
    contradict the doctor's reply, in words, for whoever judges.
    """

    id: str
    half: str
    points: tuple[Point, ...]
    against: tuple[str, ...]

    def recall(self, sentences: Iterable[str]) -> float:
        """The share of the points that ``sentences`` cover."""
        held = list(sentences)
        return sum(point.covered(held) for point in self.points) / len(self.points)


def load() -> list[Asked]:
    """All questions of the file."""
    rows = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return [
        Asked(
            row["id"],
            row["half"],
            tuple(Point(p["name"], tuple(p["any"])) for p in row["points"]),
            tuple(row["against"]),
        )
        for row in rows
    ]


def _said(pattern: str, sentence: str) -> bool:
    return all(_group(group).search(sentence) for group in pattern.split(" + "))


@cache
def _group(group: str) -> re.Pattern[str]:
    words = (
        re.escape(word[1:]) + r"\b" if word.startswith("=") else re.escape(word)
        for word in group.split("|")
    )
    return re.compile(r"\b(?:" + "|".join(words) + ")")
