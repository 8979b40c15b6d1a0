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
    """The rules of a family, which knows those that a text gives a chance."""

    _all: list[tuple[Rule, int, tuple[str, ...]]]
    _triggers: int
    _figures: int
    _chosen: dict[tuple[int, int], _Choice]

    def __new__(cls, *rules: Rule) -> Rules:
        """The rules in their order."""
        made = super().__new__(cls, rules)
        made._all = [(rule, *_needed(rule)) for rule in rules]
        made._triggers = reduce(or_, (bit for _, bit, _ in made._all), 0)
        made._figures = max((rule.figures for rule in rules), default=0)
        made._chosen = {}
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
        possible = [(r, bit & triggered, bit, p) for r, bit, p in self._all if r.figures <= figures]
        return (
            [rule for rule, hit, bit, parts in possible if hit or not (bit or parts)],
            [(rule, parts) for rule, hit, _, parts in possible if parts and not hit],
        )


def _needed(rule: Rule) -> tuple[int, tuple[str, ...]]:
    """The triggers of a rule, and those of its strings that only a look at the text can tell."""
    if not rule.words and not rule.needs:
        return 0, ()
    tokens = {need[0] for need in rule.needs if triggers.is_token(need[0]) and need[0] != "("}
    inside = [need for need in rule.needs if need.isascii() and need.isalpha()]
    bit = triggers.words(rule.words | tokens) | (triggers.parts(inside) if inside else 0)
    rest = (need for need in rule.needs if need not in inside and need[0] not in tokens)
    return bit, tuple(rest)


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
