"""The form that a Latin word is matched by: one spelling, then its stem.

British and American spellings, lost apostrophes and texting forms fold onto one; other words get
their English (Porter2) stem; a word that no concept has is looked up as several that were run
together ("iwanttodie"), then by the speller. Han characters never come here.
"""

from __future__ import annotations

from collections.abc import Iterable

import Stemmer

from curbside.safety.triage.runs import Runs
from curbside.safety.triage.spelling import Speller
from curbside.safety.triage.text import LONGEST, Reader

# Parts of words, as a clinician in London and one in Boston write them.
_BRITISH = (
    ("haem", "hem"), ("anaes", "anes"), ("aemi", "emi"), ("oedem", "edem"), ("oesoph", "esoph"),
    ("rrhoe", "rrhe"), ("pnoe", "pne"), ("paed", "ped"), ("faec", "fec"), ("foet", "fet"),
    ("caes", "ces"), ("tumour", "tumor"), ("colour", "color"), ("labour", "labor"),
    ("paralyz", "paralys"), ("grey", "gray"),
)  # fmt: skip


class Lexicon:
    """Forms of words. ``aliases`` maps a word onto the one it is matched as, ``unstemmed`` keeps
    words whose stem means something else ("fitting" is not "fit"), ``run_together`` are those that
    people write without the space between.
    """

    def __init__(
        self, aliases: dict[str, str], unstemmed: Iterable[str], run_together: Iterable[str]
    ) -> None:
        self._aliases = aliases
        self._unstemmed = frozenset(unstemmed)
        self._stem = Stemmer.Stemmer("english").stemWord
        self._stemmed: dict[str, str] = {}  # of the words of concepts
        self._known: dict[str, str] = {}
        self._stems: frozenset[str] = frozenset()
        self._runs = Runs(run_together)
        self._speller = Speller(())
        self.reader = Reader(self.key)

    def stem(self, word: str) -> str:
        """The form of a word of a concept, which is spelt as it should be."""
        found = self._stemmed.get(word)
        if found is None:
            found = self._stemmed[word] = self._stem_of(word)
        return found

    def _stem_of(self, word: str) -> str:
        word = self._aliases.get(word, word)
        for british, american in _BRITISH:
            if british in word:
                word = word.replace(british, american)
        return word if word in self._unstemmed else str(self._stem(word))

    def learn(self, words: Iterable[str]) -> None:
        """Take ``words``, and what they inflect to, as those that misspelt words may stand for."""
        written = {*words, *self._aliases}
        self._known = {
            form: stem
            for word in written
            for stem in [self.stem(word)]
            for form in _inflected(word)
            if self._stem_of(form) == stem
        }
        self._stems = frozenset(self._known.values())
        self._speller = Speller(self._known, written)
        self.reader = Reader(self.key)

    def key(self, word: str, correct: bool = True) -> str:
        """The form of a word of a text, misspelt or not; of words run together the words, with
        spaces between. Not to ``correct`` saves the looking up.
        """
        if len(word) > LONGEST:
            return ""
        stem = self._stem_of(word)
        if not correct or word in self._known or stem in self._stems:
            return stem
        parted = self._runs.parted(word)
        if parted:
            return " ".join(parted)
        meant = self._speller.nearest(word)
        return stem if meant is None else self._known[meant]


def _inflected(word: str) -> set[str]:
    """``word`` with the endings a writer may give it, right or wrong."""
    base = word[:-1] if word.endswith("e") else word
    last = {word + word[-1:] + "ing", word + word[-1:] + "ed"}
    return {word, word + "s", word + "es", base + "ing", base + "ed", *last}
