"""The vectors of sources: of a title, and of what is said under each facet.

Encoding every facet's question would be most of an import's time. So in English a title is encoded,
and what asking for a facet adds to a title ("What causes …?") is learned from a few common ones and
added to it; only of what a thing is, question and beginning are encoded. Chinese vectors cost
nothing and are made from the questions themselves. Deliberately stores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from curbside.core import languages
from curbside.evidence.facets import Facet
from curbside.evidence.preparing import question

Vectors = npt.NDArray[Any]
Encode = Callable[[Sequence[str]], Vectors]
MOVED = 1.2  # how far: on 340 titles the vectors then are nearest to encoded ones (cosine 0.96)
KEPT = 4_000  # titles remembered: texts about one thing stand near each other in a collection
# What people ask about most, in one word and in several, short and long.
_COMMON = (
    "Asthma", "Diabetes", "Back pain", "High blood pressure", "Breast cancer", "Migraine",
    "Kidney stones", "Acne", "Depression", "Multiple sclerosis", "Urinary tract infection",
    "Carpal tunnel syndrome",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A source's title, and for each of its facets the text that stands for it."""

    title: str
    meanings: Mapping[Facet, str]


@dataclass
class Maker:
    """Makes vectors with an encoder; remembers titles. One thread at a time."""

    encode: Encode
    _titles: dict[str, Vectors] = field(default_factory=dict)
    _moves: dict[Facet, Vectors] = field(default_factory=dict)

    def of(self, sources: Sequence[Said]) -> Vectors:
        """For each source a row for its title, then one for each of its facets."""
        texts = {one.title: None for one in sources if one.title not in self._titles}
        fresh = {
            text: None
            for one in sources
            for facet, text in one.meanings.items()
            if _encoded(facet, text)
        }
        made = self.encode([*texts, *fresh])
        known = dict(zip([*texts, *fresh], made, strict=True))
        titles = {**self._titles, **{title: known[title] for title in texts}}
        rows = [row for one in sources for row in self._rows(one, titles[one.title], known)]
        self._titles = titles if len(titles) <= KEPT else {}
        return np.stack(rows) if rows else made

    def _rows(self, one: Said, title: Vectors, known: Mapping[str, Vectors]) -> list[Vectors]:
        out = [title]
        for facet, text in one.meanings.items():
            out.append(known[text] if _encoded(facet, text) else self._moved(title, facet))
        return out

    def _moved(self, title: Vectors, facet: Facet) -> Vectors:
        """The title's vector as asking for the facet moves it; of length 1, or zeros."""
        if not self._moves:
            self._moves = self._learned()
        moved = title + MOVED * self._moves[facet] if np.any(title) else title
        length = float(np.linalg.norm(moved))
        return moved / length if length else moved

    def _learned(self) -> dict[Facet, Vectors]:
        plain = self.encode(_COMMON)
        return {
            facet: (self.encode([question(facet, title) for title in _COMMON]) - plain).mean(axis=0)
            for facet in Facet
        }


def _encoded(facet: Facet, text: str) -> bool:
    """Whether the text is encoded itself."""
    return facet is Facet.WHAT or languages.HAN.search(text) is not None
