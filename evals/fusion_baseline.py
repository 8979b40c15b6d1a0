"""What ours is compared with: bm25s, plain all-MiniLM-L6-v2 in fp32, and both fused by ranks.

The original model is not part of the project: `training/export_encoder.py --original FOLDER` writes
it as ONNX, and a measurement is told where it lies. Without it, rows that need it are left out and
said to be. Deliberately knows nothing of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from curbside.embedding.onnx_encoder import OnnxEncoder
from curbside.embedding.port import Vectors

RRF = 60  # Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion" (2009)
DEPTH = 100  # ranks that a fusion reads of each list

Rank = Callable[[str], list[int]]


def dense(texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Rank:
    """Documents 1..n by the cosine of their vectors and the query's, all compared."""
    vectors = encode(texts)

    def rank(text: str) -> list[int]:
        order = np.argsort(-(vectors @ encode([text])[0]), kind="stable")
        return [int(n) + 1 for n in order]

    return rank


def original(folder: Path | None, texts: Sequence[str]) -> Rank | None:
    """The original model over the texts, or None where there is no folder with it."""
    if folder is None or not (folder / "model.onnx").is_file():
        return None
    return dense(texts, OnnxEncoder(model_dir=folder, chinese=False).encode)


def fused(*systems: Rank) -> Rank:
    """Reciprocal-rank fusion of the systems' first ``DEPTH``."""

    def rank(text: str) -> list[int]:
        total: dict[int, float] = defaultdict(float)
        for system in systems:
            for place, number in enumerate(system(text)[:DEPTH], 1):
                total[number] += 1 / (RRF + place)
        return sorted(total, key=lambda number: (-total[number], number))

    return rank


def words(texts: Sequence[str], analyse: Callable[[str], list[str]]) -> Rank:
    """bm25s over the terms that ``analyse`` gives, every text scored; its usual k1 and b."""
    import bm25s

    index = bm25s.BM25(method="lucene")
    index.index([analyse(text) for text in texts], show_progress=False)

    def rank(text: str) -> list[int]:
        terms = [term for term in analyse(text) if term in index.vocab_dict]
        if not terms:
            return []
        scores = index.get_scores(terms)
        order = np.argsort(-scores, kind="stable")
        return [int(n) + 1 for n in order if scores[n] > 0]

    return rank
