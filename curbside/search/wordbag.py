"""How many telling words a text shares with each topic, in any order. Pure.

Catches what phrases miss: "my upper lip keeps twitching" and the topic "lip twitches". A cosine of
word weights; a word that many topics have weighs little.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from curbside.search import analyser
from curbside.search.phrases import GENERIC_ENGLISH

SYNONYM = 0.6  # a word of a synonym beside a word of the name
HEADLINE = 1.5
# What topics are called after, not what they are about: "Tourette syndrome" is no kin of another.
EMPTY = GENERIC_ENGLISH | frozenset(analyser.analyse("syndrome treatment cause information"))


class WordBags:
    """The words of every topic as one sparse matrix."""

    def __init__(self, phrases: Sequence[Sequence[str]]) -> None:
        """``phrases``: the English words of each topic, its name first."""
        bags = [_bag(one) for one in phrases]
        spread = Counter(term for bag in bags for term in bag)
        self._size = len(bags)
        self.rarity = {t: math.log(1 + len(bags) / n) for t, n in spread.items()}
        columns: dict[str, tuple[list[int], list[float]]] = {}
        for topic, bag in enumerate(bags):
            weights = {term: trust * self.rarity[term] for term, trust in bag.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for term, weight in weights.items():
                topics, values = columns.setdefault(term, ([], []))
                topics.append(topic)
                values.append(weight / norm)
        self._columns = {
            term: (np.array(topics, dtype=np.int64), np.array(values))
            for term, (topics, values) in columns.items()
        }

    def nearness(
        self, counts: Mapping[str, int], headline: Sequence[str]
    ) -> npt.NDArray[np.float32]:
        """Cosine of the text's words and each topic's, in [0, 1]; a headline's words count more."""
        first = set(headline)
        weights = {
            term: (1 + math.log(count)) * self.rarity[term] * (HEADLINE if term in first else 1.0)
            for term, count in counts.items()
            if term in self.rarity
        }
        if not weights:
            return np.zeros(self._size, dtype=np.float32)
        norm = math.sqrt(sum(w * w for w in weights.values()))
        held = [self._columns[term] for term in weights]
        sums = np.bincount(
            np.concatenate([topics for topics, _ in held]),
            np.concatenate(
                [values * (w / norm) for (_, values), w in zip(held, weights.values(), strict=True)]
            ),
            minlength=self._size,
        )
        return sums.astype(np.float32)


def _bag(phrases: Sequence[str]) -> dict[str, float]:
    out: dict[str, float] = {}
    for index, phrase in enumerate(phrases):
        for term in analyser.analyse(phrase):
            if term in EMPTY or term.isdigit():
                continue
            out[term] = max(out.get(term, 0.0), SYNONYM if index else 1.0)
    return out
