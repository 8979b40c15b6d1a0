"""The order of passages for a text: words and meaning fused, the focus lifted. Pure.

Words: how much of the text's information (BM25 against the summed inverse document frequencies) a
passage carries. Meaning: the cosine of the text and of what its source says under that facet. A
passage whose source is about something that the text names outright is lifted; one that is hard to
read is lowered. One source gives at most ``PER_SOURCE`` passages, so that no article fills the
list. Shared by ``queries`` and ``memory``. Deliberately judges no sentence: the explainer does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from curbside.core import languages
from curbside.evidence.passage import Found, Passage
from curbside.search import analyser

MEANING = 0.6  # weight of the cosine against the words; chosen by looking at the lists they give
MEANING_CHINESE = 0.4  # there the vectors are of characters and pairs of them
FOCUS, OTHER = 0.25, 0.1  # more for a focus that the text names, and for another subject
AVERAGE = 60.0  # terms of a passage with its title's, for BM25
MAX_CHARACTERS = 8_000  # of a text that is asked for; a question says what it asks before that
SHORT = 6  # terms of a short text, in which a repeated word is meant
FULL = 0.6  # of the text's information: no passage carries more of a rambling one
PER_SOURCE = 6


@dataclass(frozen=True)
class Candidate:
    """A passage as it was found: BM25 of its words, cosine of its facet, its weight."""

    passage: Passage
    words: float
    cosine: float | None
    weight: float = 1.0


def said(terms: Sequence[str]) -> list[str]:
    """The terms of a query as they count: of a long text each once."""
    return list(dict.fromkeys(terms)) if len(terms) > SHORT else list(terms)


def ranked(
    candidates: Sequence[Candidate], text: str, terms: Sequence[str], mass: float, limit: int
) -> list[Found]:
    """The best ``limit`` passages, best first, scores in [0, 1]. ``mass`` is the summed idf."""
    folded = analyser.fold(text)
    joined = " " + " ".join(terms) + " "
    chinese = languages.HAN.search(text) is not None
    scored = [
        (_score(one, mass, chinese) * (1 + _lift(one.passage, joined, folded)) * one.weight, one)
        for one in candidates
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].passage.ref))
    taken: Counter[str] = Counter()
    out: list[Found] = []
    for value, one in scored:
        source = one.passage.ref.rpartition("#")[0]
        if len(out) == limit or value <= 0:
            break
        if taken[source] < PER_SOURCE:
            taken[source] += 1
            out.append(Found(one.passage, min(value / (1 + FOCUS), 1.0)))
    return out


def _score(one: Candidate, mass: float, chinese: bool) -> float:
    words = min(one.words / (FULL * mass), 1.0) if mass else 0.0
    if one.cosine is None:
        return words
    meaning = MEANING_CHINESE if chinese else MEANING
    return meaning * max(one.cosine, 0.0) + (1 - meaning) * words


def _lift(passage: Passage, joined: str, folded: str) -> float:
    """More where the text names what the passage is about."""
    for n, subject in enumerate(passage.subjects):
        if _named(subject, joined, folded):
            return FOCUS if n == 0 else OTHER
    return 0.0


def _named(subject: str, joined: str, folded: str) -> bool:
    key, han = _key(subject)
    if not key:
        return False
    return key in folded if han else f" {key} " in joined


@lru_cache(maxsize=50_000)
def _key(subject: str) -> tuple[str, bool]:
    """What to look for: stems, or folded characters for Chinese of at least two."""
    if languages.HAN.search(subject):
        folded = analyser.fold(subject)
        return (folded if len(folded) > 1 else ""), True
    return " ".join(analyser.analyse(subject)), False
