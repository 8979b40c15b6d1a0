"""A misspelt word for the concept word that was meant, by a deletion neighbourhood.

Only words of concepts are known here, and a real word that merely looks like one of them (see
``real_words.txt``) is never touched. Two letters changed round
in a word of four, one slip from five letters on, two from nine. Han characters
are left alone.

The neighbourhood (Garbe's symmetric deletes) holds every form with one letter, and for long words
two letters, taken out; a text's word is looked up with none or one taken out. Two slips that are
both extra or both wrong letters are therefore not found; the others are.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from importlib import resources

from rapidfuzz.distance import OSA

SHORTEST, LONG, LONGEST = 4, 9, 24


class Speller:
    """Knows words; ``nearest`` finds the one that a misspelt word stands for."""

    def __init__(self, words: Iterable[str], written: Container[str] = ()) -> None:
        """Of ``written`` words, those that stand in a concept, two slips are forgiven in long
        ones; of their other forms one.
        """
        self._near: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if len(word) >= SHORTEST and word.isalpha():
                letters = 2 if len(word) >= LONG and word in written else 1
                for form in {word, *_shorter(word, letters)}:
                    self._near.setdefault(form, []).append(word)
        path = resources.files("curbside.safety.triage").joinpath("real_words.txt")
        self._real = frozenset(path.read_text(encoding="utf-8").split())

    def nearest(self, word: str) -> str | None:
        """The known word at the least distance from ``word``, or None."""
        if not SHORTEST <= len(word) <= LONGEST or word in self._real:
            return None
        best, least = None, 3
        for form in (word, *_shorter(word, 1)):
            for known in self._near.get(form, ()):
                if known[0] != word[0] and known[:2] != word[1::-1]:
                    continue  # slips at the first letter are rare, and real words differ there
                if len(word) == SHORTEST and sorted(word) != sorted(known):
                    continue
                reach = 2 if min(len(known), len(word)) >= LONG else 1
                distance = OSA.distance(word, known, score_cutoff=reach)
                if distance <= reach and distance < least:
                    best, least = known, distance
        return best


def _shorter(word: str, letters: int) -> Iterator[str]:
    """``word`` with up to ``letters`` letters taken out."""
    for i in range(len(word)):
        once = word[:i] + word[i + 1 :]
        yield once
        if letters == 2:
            for j in range(i, len(once)):
                yield once[:j] + once[j + 1 :]
