"""The common shape of rules that are one pattern: what it names, how sure, and a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.model import Candidate


def ascii_pattern(text: str) -> re.Pattern[str]:
    """A pattern in which Han characters end a word: no blank stands between them and a number."""
    return re.compile(text, re.ASCII)


def _always(match: re.Match[str]) -> float:
    return 1.0


@dataclass(frozen=True)
class Rule:
    """A pattern; its first group, if it has one, is the identifier.

    ``check`` weighs a match from 0 (none) to 1; ``needs`` are strings of which one must stand in
    the lower-case text for the pattern to be worth running; ``lower`` runs it on that text.
    """

    name: str
    type: str
    label: str
    confidence: float
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()
    lower: bool = True
    check: Callable[[re.Match[str]], float] = field(default=_always)


def run(document: Document, rules: Iterable[Rule]) -> Iterator[Candidate]:
    """The candidates of every rule."""
    lower = document.lower
    for rule in rules:
        if rule.needs:
            for need in rule.needs:
                if need in lower:
                    break
            else:
                continue
        for match in rule.pattern.finditer(lower if rule.lower else document.text):
            sure = rule.confidence * rule.check(match)
            if sure > 0:
                start, end = match.span(match.lastindex or 0)
                yield Candidate(start, end, rule.type, sure, rule.name, rule.label)
