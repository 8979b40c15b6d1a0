"""Words that mean little alone and much together: a sentence is raised by the points it gathers.

``concepts/self_harm_points.tsv`` gives points to ideas (concepts), to words and to two words in a
row; what a sentence, or two in a row, holds of them is added up, each once. Of up to four lines
100 points are enough, of nine 150, of sixteen 200, so that length alone gathers none. The list was
fitted on our own tuning messages (``training/self_harm_points.py``) and is short enough to be read
and versioned like any other rule. It can raise a flag and never takes one away: whatever the rules
say of themselves stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise
from typing import TypeVar

from curbside.safety.triage.mentions import Found, Mention
from curbside.safety.triage.patterns import BadTriageFile
from curbside.safety.triage.text import Words

ENOUGH, FEW = 100, 4  # points at which a sentence is raised that holds no more than few lines
Key = TypeVar("Key", str, int)
Known = dict[str | int, tuple[int, int, int]]  # what was found: its points and its tokens


@dataclass(slots=True)
class Points:
    """What gives how many points: words, words by the word before them, and concepts."""

    words: dict[str, int] = field(default_factory=dict)
    pairs: dict[str, dict[str, int]] = field(default_factory=dict)
    concepts: dict[int, int] = field(default_factory=dict)

    def mentions(self, words: Words, found: Found) -> list[Mention]:
        """Where sentences gather enough: on the words that say most."""
        held = self._held(words, found)
        out = [mention for known in held if (mention := _raised(known))]
        return out or [m for one, two in pairwise(held) if (m := _raised(one | two))]

    def _held(self, words: Words, found: Found) -> list[Known]:
        """What each sentence holds that gives points."""
        held: dict[int, Known] = {}
        sentences, keys = words.sentences, words.keys
        for concept, points in self.concepts.items():
            for mention in found.by_concept.get(concept, ()):
                known = held.setdefault(sentences[mention.start], {})
                known.setdefault(concept, (points, mention.start, mention.end))
        given, pairs, count = self.words, self.pairs, len(keys)
        for here, key in enumerate(keys):
            if key in given:
                known = held.setdefault(sentences[here], {})
                known.setdefault(key, (given[key], here, here + 1))
            if key in pairs and here + 1 < count and sentences[here] == sentences[here + 1]:
                beside = pairs[key].get(keys[here + 1])
                if beside is not None:
                    known = held.setdefault(sentences[here], {})
                    known.setdefault(f"{key} {keys[here + 1]}", (beside, here, here + 2))
        return [held[sentence] for sentence in sorted(held)]


def enough(known: Known) -> bool:
    """Whether what was found together raises a flag."""
    gathered = sum(points for points, _, _ in known.values())
    return gathered >= ENOUGH * (max(FEW, len(known)) / FEW) ** 0.5


def _raised(known: Known) -> Mention | None:
    if not enough(known):
        return None
    _, start, end = max(known.values())
    return Mention(start, end)


def load(numbers: Mapping[str, int], read_words: Callable[[str], list[str]]) -> Points:
    """The points of the installed list; ``numbers`` are those of the concepts by name, and
    ``read_words`` gives the forms that the words of a line are matched by.
    """
    file = resources.files("curbside.safety.triage").joinpath("concepts/self_harm_points.tsv")
    return read(file.read_text(encoding="utf-8"), numbers, read_words)


def read(listed: str, numbers: Mapping[str, int], read_words: Callable[[str], list[str]]) -> Points:
    """The points of a list. Raises BadTriageFile for a line that is no number, tab, and a concept or
    one or two words, or that says again what another says.
    """
    out = Points()
    for line, points, name in _lines(listed):
        if name.startswith("["):
            if name[1:-1] not in numbers:
                raise BadTriageFile(f"self_harm_points.tsv: no concept is called {name}")
            _put(out.concepts, numbers[name[1:-1]], points, line)
        else:
            words = read_words(name)
            if len(words) == 1:
                _put(out.words, words[0], points, line)
            elif len(words) == 2:
                _put(out.pairs.setdefault(words[0], {}), words[1], points, line)
            else:
                raise BadTriageFile(f"self_harm_points.tsv: {line!r} is neither one word nor two")
    return out


def _put(where: dict[Key, int], key: Key, points: int, line: str) -> None:
    if key in where:
        raise BadTriageFile(f"self_harm_points.tsv: {line!r} stands there twice")
    where[key] = points


def _lines(listed: str) -> Iterator[tuple[str, int, str]]:
    for line in listed.splitlines():
        if line and not line.startswith("#"):
            number, _, name = line.partition("\t")
            if not number.lstrip("-").isdigit() or not name:
                raise BadTriageFile(f"self_harm_points.tsv: {line!r} is no number, tab and word")
            yield line, int(number), name
