"""BM25 as arithmetic on term counts. Pure; storage is elsewhere.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
non-negative inverse document frequency that Lucene uses. The score of a document is the inner
product of ``document_weights`` and ``query_weights``, which is why it can be a sparse vector.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

K1 = 1.2
B = 0.75
DIMENSIONS = 1_000_000_000  # pgvector's limit for a sparse vector


@functools.lru_cache(maxsize=200_000)
def term_id(term: str) -> int:
    """The term's dimension, in [0, DIMENSIONS). Hashed, so that writers need not agree on a
    vocabulary first; among 200,000 terms about 20 pairs share a dimension (n²/2m).
    """
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) % DIMENSIONS


def document_weights(terms: Sequence[str], average_length: float) -> dict[int, float]:
    """Saturated, length-normalised term frequency by dimension."""
    length = len(terms)
    norm = K1 * (1 - B + B * length / max(average_length, 1e-9))
    out: dict[int, float] = {}
    for term, count in Counter(terms).items():
        out[term_id(term)] = count * (K1 + 1) / (count + norm)
    return out


def inverse_document_frequency(documents: int, containing: int) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), never negative."""
    return math.log1p((max(documents - containing, 0) + 0.5) / (containing + 0.5))


def query_weights(
    terms: Iterable[str], documents: int, frequencies: Mapping[int, int]
) -> dict[int, float]:
    """Inverse document frequency times count in the query; terms nobody uses are left out."""
    out: dict[int, float] = {}
    for term, count in Counter(terms).items():
        containing = frequencies.get(term_id(term), 0)
        if containing:
            out[term_id(term)] = count * inverse_document_frequency(documents, containing)
    return out


def to_sql(weights: Mapping[int, float]) -> str:
    """The text form of pgvector's ``sparsevec`` (dimensions count from 1)."""
    inner = ",".join(f"{dim + 1}:{weight:.6g}" for dim, weight in sorted(weights.items()))
    return f"{{{inner}}}/{DIMENSIONS}"
