"""Passages searched in memory: the same order as ``queries``, without a database. Pure.

For measurements and tests of whatever rests on evidence. Deliberately exact and simple: every
passage is scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from curbside.evidence import preparing
from curbside.evidence.facets import Facet
from curbside.evidence.passage import Found, Passage
from curbside.evidence.ranking import AVERAGE, MAX_CHARACTERS, Candidate, ranked, said
from curbside.evidence.vectors import Maker, Said
from curbside.search import analyser, bm25

Encode = Callable[[Sequence[str]], np.ndarray[Any, Any]]


class Memory:
    """An index over ``passages``; with ``encode`` (an encoder's method) also by meaning."""

    def __init__(self, passages: Sequence[Passage], encode: Encode | None = None) -> None:
        self._passages = list(passages)
        self._encode = encode
        terms = [
            [*analyser.analyse(p.text), *preparing.heading_terms(p.source, p.subjects)]
            for p in self._passages
        ]
        self._frequencies = Counter(bm25.term_id(t) for one in terms for t in set(one))
        self._weights = [bm25.document_weights(one, AVERAGE) for one in terms]
        self._vectors = self._meanings() if encode else None

    def _meanings(self) -> np.ndarray[Any, Any] | None:
        """For each passage the vector of what its source says under its facet."""
        keys = [(p.ref.rpartition("#")[0], p.facet) for p in self._passages]
        said: dict[tuple[str, Facet], Said] = {}
        for passage, key in zip(self._passages, keys, strict=True):
            meaning = preparing.meanings(passage.source, [(passage.facet, passage.text)])
            said.setdefault(key, Said(passage.source, meaning))
        if not said or self._encode is None:
            return None
        place = {key: 2 * n + 1 for n, key in enumerate(said)}  # each after its title
        vectors = Maker(self._encode).of(list(said.values()))
        return np.asarray(vectors[[place[key] for key in keys]])

    def find(
        self,
        text: str,
        language: str,
        limit: int = 60,
        facets: Collection[Facet] = (),
        vector: np.ndarray[Any, Any] | None = None,
    ) -> list[Found]:
        """The best passages for the text in the language, best first."""
        text = text[:MAX_CHARACTERS]
        terms = analyser.analyse(text)
        query = bm25.query_weights(said(terms), len(self._passages), self._frequencies)
        if vector is None and self._encode and self._passages:
            vector = self._encode([text])[0]
        candidates = []
        for n, passage in enumerate(self._passages):
            if passage.language != language or (facets and passage.facet not in facets):
                continue
            words = sum(w * self._weights[n].get(d, 0.0) for d, w in query.items())
            cosine = None
            if vector is not None and self._vectors is not None:
                cosine = float(self._vectors[n] @ vector)
            if words or cosine:
                candidates.append(Candidate(passage, words, cosine))
        return ranked(candidates, text, terms, sum(query.values()), limit)
