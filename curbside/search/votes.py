"""Which departments a text's single words speak for, learned from texts whose department is known.

A smoothed log-odds for each word, as in naive Bayes. Two are in use: one of the catalogue's and
the vocabulary's own words, made when a process starts, and one of an operator's corpus, made by
``curbside route train``. Words are the analyser's terms, and single Chinese characters, which the
index has no use for but a short heading cannot do without. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from curbside.search.linking import Read

Floats = npt.NDArray[np.float32]
SMOOTHING = 2.0  # texts' worth of belief that a word says nothing
FEW = 3  # words in the headline from which on the rest need not be asked


class Votes:
    """Words and their log-odds for each department. Safe to share by threads."""

    def __init__(self, terms: Sequence[str], odds: Floats) -> None:
        """``odds``: a row for each term, a column for each department."""
        self.terms, self.odds = tuple(terms), odds
        self._rows = {term: row for row, term in enumerate(self.terms)}

    @classmethod
    def learn(
        cls, texts: Iterable[tuple[Iterable[str], Floats]], departments: int, least: float = 0.0
    ) -> Votes:
        """``texts``: the words of each, and its share in each department, summing to 1.
        Words in fewer than ``least`` texts are left out.
        """
        sums: dict[str, Floats] = {}
        for words, share in texts:
            for word in set(words):
                held = sums.get(word)
                sums[word] = share.copy() if held is None else held + share
        kept = sorted(word for word, share in sums.items() if float(share.sum()) >= least)
        counts = np.array([sums[word] for word in kept], np.float32).reshape(-1, departments)
        prior = counts.sum(axis=0) + 1e-6
        prior = 0.5 * prior / prior.sum() + 0.5 / departments
        chance = (counts + SMOOTHING * prior) / (counts.sum(axis=1, keepdims=True) + SMOOTHING)
        return cls(kept, np.log(chance / prior).astype(np.float32))

    def of(self, text: Read) -> Floats:
        """What the text's words say for each department; grows with the root of their number."""
        rows = self._known(lead_of(text))
        if len(rows) < FEW:
            rows = self._known(words_of(text))
        if not rows:
            return np.zeros(self.odds.shape[1], np.float32)
        return np.asarray(self.odds[rows].sum(axis=0) / len(rows) ** 0.5, np.float32)

    def _known(self, words: Iterable[str]) -> list[int]:
        known: Mapping[str, int] = self._rows
        return sorted(known[word] for word in words if word in known)


def words_of(text: Read) -> set[str]:
    """The text's terms and single Chinese characters."""
    return {*text.terms, *(filter(_han, text.folded) if text.chinese else ())}


def lead_of(text: Read) -> set[str]:
    """The same of its first line."""
    first = text.folded[: text.headline] if text.chinese else ""
    return {*text.terms[: text.headline_terms], *filter(_han, first)}


def _han(char: str) -> bool:
    return "㐀" <= char <= "鿿"
