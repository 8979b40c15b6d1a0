"""Fusing words and meaning into one score, and collapsing duplicates. Pure.

Both parts are absolute, not ranks: how much of the query's information (its summed inverse
document frequency) the document's words carry, and the cosine of the two vectors. A convex
combination of such scores beats reciprocal-rank fusion and, unlike it, can have a floor
(Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023). A third, small
part is whether both ask the same of their subject (``aspects``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curbside.core import languages
from curbside.search.aspects import UNKNOWN, agreement

# Chosen on the tuning halves of evals/retrieval.py.
SEMANTIC = 0.9  # weight of the cosine against the words
SEMANTIC_SHORT = 0.95  # the same for a question of at most SHORT terms
SEMANTIC_CHINESE = 0.6  # there the vectors are of characters and pairs of them
REPLY = 0.3  # weight of words found in the reply, beside those found in the question
ASPECT = 0.15  # for agreeing aspects of a question of at most SHORT terms; less for longer ones,
SHORT = 6  # where a cue word is more often chatter
# A fused score below this shows nothing rather than something irrelevant; it costs about one in
# twenty of the question pairs that ask the same.
FLOOR, FLOOR_CHINESE = 0.3, 0.25


@dataclass(frozen=True)
class Asked:
    """What of the query matters for scoring: its summed inverse document frequency, its length in
    terms, the weight of the cosine, its aspects (None leaves them out of the score), and the floor.
    """

    mass: float
    terms: int = 0
    semantic: float = SEMANTIC
    aspects: int | None = None
    floor: float = FLOOR


@dataclass(frozen=True)
class Candidate:
    """One document as the database scored it."""

    number: int
    duplicate_key: int
    aspects: int
    question: float  # BM25 of the question field
    reply: float  # BM25 of the reply field, 0 where replies are not searched
    cosine: float | None  # None where there is no comparable vector


@dataclass(frozen=True)
class Hit:
    """A document found, with its fused score (about 0 to 1)."""

    number: int
    score: float


def semantic_weight(language: str, terms: int) -> float:
    """The weight of the cosine for a query of so many terms in the language."""
    if languages.is_chinese(language):
        return SEMANTIC_CHINESE
    return SEMANTIC_SHORT if terms <= SHORT else SEMANTIC


def floor(language: str) -> float:
    """The score under which a document is not shown, for a query in the language."""
    return FLOOR_CHINESE if languages.is_chinese(language) else FLOOR


def score(candidate: Candidate, asked: Asked) -> float:
    """The fused score, up to about 1; aspects raise or lower it by up to half of ``ASPECT``."""
    lexical = (candidate.question + REPLY * candidate.reply) / asked.mass if asked.mass else 0.0
    cosine = max(candidate.cosine or 0.0, 0.0)
    if candidate.cosine is None:
        value = lexical
    elif not asked.mass:
        value = cosine
    else:
        value = asked.semantic * cosine + (1 - asked.semantic) * min(lexical, 1.0)
    if asked.aspects is None:
        return value
    weight = ASPECT * (SHORT / max(asked.terms, SHORT)) ** 2
    return value * (1 + weight * (agreement(asked.aspects, candidate.aspects) - UNKNOWN))


def fuse(candidates: Sequence[Candidate], asked: Asked, limit: int, exclude: int) -> list[Hit]:
    """The best ``limit`` hits above the floor, duplicates collapsed onto their best.

    A candidate equal in its words to the excluded document is a duplicate of it and goes too.
    """
    seen = {c.duplicate_key for c in candidates if c.number == exclude}
    hits: list[Hit] = []
    ranked = sorted(((score(c, asked), -c.number, c) for c in candidates), reverse=True)
    for value, _, candidate in ranked:
        if value < asked.floor or len(hits) == limit:
            break
        if candidate.number == exclude or candidate.duplicate_key in seen:
            continue
        seen.add(candidate.duplicate_key)
        hits.append(Hit(candidate.number, value))
    return hits
