"""The names of what people ask about: topics of the catalogue with their synonyms. Pure.

A name is a run of stems in English and a piece of folded text in Chinese. Deliberately knows no
hierarchy: a topic is the set of its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from curbside.search import analyser

Name = tuple[str, ...]
# Words that name no subject by themselves, or everybody's.
GENERIC = frozenset(
    analyser.analyse(
        "pain disease disorder infection medicine medication drug surgery doctor health women men child children"
        " treatment symptom problem condition examination test tests blood body heart skin eye eyes face head"
        " facial illness injury wound food safety sex relationship life hospital history family side left right"
        " swelling lump side effect effects baby feeling report result age aging adult adults operation"
        " therapy nerve nerves muscle muscles bone tongue stomach abdomen leg legs arm arms finger foot hand hands"
        " toe neck throat nose ear mouth lip teeth tooth back chest breast nail hair brain spots medical"
        " hormone virus bacteria weakness viral advice drug level general living pregnancy week weeks worry bleeding water red specialist physician emergency exposure"
        " spirit period prescription capsule tablet dose supplement supplements alternative natural pill pills test bone cause causes care healthy risk risks development"
    )
)

LOOSE = (2, 3)
REACH = 6  # terms between the words of a scattered name


@dataclass
class Lexicon:
    """Topics by number, each with its names."""

    names: list[frozenset[Name]] = field(default_factory=list)
    chinese: list[frozenset[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    owners: dict[Name, list[int]] = field(default_factory=dict)
    owners_zh: dict[str, list[int]] = field(default_factory=dict)
    longest: int = 1
    loose: dict[str, list[Name]] = field(default_factory=dict)  # names of two or three, by a stem

    @classmethod
    def of(cls, topics: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Lexicon:
        """``topics``: for each, its English and its Chinese words, the name first."""
        out = cls()
        for english, chinese in topics:
            number = len(out.names)
            names = [name for phrase in english if (name := stems(phrase))]
            folded = [f for phrase in chinese if len(f := analyser.fold(phrase)) > 1]
            out.names.append(frozenset(names))
            out.chinese.append(frozenset(folded))
            out.labels.append(english[0] if english else chinese[0])
            for name in dict.fromkeys(names):
                out.owners.setdefault(name, []).append(number)
                out.longest = max(out.longest, len(name))
                if len(name) in LOOSE and len(out.owners[name]) == 1:
                    key = next((stem for stem in name if stem not in GENERIC), name[0])
                    out.loose.setdefault(key, []).append(name)
            for word in dict.fromkeys(folded):
                out.owners_zh.setdefault(word, []).append(number)
        return out

    def mentions(self, terms: Sequence[str]) -> list[tuple[Name, int, int]]:
        """The names in a run of stems, the longest where several begin or lie in one another."""
        out: list[tuple[Name, int, int]] = []
        at = 0
        while at < len(terms):
            for size in range(min(self.longest, len(terms) - at), 0, -1):
                name = tuple(terms[at : at + size])
                if name in self.owners and telling(name):
                    out.append((name, at, at + size))
                    at += size - 1
                    break
            at += 1
        return out

    def scattered(self, terms: Sequence[str]) -> list[Name]:
        """Names whose words stand near one another, but in another order or with words between:
        "my upper lip has small twitches" for "twitching lip".
        """
        places: dict[str, list[int]] = {}
        for at, term in enumerate(terms):
            places.setdefault(term, []).append(at)
        out = []
        for term, ats in places.items():
            for name in self.loose.get(term, ()):
                if telling(name) and all(
                    any(abs(at - other) <= REACH for at in ats for other in places.get(stem, ()))
                    for stem in name
                ):
                    out.append(name)
        return out

    def mentions_zh(self, folded: str) -> list[tuple[str, int]]:
        """The Chinese names in a folded text, with where they begin; longest first at a place."""
        out = []
        at = 0
        while at < len(folded) - 1:
            for size in range(min(8, len(folded) - at), 1, -1):
                if folded[at : at + size] in self.owners_zh:
                    out.append((folded[at : at + size], at))
                    at += size - 1
                    break
            at += 1
        return out


@lru_cache(maxsize=40_000)
def stems(phrase: str) -> Name:
    """A phrase or a sentence as a run of stems. Kept: the sentences of sources recur."""
    return tuple(analyser.analyse(phrase))


@lru_cache(maxsize=40_000)
def term_set(text: str) -> frozenset[str]:
    """The stems of a sentence, each once."""
    return frozenset(stems(text))


def telling(name: Name) -> bool:
    """Whether a name says what something is about."""
    return not all(stem in GENERIC for stem in name)


NONE = Lexicon()
