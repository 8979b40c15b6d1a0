"""The second stage: the first hits told apart by laying query and text beside each other. Pure.

One vector a text forgets which word stood where, so where the first hits are nearly equal, each
piece of the query looks for its nearest piece in the text, and the other way round, telling pieces
counting more (late interaction, Khattab and Zaharia, "ColBERT", 2020). Nearness at the model's end
counts for a text, nearness half-way, where pieces are still mostly words, against it: shared words
are what a lookalike has too. Weights are fitted by ``training/second_stage.py``. Deliberately moves
nothing but the first ``FIRST``, and changes no score but by changing places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from curbside.embedding import Pieces
from curbside.search.fusion import Hit

FIRST = 3  # hits that may change places
CLOSE = 0.04  # how near the first two must be; further apart, the first stage is right
ITSELF = 0.95  # a score from which a hit is the query's own text, and keeps its place
# Of ``nearness``, beside the first stage's score; as ``training/second_stage.py`` prints them.
WEIGHTS = (-0.13, -0.5, 0.71, 0.7)


def contested(hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits to look at again, best first; none where the first is clear."""
    rest = [hit for hit in hits[: FIRST + 1] if hit.score < ITSELF][:FIRST]
    close = len(rest) > 1 and rest[0].score - rest[1].score < CLOSE
    return rest if close else []


def settled(hits: Sequence[Hit], asked: Pieces, texts: Mapping[int, Pieces]) -> list[Hit]:
    """All hits, those with ``texts`` in their new order. They take each other's places and
    scores, so that scores still fall and a floor means what it did.
    """
    places = [n for n, hit in enumerate(hits) if hit.number in texts]
    if not len(asked.weights) or any(not len(t.weights) for t in texts.values()):
        return list(hits)
    found = [
        (hits[n].score + float(np.dot(WEIGHTS, nearness(asked, texts[hits[n].number]))), -n)
        for n in places
    ]
    out = list(hits)
    for place, (_, old) in zip(places, sorted(found, reverse=True), strict=True):
        out[place] = Hit(hits[-old].number, hits[place].score)
    return out


def nearness(query: Pieces, text: Pieces) -> tuple[float, ...]:
    """Mean cosine of each piece's nearest piece in the other, by weight: half-way and at
    the end, each from the query to the text and back."""
    out = []
    for one, other in ((query.middle, text.middle), (query.last, text.last)):
        cosines = one @ other.T
        out.append(float(np.average(cosines.max(axis=1), weights=query.weights)))
        out.append(float(np.average(cosines.max(axis=0), weights=text.weights)))
    return tuple(out)
