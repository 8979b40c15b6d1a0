"""Which topics a reader of some would want next, as ``relations`` says. Pure once made.

Listed first is nearest; a topic is also kin, less so, of those that list it. Deliberately knows no
text and no vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from curbside.search.relations import Line

Floats = npt.NDArray[np.float32]
FALLING = 0.15  # how much less each place in a list says than the one before it
BACK = 0.4  # of a relation, the other way round


class Kin:
    """The relations among a catalogue's topics, by row. Safe to share by threads."""

    def __init__(self, slugs: Sequence[str], lines: Iterable[Line]) -> None:
        """``slugs``: those of the topics, in the order of their rows."""
        rows = {slug: row for row, slug in enumerate(slugs)}
        held: list[dict[int, float]] = [{} for _ in slugs]
        for line in lines:
            for head in line.before:
                own = rows.get(head)
                others = [slug for slug in line.topics if slug != head]
                for place, slug in enumerate(others):
                    other, weight = rows.get(slug), 1 / (1 + FALLING * place)
                    if own is not None and other is not None:
                        held[own][other] = max(held[own].get(other, 0.0), weight)
                        held[other][own] = max(held[other].get(own, 0.0), BACK * weight)
        self._size = len(rows)
        self._others = [np.fromiter(one, dtype=np.int64, count=len(one)) for one in held]
        self._weights = [
            np.fromiter(one.values(), dtype=np.float32, count=len(one)) for one in held
        ]

    def of(self, rows: Sequence[int], weights: Sequence[float]) -> Floats:
        """How near each topic is to the given ones, which count by their weights."""
        out: Floats = np.zeros(self._size, dtype=np.float32)
        for row, weight in zip(rows, weights, strict=True):
            out[self._others[row]] += weight * self._weights[row]
        return out
