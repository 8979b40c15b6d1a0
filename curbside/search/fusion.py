"""Fusing words and meaning into one score, and collapsing duplicates. Pure.

Both parts are absolute, not ranks: how much of the query's information (its summed inverse
document frequency) the document's words carry, and the cosine of the two vectors. A convex
combination of such scores beats reciprocal-rank fusion and, unlike it, can have a floor
(Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SEMANTIC = 0.5  # weight of the cosine; chosen on the tuning half, see evals/retrieval.py
REPLY = 0.3  # weight of words found in the reply, beside those found in the question
FLOOR = 0.22  # a fused score below this shows nothing rather than something irrelevant


@dataclass(frozen=True)
class Candidate:
    """One document as the database scored it."""

    number: int
    duplicate_key: int
    question: float  # BM25 of the question field
    reply: float  # BM25 of the reply field, 0 where replies are not searched
    cosine: float | None  # None where there is no comparable vector


@dataclass(frozen=True)
class Hit:
    """A document found, with its fused score (about 0 to 1)."""

    number: int
    score: float


def score(candidate: Candidate, mass: float) -> float:
    """The fused score. ``mass`` is the summed inverse document frequency of the query."""
    lexical = (candidate.question + REPLY * candidate.reply) / mass if mass else 0.0
    lexical = min(lexical, 1.0 + REPLY)
    if candidate.cosine is None:
        return lexical
    if not mass:
        return max(candidate.cosine, 0.0)
    return SEMANTIC * max(candidate.cosine, 0.0) + (1 - SEMANTIC) * lexical


def fuse(candidates: Sequence[Candidate], mass: float, limit: int, exclude: int) -> list[Hit]:
    """The best ``limit`` hits above the floor, duplicates collapsed onto their best.

    A candidate equal in its words to the excluded document is a duplicate of it and goes too.
    """
    seen = {c.duplicate_key for c in candidates if c.number == exclude}
    hits = []
    ranked = sorted(((score(c, mass), -c.number, c) for c in candidates), reverse=True)
    for value, _, candidate in ranked:
        if value < FLOOR or len(hits) == limit:
            break
        if candidate.number == exclude or candidate.duplicate_key in seen:
            continue
        seen.add(candidate.duplicate_key)
        hits.append(Hit(candidate.number, value))
    return hits
