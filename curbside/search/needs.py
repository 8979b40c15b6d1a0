"""Topics that nobody wants whose text does not say a certain word, as ``relations`` says. Pure.

"Itchy penis" is no topic of a face that itches, nor "After hernia surgery" of one who has a hernia
and no operation yet. Deliberately says nothing of topics whose word is there: it stands in every
text that is about them, and in many that are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from curbside.search import analyser
from curbside.search.relations import Line

if TYPE_CHECKING:
    from curbside.search.linking import Read

_HAN = re.compile(r"[㐀-鿿]")


class Needs:
    """The needs of a catalogue's topics, by row. Safe to share by threads."""

    def __init__(self, slugs: Sequence[str], lines: Iterable[Line]) -> None:
        """``slugs``: those of the topics, in the order of their rows."""
        numbers = {slug: row for row, slug in enumerate(slugs)}
        self._groups = []
        for line in lines:
            stems = {tuple(analyser.analyse(w)) for w in line.before if not _HAN.search(w)}
            words = frozenset(stem[0] for stem in stems if len(stem) == 1)
            runs = tuple(f" {' '.join(stem)} " for stem in sorted(stems) if len(stem) > 1)
            chinese = tuple(analyser.fold(word) for word in line.before if _HAN.search(word))
            rows = [numbers[slug] for slug in line.topics if slug in numbers]
            self._groups.append((words, runs, chinese, np.array(rows, dtype=np.int64)))

    def unmet(self, text: Read) -> npt.NDArray[np.int64]:
        """The rows of the topics whose words the text does not say."""
        said, run = set(text.terms), f" {' '.join(text.terms)} "
        out = [
            rows
            for words, runs, chinese, rows in self._groups
            if said.isdisjoint(words)
            and not any(one in run for one in runs)
            and not (text.chinese and any(word in text.folded for word in chinese))
        ]
        return np.concatenate(out) if out else np.zeros(0, dtype=np.int64)
