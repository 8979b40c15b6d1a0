"""Red flags as a doctor sees them: numbered, with their advice, and marked in the asker's words.

Pure once the rules are loaded. Finds no flags: the consult room keeps where each one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from curbside.core.languages import is_chinese
from curbside.safety.triage import Flag, Level, rules
from curbside.web.views.ask import helplines


@dataclass(frozen=True)
class Sign:
    """A red flag: its number on the page, the words that raised it, and what is advised."""

    number: int
    code: str
    level: Level
    words: str
    advice: str


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``signs`` are the flags that it raised, none for ordinary words."""

    text: str
    signs: Sequence[Sign] = ()

    @property
    def level(self) -> str:
        """The name of the highest level, for the style sheet; "" where nothing was raised."""
        return str(max(sign.level for sign in self.signs)) if self.signs else ""


@dataclass(frozen=True)
class Signs:
    """All flags of a question, the most urgent first, and where each stands."""

    all: list[Sign]
    places: Mapping[str, list[tuple[int, int, Sign]]]

    def marked(self, part: str, text: str) -> list[Piece]:
        """The text of a part of the form, cut where flags begin and end."""
        return pieces(text, self.places.get(part, []))


def signs(kept: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Signs:
    """The flags as a question keeps them, with ``texts`` by part. A code is numbered once; flags
    of parts that are not there are left out of the marks, not of the list.
    """
    numbered: dict[str, Sign] = {}
    places: dict[str, list[tuple[int, int, Sign]]] = {}
    for flag in sorted(kept, key=lambda one: -int(one["level"])):
        code, part = str(flag["code"]), str(flag["part"])
        start, end = int(flag["start"]), int(flag["end"])
        if code not in numbered:
            words = " ".join(texts.get(part, "")[start:end].split())
            level = Level(int(flag["level"]))
            numbered[code] = Sign(len(numbered) + 1, code, level, words, advice(code))
        places.setdefault(part, []).append((start, end, numbered[code]))
    return Signs(list(numbered.values()), places)


def pieces(text: str, places: Sequence[tuple[int, int, Sign]]) -> list[Piece]:
    """The text cut at every edge of a flag, so that flags may overlap. Joined, it is the text."""
    found = [(max(0, s), min(len(text), e), sign) for s, e, sign in places]
    found = [place for place in found if place[0] < place[1]]
    edges = sorted({0, len(text), *(s for s, _, _ in found), *(e for _, e, _ in found)})
    out: list[Piece] = []
    for start, end in pairwise(edges):
        over = [sign for s, e, sign in found if s <= start and end <= e]
        out.append(Piece(text[start:end], tuple(dict.fromkeys(over))))
    return out


def advice(code: str) -> str:
    """What the rule advises, in the language of the page; "" for a rule that is no more."""
    sentences = _advice().get(code)
    if not sentences:
        return ""
    chinese = is_chinese(get_language() or settings.LANGUAGE_CODE)
    said = "".join(sentences["zh-hant"]) if chinese else " ".join(sentences["en"])
    flag = Flag(code, Level.ROUTINE, 0, 0, said, "", "")
    return helplines.advice([flag])[0]


@cache
def _advice() -> dict[str, Mapping[str, tuple[str, ...]]]:
    return {rule.code: rule.advice for rule in rules.load().rules}
