"""A deterministic encoder for tests: hashed words and character trigrams, no model file.

Purpose: texts that share words or spellings come out near each other, fast and the same in
every process, so that tests of search need no model. Deliberately knows no meaning: "fever"
and "high temperature" are strangers to it. Not for production; nothing is measured with it.

Source of the idea: feature hashing with signs (Weinberger et al. 2009,
"Feature Hashing for Large Scale Multitask Learning").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import sqrt

import numpy as np

from curbside.embedding.port import DIMENSIONS, Vectors

# Kana, CJK ideographs with extension A, compatibility forms, and the supplementary planes.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECES = re.compile(rf"[{_CJK}]+|[^\W{_CJK}]+|[^\w\s]")
_IS_CJK = re.compile(rf"[{_CJK}]")
# About what 256 tokens of the real encoder hold; keeps a pasted book from costing seconds.
_MAX_PIECES = 256
_MAX_CHARACTERS = 16_384
_TRIGRAM_WEIGHT = 0.3


class FakeEncoder:
    """Hashed bag of words, character trigrams and, for Chinese, character bigrams."""

    @property
    def id(self) -> str:
        """Name of this scheme; its number goes up when its vectors change."""
        return "fake-hashed-1"

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts: (n, 384) float32, unit rows, zeros where there is nothing to read."""
        vectors: Vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for (index, sign), weight in _slots(text).items():
                vectors[row, index] += sign * weight
            length = float(np.linalg.norm(vectors[row]))
            if length > 0:
                vectors[row] /= length
        return vectors


def _slots(text: str) -> dict[tuple[int, int], float]:
    """Weight for each (dimension, sign) a text touches; repeats count by their square root."""
    slots: dict[tuple[int, int], float] = {}
    counted = Counter(_features(text))
    for (feature, weight), times in counted.items():
        slot = _hash(feature)
        slots[slot] = slots.get(slot, 0.0) + weight * sqrt(times)
    # Two features can cancel out exactly; a readable text must still not come out as zeros.
    if counted and not any(slots.get((i, 1), 0.0) != slots.get((i, -1), 0.0) for i, _ in slots):
        return {_hash(text): 1.0}
    return slots


def _features(text: str) -> Iterator[tuple[str, float]]:
    folded = unicodedata.normalize("NFKC", text[:_MAX_CHARACTERS]).casefold()
    readable = "".join(
        " " if c.isspace() else c
        for c in folded
        if c.isspace() or not unicodedata.category(c).startswith("C")
    )
    for number, found in enumerate(_PIECES.finditer(readable)):
        if number >= _MAX_PIECES:
            return
        piece = found.group()
        if _IS_CJK.match(piece):
            pairs = [piece[i : i + 2] for i in range(len(piece) - 1)] or [piece]
            yield from (("c:" + pair, 1.0) for pair in pairs)
            continue
        yield "w:" + piece, 1.0
        edged = f"<{piece}>"
        yield from (("t:" + edged[i : i + 3], _TRIGRAM_WEIGHT) for i in range(len(edged) - 2))


def _hash(feature: str) -> tuple[int, int]:
    """Dimension and sign of a feature; blake2b because `hash` differs between processes."""
    digest = blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    return (number >> 1) % DIMENSIONS, 1 if number & 1 else -1
