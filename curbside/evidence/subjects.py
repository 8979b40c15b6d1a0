"""What a passage speaks of: conditions, symptoms, medicines. Pure once built.

From the source's own focus and synonyms, from the catalogue's topics in all their names, and from
a list of common medicines. Deliberately a look-up of known names; it guesses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from curbside.core import languages
from curbside.search import analyser, covers
from curbside.search.phrases import Phrases

if TYPE_CHECKING:
    from curbside.search.vocabulary import TopicWords

MOST = 8  # subjects of a passage; the focus and its synonyms are at most OWN of them
OWN = 4
LEAST = 0.4  # what speaks for a topic; below it is a word inside another phrase
LONGEST = 120
_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")


class Subjects:
    """Finds the names of a catalogue in texts. Safe to share by threads."""

    def __init__(self, topics: Sequence[TopicWords]) -> None:
        medicines = _medicines()
        self._names = [
            (t.english[:1] or t.chinese[:1], t.chinese[:1] or t.english[:1]) for t in topics
        ]
        self._names += [((name,), (name,)) for name in medicines]
        self._phrases = Phrases(
            [(t.english, t.chinese) for t in topics] + [([name], []) for name in medicines],
            (covers.ENGLISH, covers.CHINESE),
        )

    def of(self, own: Sequence[str], text: str, terms: Sequence[str]) -> tuple[str, ...]:
        """The subjects of a passage, the focus first; ``terms`` are its analysed words."""
        chinese = languages.HAN.search(text) is not None
        found = self._phrases.find(terms, 0)
        if chinese:
            found += self._phrases.find_chinese(analyser.fold(text), 0)
        evidence = self._phrases.evidence(found)
        known = sorted(
            (one for one in evidence if evidence[one] >= LEAST), key=lambda o: -evidence[o]
        )
        names = (self._names[one][chinese][0] for one in known if self._names[one][chinese])
        return tuple(list(dict.fromkeys((*own[:OWN], *map(str.casefold, names))))[:MOST])


def own(names: Iterable[str]) -> tuple[str, ...]:
    """A source's names for what it is about, lower case, what stands in brackets apart.

    >>> own(["Tuberculosis (TB)"])
    ('tuberculosis', 'tb')
    """
    out: dict[str, None] = {}
    for name in names:
        plain = _BRACKETS.sub(" ", name)
        for part in (plain, *_BRACKETS.findall(name)):
            tidy = " ".join(part.split()).strip(" ?.:;,").casefold()
            if 1 < len(tidy) <= LONGEST:
                out.setdefault(tidy)
    return tuple(out)


@cache
def _medicines() -> tuple[str, ...]:
    listed = resources.files("curbside.evidence").joinpath("data/medicines.txt")
    lines = listed.read_text(encoding="utf-8").splitlines()
    return tuple(name.strip() for line in lines for name in line.split(",") if name.strip())
