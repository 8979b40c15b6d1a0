"""Three plain ways to explain from the same passages, cut to the same number of words.

The top passages as they are; TextRank over their sentences (Mihalcea and Tarau 2004: sentences
that share words, ranked by PageRank); maximal marginal relevance over them (Carbonell and
Goldstein 1998, cosines of the shipped encoder). Each sees the passages that one search with
question and reply finds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from curbside.evidence.passage import Found
from curbside.evidence.sentences import units
from curbside.search import analyser

PASSAGES = 20  # whose sentences are ranked
LAMBDA = 0.7  # of relevance against novelty, the usual choice
Encode = Callable[[Sequence[str]], "np.ndarray[Any, Any]"]


def top(found: Sequence[Found], words: int) -> list[str]:
    """The best passages, one after another."""
    return cut([unit.text for hit in found for unit in units(hit.passage.text)], words)


def textrank(found: Sequence[Found], words: int) -> list[str]:
    """Sentences by their rank in the graph of shared words."""
    pool = _sentences(found)
    terms = [set(analyser.analyse(text)) for text in pool]
    size = len(pool)
    if not size:
        return []
    graph = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            lengths = math.log(len(terms[i]) + 1) + math.log(len(terms[j]) + 1)
            graph[i, j] = graph[j, i] = len(terms[i] & terms[j]) / lengths if lengths else 0.0
    sums = graph.sum(axis=1, keepdims=True)
    walk = np.divide(graph, sums, out=np.zeros_like(graph), where=sums > 0)
    rank = np.full(size, 1 / size)
    for _ in range(50):
        rank = 0.15 / size + 0.85 * walk.T @ rank
    return cut([pool[i] for i in np.argsort(-rank)], words)


def mmr(found: Sequence[Found], asked: str, words: int, encode: Encode) -> list[str]:
    """Sentences near the question and unlike those taken."""
    pool = _sentences(found)
    if not pool:
        return []
    vectors = encode([asked, *pool])
    near, own = vectors[1:] @ vectors[0], vectors[1:] @ vectors[1:].T
    taken: list[int] = []
    while len(taken) < len(pool) and sum(len(pool[i].split()) for i in taken) < words:
        left = [i for i in range(len(pool)) if i not in taken]
        taken.append(
            max(
                left,
                key=lambda i: (
                    LAMBDA * near[i] - (1 - LAMBDA) * max((own[i, j] for j in taken), default=0.0)
                ),
            )
        )
    return cut([pool[i] for i in taken], words)


def _sentences(found: Sequence[Found]) -> list[str]:
    said = [unit.text for hit in found[:PASSAGES] for unit in units(hit.passage.text)]
    return list(dict.fromkeys(said))


def cut(sentences: Sequence[str], words: int) -> list[str]:
    """The first sentences up to ``words`` words; the one that passes the limit is the last."""
    out: list[str] = []
    count = 0
    for sentence in sentences:
        if count >= words:
            break
        out.append(sentence)
        count += len(sentence.split())
    return out
