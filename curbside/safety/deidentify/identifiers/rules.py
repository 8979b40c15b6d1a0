"""The common shape of rules that are one pattern: what it names, how sure, and a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

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


class Rules(tuple[Rule, ...]):
    """The rules of a family, also by how many digits in a row a text has: most have few."""

    _tiers: list[tuple[Rule, ...]]

    def __new__(cls, *rules: Rule) -> Rules:
        """The rules in their order."""
        made = super().__new__(cls, rules)
        most = max((rule.figures for rule in rules), default=0)
        made._tiers = [tuple(r for r in rules if r.figures <= n) for n in range(most + 1)]
        return made

    def of(self, figures: int) -> tuple[Rule, ...]:
        """The rules for a text whose longest cluster has so many digits."""
        return self._tiers[min(figures, len(self._tiers) - 1)]


def run(document: Document, rules: Rules) -> Iterator[Candidate]:
    """The candidates of every rule."""
    lower = document.lower
    for rule in rules.of(document.figures):
        if rule.near is not None and not rule.near.search(lower):
            continue
        if (rule.words or rule.needs) and not _stands(document, rule):
            continue
        for match in rule.pattern.finditer(lower if rule.lower else document.text):
            sure = rule.confidence * rule.check(match)
            if sure > 0:
                start, end = match.span(match.lastindex or 0)
                yield Candidate(start, end, rule.type, sure, rule.name, rule.label)


def _stands(document: Document, rule: Rule) -> bool:
    """Whether a text holds one of the words or strings that a match cannot do without."""
    if rule.words and not rule.words.isdisjoint(document.words):
        return True
    lower = document.lower
    return any([need in lower for need in rule.needs])  # noqa: C419 - half of a generator's time
