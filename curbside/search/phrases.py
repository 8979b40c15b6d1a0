"""Which phrases of a catalogue stand in a text, and how telling each is. Pure.

English phrases are compared as runs of stems, Chinese ones as substrings of folded text. A phrase
inside a longer one that matched counts little: "nerve" says nothing more after "facial nerve".
Deliberately knows no vectors and no departments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curbside.search import analyser

NAME, SYNONYM, SHORTENED = 1.0, 0.9, 0.45  # how far a kind of phrase can be trusted
BROUGHT = 1.2  # a name that brings an owner to mind, and is none of its own words
INSIDE = 0.25  # of a phrase's worth when a longer one covers it
HEADLINE = 1.6  # times a phrase's worth when it stands in the first line
REPEAT = 0.3  # more for each doubling of how often it occurs

# What a heading adds to the thing it is about; the thing alone is what people write.
GENERIC_ENGLISH = frozenset(
    analyser.analyse("problem problems disorder disease symptom symptoms advice issues condition")
)
GENERIC_CHINESE = tuple(analyser.fold(word) for word in ("問題", "疾病", "症狀", "諮詢", "相關"))


@dataclass(frozen=True)
class Found:
    """A phrase in a text: which, where (positions in the text's own units), in the headline."""

    phrase: int
    start: int
    end: int
    headline: bool


class Phrases:
    """Phrases by number, each with the owners (topics or departments) it speaks for."""

    def __init__(
        self,
        owners: Sequence[tuple[Sequence[str], Sequence[str]]],
        covers: tuple[Sequence[str], Sequence[str]] = ((), ()),
        names: Iterable[tuple[str, Mapping[int, float]]] = (),
    ) -> None:
        """``owners``: for each, its English and its Chinese words, the name first. ``covers``:
        English and Chinese words that are nobody's and hide what stands inside them. ``names``:
        words that are no owner's and bring some to mind, with how far they can be trusted.
        """
        self.owners: list[dict[int, float]] = []
        self.worth: list[float] = []
        self._english: dict[str, list[tuple[int, dict[tuple[str, ...], int]]]] = {}
        self._chinese: dict[str, list[tuple[str, int]]] = {}
        numbers: dict[tuple[str, ...] | str, int] = {}
        for owner, (english, chinese) in enumerate(owners):
            for key, trust in _keys(english, chinese):
                number = numbers.setdefault(key, len(numbers))
                if number == len(self.owners):
                    self.owners.append({})
                held = self.owners[number]
                held[owner] = max(held.get(owner, 0.0), trust)
        self._own = frozenset(numbers).union(key for key, _ in _keys(*covers))
        for name, brought in names:
            key = _key(name)
            if key and brought:
                if numbers.setdefault(key, len(numbers)) == len(self.owners):
                    self.owners.append({})
                held = self.owners[numbers[key]]
                for owner, trust in brought.items():
                    held[owner] = max(held.get(owner, 0.0), BROUGHT * trust)
        for key, _ in _keys(*covers):
            if numbers.setdefault(key, len(numbers)) == len(self.owners):
                self.owners.append({})
            self.owners[numbers[key]] = {}  # a cover that is also somebody's word is nobody's
        for key, number in numbers.items():
            self._file(key, number, len(owners))

    def _file(self, key: tuple[str, ...] | str, number: int, owners: int) -> None:
        """Put a phrase where the search for its beginning finds it, longest first."""
        shared = max(len(self.owners[number]), 1)
        rarity = math.log(1 + owners / shared) / math.log(1 + max(owners, 1))
        if isinstance(key, str):
            self.worth.append(rarity * min(0.55 + 0.15 * len(key), 1.3))
            held = self._chinese.setdefault(key[:2], [])
            held.append((key, number))
            held.sort(key=lambda entry: -len(entry[0]))
        else:
            self.worth.append(rarity * min(0.6 + 0.25 * len(key), 1.3))
            sizes = self._english.setdefault(key[0], [])
            kept = next((keys for size, keys in sizes if size == len(key)), None)
            if kept is None:
                sizes.append((len(key), kept := {}))
                sizes.sort(key=lambda entry: -entry[0])
            kept[key] = number

    def keys(self) -> frozenset[str]:
        """Every phrase of an owner or cover: its stems joined by spaces, or Chinese characters."""
        return frozenset(key if isinstance(key, str) else " ".join(key) for key in self._own)

    def find(self, terms: Sequence[str], headline_terms: int) -> list[Found]:
        """English phrases among a text's stems; the first ``headline_terms`` are its headline."""
        out = []
        for position, term in enumerate(terms):
            for size, keys in self._english.get(term, ()):
                end = position + size
                number = keys.get(tuple(terms[position:end]))
                if number is not None:
                    out.append(Found(number, position, end, end <= headline_terms))
        return out

    def find_chinese(self, folded: str, headline: int) -> list[Found]:
        """Chinese phrases in folded text; its first ``headline`` characters are its headline."""
        out = []
        for position in range(len(folded) - 1):
            for key, number in self._chinese.get(folded[position : position + 2], ()):
                if folded.startswith(key, position):
                    end = position + len(key)
                    out.append(Found(number, position, end, end <= headline))
        return out

    def evidence(self, found: Sequence[Found]) -> dict[int, float]:
        """How much the phrases found say for each owner, at least 0, unbounded."""
        per_phrase: dict[int, float] = {}
        counts: dict[int, int] = {}
        reach = hidden = 0
        for one in sorted(found, key=lambda f: (f.start, -f.end)):
            if one.end <= hidden:
                continue
            if not self.owners[one.phrase]:
                hidden = one.end
                continue
            value = self.worth[one.phrase] * (HEADLINE if one.headline else 1.0)
            if one.end <= reach:
                value *= INSIDE
            reach = max(reach, one.end)
            per_phrase[one.phrase] = max(per_phrase.get(one.phrase, 0.0), value)
            counts[one.phrase] = counts.get(one.phrase, 0) + 1
        return self._by_owner(per_phrase, counts)

    def _by_owner(
        self, per_phrase: Mapping[int, float], counts: Mapping[int, int]
    ) -> dict[int, float]:
        out: dict[int, float] = {}
        for phrase, value in per_phrase.items():
            often = 1 + REPEAT * math.log2(counts[phrase])
            for owner, trust in self.owners[phrase].items():
                out[owner] = out.get(owner, 0.0) + value * often * trust
        return out


def _key(name: str) -> tuple[str, ...] | str:
    folded = analyser.fold(name)
    if any("㐀" <= char <= "鿿" for char in folded) and len(folded) > 1:
        return folded
    return tuple(analyser.analyse(name))


def _keys(
    english: Sequence[str], chinese: Sequence[str]
) -> Iterable[tuple[tuple[str, ...] | str, float]]:
    """What to look for, and how far each can be trusted."""
    for index, phrase in enumerate(english):
        stems = tuple(analyser.analyse(phrase))
        trust = SYNONYM if index else NAME
        if stems and not (len(stems) == 1 and stems[0] in GENERIC_ENGLISH):
            yield stems, trust
        bare = tuple(stem for stem in stems if stem not in GENERIC_ENGLISH)
        if bare and bare != stems:
            yield bare, SHORTENED
    for index, phrase in enumerate(chinese):
        folded = analyser.fold(phrase)
        if folded.isascii():  # "HIV" is a word, not a part of "shiver"
            yield from ((stems, SYNONYM) for stems in [tuple(analyser.analyse(phrase))] if stems)
            continue
        if len(folded) > 1:
            yield folded, SYNONYM if index else NAME
        for generic in GENERIC_CHINESE:
            bare_text = folded.removesuffix(generic)
            if bare_text != folded and len(bare_text) > 1:
                yield bare_text, SHORTENED
