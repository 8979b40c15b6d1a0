"""Chinese names that were found once, wherever else they stand: 林雅婷 … 雅婷也吐.

Goes by what the other rules found, and finds nobody new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import has_grammar, is_han, is_word
from curbside.safety.deidentify.identifiers.han_names import DOUBLE, SINGLE
from curbside.safety.deidentify.model import PERSON, Candidate

_FEW = 16
_LEAST = 0.5  # how sure a name must be


def find(document: Document, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The other places of names of two characters and more, and of the given names in them."""
    text = document.han
    names = {n for c in found for n in _names(text, c)}
    for place, end in _places(text, names):
        if not (is_word(text[place - 1 : place + 1]) or is_word(text[end - 1 : end + 1])):
            yield Candidate(place, end, PERSON, 0.55, "again-zh", "name")


def _places(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand. Many are looked up at each place, so that a long text of nothing but
    names takes no longer for each of them.
    """
    if len(names) > _FEW:
        for length in (2, 3, 4):
            for place in range(len(text) - length + 1):
                if text[place : place + length] in names:
                    yield place, place + length
        return
    for name in names:
        place = text.find(name)
        while place >= 0:
            yield place, place + len(name)
            place = text.find(name, place + len(name))


def _names(text: str, candidate: Candidate) -> Iterator[str]:
    """The whole name and its given name, where they are no words."""
    name = text[candidate.start : candidate.end]
    if candidate.type != PERSON or candidate.confidence < _LEAST or not 2 <= len(name) <= 4:
        return
    if not all(is_han(name, place) for place in range(len(name))) or has_grammar(name):
        return
    given = name[2:] if name[:2] in DOUBLE else name[1:] if name[0] in SINGLE else ""
    for part in (name, given):
        if len(part) >= 2 and not is_word(part):
            yield part
