"""Chinese texts to vectors: the sum of learned vectors of their characters and pairs of characters.

Purpose: what the transformer's vocabulary cannot read. The table is trained by
`training/chinese.py`; a text costs some microseconds. Deliberately no word segmentation and no
order beyond pairs; its vectors and the transformer's share a space only in name, so a Chinese text
is compared with Chinese texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from curbside.embedding.port import DIMENSIONS, Vectors

MAX_CHARACTERS = 2_000
_HAN = "㐀-鿿豈-﫿"
_RUNS = re.compile(rf"[{_HAN}]+|[a-z0-9]+")


class ChineseTable:
    """Vectors of characters, pairs of characters and Latin words, int8 with a scale a row.

    Read-only after construction, so threads may share it.
    """

    def __init__(self, path: Path) -> None:
        """`path`: an .npz with `table` (n, width <= 384) int8, `scales` (n,), and as UTF-8 bytes
        `grams`, a line a row, and `variants`, lines of a Traditional and a Simplified character.
        Raises OSError, ValueError or KeyError where it is not.
        """
        with np.load(path, allow_pickle=False) as held:
            self._table = held["table"]
            self._scales = held["scales"].astype(np.float32)
            grams = held["grams"].tobytes().decode("utf-8").split("\n")
            pairs = held["variants"].tobytes().decode("utf-8").split("\n")
        self._rows = {gram: row for row, gram in enumerate(grams)}
        self._simplified = {ord(pair[0]): pair[1] for pair in pairs}

    def encode(self, text: str) -> Vectors:
        """A unit row (384,) float32; zeros where nothing of the text is in the table."""
        out: Vectors = np.zeros(DIMENSIONS, dtype=np.float32)
        folded = fold(text[:MAX_CHARACTERS], self._simplified)
        rows = [self._rows.get(gram) for gram in grams(folded)]
        known = [row for row in rows if row is not None]
        if known:
            total = self._scales[known] @ self._table[known].astype(np.float32)
            out[: len(total)] = total
            length = float(np.linalg.norm(out))
            if length > 0:
                out /= length
        return out


def fold(text: str, simplified: Mapping[int, str]) -> str:
    """Width and case folded, and characters by `simplified` (code point to character)."""
    return unicodedata.normalize("NFKC", text).lower().translate(simplified)


def grams(text: str) -> Iterator[str]:
    """Characters and overlapping pairs of runs of Han characters; Latin words and numbers whole.

    `text` is folded: lower case, Simplified characters.
    """
    for match in _RUNS.finditer(text):
        run = match.group()
        if run[0].isascii():
            yield run
            continue
        yield from run
        yield from (run[i : i + 2] for i in range(len(run) - 1))
