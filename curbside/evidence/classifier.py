"""Which facet a passage speaks of, from its words alone. Pure once loaded.

English: a multinomial logistic regression over hashed words, pairs of words and the beginning of
the passage; the weights come from ``training/facets.py`` and ship in ``data/facets.npz``. Chinese,
for which there is no text with facets to learn from: words that tell (``facet_cues``). Headings
and what a source says itself count before any of this (``labelling``).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from curbside.core import languages
from curbside.evidence import facet_cues
from curbside.evidence.facets import Facet

BUCKETS = 1 << 17  # with fewer, pairs of words share buckets and get in each other's way
FACETS = tuple(Facet)
MAX_CHARACTERS = 1_500  # of a passage; it is a few sentences
OPENING, EARLY = 4, 15  # words at the beginning that are features by place, and as early ones
Floats = npt.NDArray[np.float32]
_WORD = re.compile(r"[a-z]+|\d+")
_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n- )([A-Za-z]+)(?:\s+([A-Za-z]+))?")


def features(text: str) -> npt.NDArray[np.int64]:
    """The buckets a text touches, each once."""
    text = text[:MAX_CHARACTERS]
    words = _WORD.findall(text.casefold().replace("’", "").replace("'", ""))
    words = ["0" if word.isdigit() else word for word in words]
    said = {f"w {word}" for word in words}
    said |= {f"b {one} {other}" for one, other in pairwise(words)}
    said |= {f"o {n} {word}" for n, word in enumerate(words[:OPENING])}
    said |= {f"e {word}" for word in words[:EARLY]}
    said |= {f"2 {word}" for word, count in Counter(words).items() if count > 1}
    said |= {f"s {one} {two}".casefold() for one, two in _SENTENCE.findall(text)}
    said.add(f"l {min(text.count('- '), 3)}")
    return np.unique([zlib.crc32(one.encode()) % BUCKETS for one in said])


class Classifier:
    """The weights: a row a bucket, a column a facet, and what speaks for each facet beforehand."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self.weights = weights
        self.bias = bias

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """A row a text, a column a facet of ``FACETS``; each row sums to 1."""
        out = np.zeros((len(texts), len(FACETS)), dtype=np.float32)
        for row, text in enumerate(texts):
            touched = features(text)
            said = self.weights[touched].sum(axis=0) / np.sqrt(max(len(touched), 1))
            scores = np.exp((raw := said + self.bias) - raw.max())
            out[row] = scores / scores.sum()
        return out


@cache
def shipped() -> Classifier:
    """The classifier whose weights ship with the package."""
    path = resources.files("curbside.evidence").joinpath("data/facets.npz")
    with path.open("rb") as stream, np.load(stream) as held:
        weights = held["weights"].astype(np.float32) * held["scale"]
        return Classifier(weights, held["bias"].astype(np.float32))


def facets(texts: Sequence[str]) -> list[Facet]:
    """The facet of each passage, in whichever language it is."""
    english = [not languages.is_chinese(languages.guess(text)) for text in texts]
    known = iter(_english([text for text, is_so in zip(texts, english, strict=True) if is_so]))
    return [
        next(known) if is_so else facet_cues.facet(text)
        for text, is_so in zip(texts, english, strict=True)
    ]


def _english(texts: Sequence[str]) -> list[Facet]:
    if not texts:
        return []
    return [FACETS[best] for best in shipped().probabilities(texts).argmax(axis=1)]
