"""How near a subject's name is to a question and its reply, by the sentence encoder.

Words name subjects that a text is not about ("citrus fruit", "an imbalance"); the encoder tells
those from what it is about. Names recur, so their vectors are kept; of many of them, the titles of
sources, ``stored`` has the vectors already. Without an encoder, or in
Chinese, which it hardly reads, nothing is known and words alone decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[Any]
Encode = Callable[[Sequence[str]], Vectors]
Stored = Callable[[Sequence[str]], dict[str, Vectors]]
KEPT = 20_000  # names; 31 MB of vectors


class Meaning:
    """An encoder and the vectors of the names it was asked for. Safe to share by threads."""

    def __init__(self, encode: Encode, stored: Stored = lambda names: {}) -> None:
        self.encode = encode
        self._stored = stored
        self._kept: dict[str, Vectors] = {}
        self._lock = Lock()

    def of(self, question: str, reply: str) -> Near:
        """What is near this question and this reply."""
        return Near(self, np.asarray(self.encode([question, reply]), dtype=np.float32))

    def vectors(self, names: Sequence[str]) -> Vectors:
        """A row for each name."""
        wanted = list(dict.fromkeys(names))
        with self._lock:
            known = {name: self._kept[name] for name in wanted if name in self._kept}
        missing = [name for name in wanted if name not in known]
        if missing:
            fresh = self._stored(missing)
            new = [name for name in missing if name not in fresh]
            made = np.asarray(self.encode(new), dtype=np.float32)
            fresh.update(zip(new, made, strict=True))
            known.update(fresh)
            with self._lock:
                if len(self._kept) + len(fresh) > KEPT:
                    self._kept.clear()
                self._kept.update(fresh)
        return np.stack([known[n] for n in names]) if names else np.empty((0, 0), np.float32)


@dataclass(frozen=True)
class Near:
    """Nearness to one question and its reply."""

    meaning: Meaning
    texts: Vectors  # a row for the question, one for the reply

    def cosines(self, names: Sequence[str]) -> list[tuple[float, float]]:
        """For each name, how near it is to the question and to the reply."""
        if not names:
            return []
        found = self.meaning.vectors(names) @ self.texts.T
        return [(float(row[0]), float(row[1])) for row in found]

    def fresh(self, sentences: Sequence[str]) -> list[tuple[float, float]]:
        """As ``cosines``, for sentences. Not kept: they seldom recur."""
        if not sentences:
            return []
        found = self.meaning.encode(sentences) @ self.texts.T
        return [(float(row[0]), float(row[1])) for row in found]
