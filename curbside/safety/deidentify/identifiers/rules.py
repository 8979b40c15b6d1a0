"""The common shape of rules that are one pattern: what it names, how sure, and a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.model import Candidate


def ascii_pattern(text: str) -> re.Pattern[str]:
    """A pattern in which Han characters end a word: no blank stands between them and a number."""
    return re.compile(text, re.ASCII)


def _always(match: re.Match[str]) -> float:
    return 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern; its first group, if it has one, is the identifier.

    ``check`` weighs a match from 0 (none) to 1; ``lower`` runs it on the text in lower case. What
    must stand in a text for the pattern to be worth running: one of the strings ``needs`` or of the
    words ``words``; a match of ``near``, a quicker pattern; a cluster of ``figures`` digits.
    """

    name: str
    type: str
    label: str
    confidence: float
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()
    lower: bool = True
    check: Callable[[re.Match[str]], float] = field(default=_always)
    words: frozenset[str] = frozenset()
    figures: int = 0
    near: re.Pattern[str] | None = None


_MOST = 2048  # choices of rules that a family remembers


_Choice = tuple[list[Rule], list[tuple[Rule, tuple[str, ...]]]]


class Rules(tuple[Rule, ...]):
    """The rules of a family, which knows those that a text gives a chance. ``wordy`` are the
    triggers of those that need no number, as far as these are words.
    """

    _all: list[tuple[Rule, int, tuple[tuple[str, int], ...]]]
    _triggers: int
    _figures: int
    _chosen: dict[tuple[int, int], _Choice]
    wordy: int

    def __new__(cls, *rules: Rule) -> Rules:
        """The rules in their order."""
        made = super().__new__(cls, rules)
        made._all = [(rule, *_needed(rule)) for rule in rules]
        bits = [bit for _, bit, _ in made._all]
        bits += [bit for _, _, parts in made._all for _, bit in parts]
        made._triggers = reduce(or_, bits, 0)
        made._figures = max((rule.figures for rule in rules), default=0)
        made._chosen = {}
        made.wordy = reduce(or_, (_words_of(rule) for rule in rules if not rule.figures), 0)
        return made

    def of(self, document: Document) -> list[Rule]:
        """The rules of which a match is possible. Texts differ in few triggers, so that the choice
        is remembered.
        """
        key = (min(document.figures, self._figures), document.triggered & self._triggers)
        chosen = self._chosen.get(key)
        if chosen is None:
            if len(self._chosen) >= _MOST:
                self._chosen.clear()
            chosen = self._chosen[key] = self._choose(*key)
        sure, parted = chosen
        if not parted:
            return sure
        lower = document.lower
        more = [
            rule
            for rule, parts in parted
            if any([part in lower for part in parts])  # noqa: C419 - half of a generator's time
        ]
        return sure + more if more else sure

    def _choose(self, figures: int, triggered: int) -> _Choice:
        """The rules for texts with these triggers, and those whose strings must be looked for."""
        sure: list[Rule] = []
        parted: list[tuple[Rule, tuple[str, ...]]] = []
        for rule, bit, parts in self._all:
            if rule.figures > figures:
                continue
            if bit & triggered or not (bit or parts):
                sure.append(rule)
            elif possible := tuple(p for p, own in parts if own & triggered or not own):
                parted.append((rule, possible))
        return sure, parted


def _needed(rule: Rule) -> tuple[int, tuple[tuple[str, int], ...]]:
    """The triggers of a rule, and those of its strings that only a look at the text can tell, with
    the trigger of the mark or character that they begin with, if they begin with one.
    """
    single = {need for need in rule.needs if triggers.is_token(need)}
    bit = _words_of(rule) | (triggers.words(single) if single else 0)
    rest = (need for need in rule.needs if not _is_letters(need) and need not in single)
    return bit, tuple(
        (need, triggers.words(need[0]) if triggers.is_token(need[0]) else 0) for need in rest
    )


def _words_of(rule: Rule) -> int:
    """The triggers of a rule that are words or parts of words."""
    inside = [need for need in rule.needs if _is_letters(need)]
    bit = triggers.words(rule.words) if rule.words else 0
    return bit | (triggers.parts(inside) if inside else 0)


def _is_letters(need: str) -> bool:
    return need.isascii() and need.isalpha()


def run(document: Document, rules: Rules) -> Iterator[Candidate]:
    """The candidates of every rule."""
    lower = document.lower
    for rule in rules.of(document):
        if rule.near is not None and not rule.near.search(lower):
            continue
        for match in rule.pattern.finditer(lower if rule.lower else document.text):
            sure = rule.confidence * rule.check(match)
            if sure > 0:
                start, end = match.span(match.lastindex or 0)
                yield Candidate(start, end, rule.type, sure, rule.name, rule.label)
