"""Leaving out what says nearly the same as something better placed. Pure.

Two questions are near-duplicates when nearly all their different terms are shared: the same
question posted twice with another greeting, one of a pair with a typing slip. Of short questions
a single different term is a different question ("type 1", "type 2"), and stays. Deliberately knows
no meaning: a rewriting in other words is a neighbour, not a duplicate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curbside.search.fusion import Hit

NEAR = 0.9  # shared terms over all terms (Jaccard index) from which two are near-duplicates


def collapse(
    hits: Sequence[Hit], terms: Mapping[int, frozenset[str]], own: frozenset[str] = frozenset()
) -> list[Hit]:
    """The hits without near-duplicates of an earlier one, or of ``own``; order kept.

    A hit whose terms are not given, or are none, stays.
    """
    seen = [own] if own else []
    out = []
    for hit in hits:
        held = terms.get(hit.number, frozenset())
        if held and any(near(held, other) for other in seen):
            continue
        if held:
            seen.append(held)
        out.append(hit)
    return out


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of terms are those of near-duplicates."""
    small, large = sorted((len(one), len(other)))
    if small < NEAR * large:  # cannot be reached whatever they share
        return False
    both = len(one & other)
    return both >= NEAR * (small + large - both)
