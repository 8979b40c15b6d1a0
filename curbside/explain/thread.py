"""A thread: a subject that an explanation may speak of, and how far a passage is about it. Pure.

Which threads a question has is for ``threads``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from curbside.core import languages
from curbside.evidence.passage import Passage
from curbside.explain.lexicon import Name, stems, telling
from curbside.search import analyser

CONCERN, VIEW, ADVICE, SIBLING = "concern", "view", "advice", "sibling"
NEARLY = 0.6  # how far a focus counts that holds a thread's name and a word that tells no more
UNSAID = 0.65  # how far a focus counts that is a synonym which neither question nor reply uses
# One word that is a name only beside another, or in capitals, is none when it stands alone.
_NO_NAMES = frozenset(
    [
        "aid",
        "com",
        "fit",
        "all",
        "crab",
        "smell",
        "taste",
        "hope",
        "rest",
        "change",
        "process",
        "sign",
        "cycl",
        "regular",
        "normal",
        "research",
        "studi",
        "discharg",
        "thin",
        "photo",
    ]
)
QUALIFIERS = frozenset(
    analyser.analyse(
        "acute chronic common adult adults severe disease disorder problem symptoms type pain"
        " basics benign essential simple"
    )
)
_AUDIENCE = re.compile(
    r"\b(?:in|for|and) (?:adults?|children|infants|babies|teens|men|women|older adults?|pregnancy"
    r"|kids)\b|^(?:what i need to know about|prevent diabetes problems:?|living with"
    r"|understanding|your guide to)\b|\b(?:also (?:known as|called)|overview|basics|information"
    r"|syndrome|disease|disorders?|problems?)\b",
    re.I,
)
_PARTS = re.compile(r"[:;,()/]| - | – |\band\b|\bor\b")

Names = dict[str, tuple[list[Name], Name]]  # of a title: the names of its focus, its stems


@dataclass
class Thread:
    """A subject with its names; ``origins`` says who named it."""

    label: str
    names: set[Name]
    chinese: set[str] = field(default_factory=set)
    weight: float = 0.0
    times: int = 0
    origins: set[str] = field(default_factory=set)
    used: set[Name] = field(default_factory=set)  # the names that question or reply use
    whole: bool = False  # whether one of them stands there in one piece
    main: bool = True  # whether it is among the heaviest, and not only beside them

    def spoken_of(self, terms: frozenset[str], folded: str = "") -> bool:
        """Whether a sentence names it, in whatever order of words."""
        if folded and any(word in folded for word in self.chinese):
            return True
        for name in self.names:  # a loop: it is asked thousands of times for one explanation
            if name[0] in terms and (len(name) == 1 or terms.issuperset(name)):
                return True
        return False


def nameable(name: Name) -> bool:
    """Whether a run of stems can name a subject."""
    return telling(name) and not (len(name) == 1 and (name[0] in _NO_NAMES or len(name[0]) < 2))


def focus_names(passage: Passage) -> tuple[list[Name], Name]:
    """The names of what a passage is about (parts of its focus), and all stems of the focus."""
    return _focus_names(passage.subjects[0] if passage.subjects else passage.source, passage.source)


@lru_cache(maxsize=20_000)
def _focus_names(focus: str, title: str) -> tuple[list[Name], Name]:
    out: list[Name] = []
    whole = stems(title)
    for text in dict.fromkeys((focus, title)):
        whole = stems(text)
        for part in [text, *_PARTS.split(_AUDIENCE.sub(" ", text))]:
            name = stems(part)
            alone = len(name) == 1 and len(whole) > 1 and part is not text
            if name and name not in out and not (alone and part.strip().lower() == part.strip()):
                out.append(name)
    return out, whole


def strength(passage: Passage, thread: Thread, kept: Names) -> float:
    """How far a passage is about a thread: 1 where its focus is one of the thread's names."""
    if passage.source not in kept:
        kept[passage.source] = focus_names(passage)
    names, whole = kept[passage.source]
    shared = [name for name in names if name in thread.names]
    shared += [name for name in thread.names if len(name) > 1 and set(name) == set(whole)]
    if shared:
        return 1.0 if not thread.used or thread.used.intersection(shared) else UNSAID
    if languages.is_chinese(passage.language):
        folded = analyser.fold(" ".join((passage.source, *passage.subjects[:1])))
        return 1.0 if any(word in folded for word in thread.chinese) else 0.0
    for name in thread.names:
        if set(name) <= set(whole) and set(whole) - set(name) <= QUALIFIERS:
            return NEARLY
    return 0.0
