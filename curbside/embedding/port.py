"""The port to a text encoder: what every encoder promises.

Purpose: let `search` turn texts into vectors without knowing which model does it.
Deliberately not here: choosing an encoder (see `registry`), storing or comparing vectors.
Each promise below is checked for the real encoder and the fake by one suite,
`tests/embedding/test_contract.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

DIMENSIONS: Final = 384

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors whose inner product is their cosine similarity."""

    @property
    def id(self) -> str:
        """Stable name of the model and its quantisation; vectors of two ids do not compare."""

    @property
    def dimensions(self) -> int:
        """Length of one vector: always `DIMENSIONS`."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts in the order given.

        Returns an array of shape (len(texts), DIMENSIONS), float32, each row of length 1;
        (0, DIMENSIONS) for no texts. A text with nothing to read in it (empty, white space,
        control characters) gives a row of zeros. A long text is cut: the real encoder reads
        its first 256 tokens. A row depends on its own text alone, whatever else is in the
        batch (cosine to the text encoded alone at least 0.999). Safe to call from several
        threads at once. No text is ever refused; `core.errors.Misconfigured` is raised where
        the model's own files are missing or unreadable.
        """
