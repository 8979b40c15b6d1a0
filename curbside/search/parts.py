"""What a medical word that nothing else knows is made of: "hepato-" is the liver. Pure.

Knows beginnings and endings of English words, compared as stems. Deliberately not asked about a
word that the catalogue or a name has, nor about short ones, which hold such letters by chance.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from curbside.search import analyser
from curbside.search.relations import Line, trusted

SHORTEST = 7  # letters of a stem that is taken apart


class Parts:
    """Beginnings and endings, each with the topics it speaks for. Safe to share by threads."""

    def __init__(self, rows: Mapping[str, int], lines: Iterable[Line]) -> None:
        """``rows``: the number of each topic's slug."""
        begins: dict[str, dict[int, float]] = {}
        ends: dict[str, dict[int, float]] = {}
        for written, topics in trusted(lines):
            held = {rows[slug]: trust for slug, trust in topics.items() if slug in rows}
            bare = written.strip("-")
            if written.endswith("-"):
                begins.setdefault(bare, {}).update(held)
            else:
                stem = (analyser.analyse(bare) or [bare])[0]
                ends.setdefault(stem, {}).update(held)
        self._begins, self._ends = begins, ends
        self._longest = max(map(len, (*begins, *ends)), default=0)
        self.of = functools.lru_cache(maxsize=20_000)(self._of)

    def _of(self, stem: str) -> Mapping[int, float]:
        """The topics of a stem with how much is said for each, at most 1; the longest part says."""
        out: dict[int, float] = {}
        if len(stem) < SHORTEST or not stem.isascii() or not stem.isalpha():
            return out
        for held, cut in ((self._begins, _beginning), (self._ends, _ending)):
            for size in range(self._longest, 2, -1):
                found = held.get(cut(stem, size))
                if found is not None:
                    for row, trust in found.items():
                        out[row] = max(out.get(row, 0.0), trust)
                    break
        return out


def _beginning(stem: str, size: int) -> str:
    return stem[:size]


def _ending(stem: str, size: int) -> str:
    return stem[-size:]
