"""What people say to each department: a vocabulary a clinician can read and correct. Pure.

``departments/SLUG.txt`` holds it, in both languages: each line a weight and phrases, 4 for words
that hardly any other department hears, 1 for those that say little. English phrases are compared
as runs of stems, Chinese ones as substrings of folded text. Deliberately knows no catalogue: a
department that an operator's catalogue does not have is simply not asked about.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from curbside.search import analyser

if TYPE_CHECKING:
    from curbside.search.linking import Read

INSIDE = 0.25  # of a phrase's worth when a longer one covers it
REPEAT = 0.3  # more for each doubling of how often it occurs
TERMS, CHARACTERS = 400, 1_500  # of a text that are gone through; later ones change nothing
FULL = 4.0  # the weight of a phrase that hardly any other department hears
_HAN = re.compile(r"[㐀-鿿]")
_SEPARATOR = re.compile(r"[;；]")


class Match(NamedTuple):
    """A phrase in a text: its number, whether in the headline, whether inside a longer one."""

    phrase: int
    headline: bool
    inside: bool


@dataclass
class Heard:
    """What a text says to each department (slug → how much), in its headline and in the rest."""

    lead: dict[str, float] = field(default_factory=dict)
    rest: dict[str, float] = field(default_factory=dict)


class Lexicon:
    """Phrases, each with how much it says for each department. Safe to share by threads."""

    def __init__(self, words: Iterable[tuple[str, float, str]]) -> None:
        """``words``: (slug, weight, phrase). The same phrase may speak for several departments."""
        self._owners: list[dict[str, float]] = []
        self._english: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._chinese: dict[str, list[tuple[str, int]]] = {}
        numbers: dict[tuple[str, ...] | str, int] = {}
        for slug, weight, phrase in words:
            key = key_of(phrase)
            if not key:
                continue
            number = numbers.setdefault(key, len(numbers))
            if number == len(self._owners):
                self._owners.append({})
            held = self._owners[number]
            held[slug] = max(held.get(slug, 0.0), weight)
        for key, number in sorted(numbers.items(), key=lambda entry: -len(entry[0])):
            if isinstance(key, str):
                self._chinese.setdefault(key[0], []).append((key, number))
            else:
                self._english.setdefault(key[0], []).append((key, number))

    def hear(self, text: Read) -> Heard:
        """How much the phrases in a text say for each department, at least 0, unbounded.

        Where the headline says nothing, the whole text counts as the headline.
        """
        found = list(self._find_english(text))
        if text.chinese:
            found += self._find_chinese(text)
        out = Heard()
        titled = any(match.headline for match in found)
        best: dict[int, float] = {}
        counts: dict[int, int] = {}
        leading: set[int] = set()
        for match in found:
            value = INSIDE if match.inside else 1.0
            best[match.phrase] = max(best.get(match.phrase, 0.0), value)
            counts[match.phrase] = counts.get(match.phrase, 0) + 1
            if match.headline or not titled:
                leading.add(match.phrase)
        for phrase, value in best.items():
            into = out.lead if phrase in leading else out.rest
            often = value * (1 + REPEAT * math.log2(counts[phrase]))
            for slug, weight in self._owners[phrase].items():
                into[slug] = into.get(slug, 0.0) + often * weight
        return out

    def _find_english(self, text: Read) -> Iterator[Match]:
        terms, reach = text.terms[:TERMS], 0
        for start, term in enumerate(terms):
            for key, number in self._english.get(term, ()):
                end = start + len(key)
                if len(key) == 1 or tuple(terms[start:end]) == key:
                    yield Match(number, end <= text.headline_terms, end <= reach)
                    reach = max(reach, end)

    def _find_chinese(self, text: Read) -> Iterator[Match]:
        reach = 0
        folded = text.folded[:CHARACTERS]
        for start, char in enumerate(folded):
            for key, number in self._chinese.get(char, ()):
                if folded.startswith(key, start):
                    end = start + len(key)
                    yield Match(number, end <= text.headline, end <= reach)
                    reach = max(reach, end)


def words() -> Iterator[tuple[str, float, str]]:
    """(slug, weight, phrase) of every line of the shipped vocabulary."""
    folder = resources.files("curbside.search").joinpath("departments")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".txt"):
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                weight, _, phrases = line.partition(" ")
                for phrase in _SEPARATOR.split(phrases):
                    yield file.name.removesuffix(".txt"), float(weight), phrase.strip()


@functools.cache
def shipped() -> Lexicon:
    """The shipped vocabulary, read once a process."""
    return Lexicon(words())


def key_of(phrase: str) -> tuple[str, ...] | str:
    """What is looked for: folded characters where there are Chinese ones, else a run of stems."""
    return analyser.fold(phrase) if _HAN.search(phrase) else tuple(analyser.analyse(phrase))
