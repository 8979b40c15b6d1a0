"""How near a subject's name is to a question and its reply, by the sentence encoder.

Words name subjects that a text is not about ("citrus fruit", "an imbalance"); the encoder tells
those from what it is about. Names recur, so their vectors are kept. Without an encoder, or in
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
KEPT = 20_000  # names; 31 MB of vectors


class Meaning:
    """An encoder and the vectors of the names it was asked for. Safe to share by threads."""

    def __init__(self, encode: Encode) -> None:
        self.encode = encode
        self._kept: dict[str, Vectors] = {}
        self._lock = Lock()

    def of(self, question: str, reply: str) -> Near:
        """What is near this question and this reply."""
        return Near(self, np.asarray(self.encode([question, reply]), dtype=np.float32))

    def vectors(self, names: Sequence[str]) -> Vectors:
        """A row for each name."""
        with self._lock:
            missing = [name for name in dict.fromkeys(names) if name not in self._kept]
        if missing:
            made = np.asarray(self.encode(missing), dtype=np.float32)
            with self._lock:
                if len(self._kept) + len(missing) > KEPT:
                    self._kept.clear()
                self._kept.update(zip(missing, made, strict=True))
        else:
            made = np.empty((0, 0), dtype=np.float32)
        fresh = dict(zip(missing, made, strict=True))
        with self._lock:
            rows = [fresh[n] if n in fresh else self._kept.get(n) for n in names]
        known = [
            row if row is not None else self.encode([n])[0]
            for n, row in zip(names, rows, strict=True)
        ]
        return np.stack(known) if known else np.empty((0, 0), dtype=np.float32)


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

    def fresh(self, sentences: Sequence[str]) -> list[float]:
        """For each sentence, its cosine to whichever is nearer. Not kept: they seldom recur."""
        if not sentences:
            return []
        found = self.meaning.encode(sentences) @ self.texts.T
        return [float(row.max()) for row in found]
