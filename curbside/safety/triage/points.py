"""Words that mean little alone and much together: a sentence is raised by the points it gathers.

``concepts/self_harm_points.tsv`` gives points to single words, to pairs and threes of words, and to
concepts; what a sentence, or two in a row, holds of them is added up. The list was fitted on our
own tuning messages (``training/self_harm_points.py``) and is read and versioned like any other
rule. It can raise a flag and never takes one away: whatever the rules say of themselves stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise

from curbside.safety.triage.mentions import Found, Mention
from curbside.safety.triage.text import Words

NEAR = 3  # tokens that the two of "a .. b" may be apart
FEW = 4  # things known of a sentence below which it is not made to count for more
Known = dict[str, tuple[float, int, int]]  # what was found: its points and its tokens


@dataclass(slots=True)
class Points:
    """What gives how many points. ``base`` is what every sentence starts from; from 0 points on it
    is raised.
    """

    base: float = 0.0
    words: dict[str, float] = field(default_factory=dict)
    next_to: dict[str, dict[str, float]] = field(default_factory=dict)
    near: dict[str, dict[str, float]] = field(default_factory=dict)
    threes: dict[str, float] = field(default_factory=dict)
    concepts: dict[int, float] = field(default_factory=dict)

    def mentions(self, words: Words, found: Found) -> list[Mention]:
        """Where sentences gather enough: on the words that say most."""
        if not self.words:
            return []
        held = self._held(words, found, words.sentences)
        said = self._held(words, found, words.parts()) if words.calls else []
        out = [mention for known in (*held, *said) if (mention := self._raised(known))]
        if not out:
            out = [m for one, two in pairwise(held) if (m := self._raised(one | two))]
        return out

    def score(self, known: Known) -> float:
        """The points of what was found together, so that length alone gathers none."""
        gained = sum(points for points, _, _ in known.values())
        return float(gained / max(FEW, len(known)) ** 0.5 + self.base)

    def _raised(self, known: Known) -> Mention | None:
        if not known or self.score(known) < 0:
            return None
        _, start, end = max(known.values())
        return Mention(start, end)

    def _held(self, words: Words, found: Found, sentences: Sequence[int]) -> list[Known]:
        """What each sentence holds that gives points."""
        held: dict[int, Known] = {}
        for concept, mentions in found.by_concept.items():
            points = self.concepts.get(concept)
            if points is not None:
                for mention in mentions:
                    known = held.setdefault(sentences[mention.start], {})
                    known.setdefault(f"[{concept}]", (points, mention.start, mention.end))
        keys, count = words.keys, len(words.keys)
        for here, key in enumerate(keys):
            points = self.words.get(key)
            beside, around = self.next_to.get(key), self.near.get(key)
            if points is None and beside is None and around is None:
                continue
            sentence = sentences[here]
            known = held.setdefault(sentence, {})
            if points is not None:
                known.setdefault(key, (points, here, here + 1))
            last = min(here + NEAR, count - 1)
            while last > here and sentences[last] != sentence:
                last -= 1
            if beside is not None and last > here:
                self._beside(known, keys, here, last, beside)
            if around is not None:
                for there in range(here + 2, last + 1):
                    points = around.get(keys[there])
                    if points is not None:
                        name = f"{key} .. {keys[there]}"
                        known.setdefault(name, (points, here, there + 1))
        return [held[sentence] for sentence in sorted(held)]

    def _beside(
        self, known: Known, keys: list[str], here: int, last: int, beside: Mapping[str, float]
    ) -> None:
        pair = f"{keys[here]} {keys[here + 1]}"
        points = beside.get(keys[here + 1])
        if points is not None:
            known.setdefault(pair, (points, here, here + 2))
        if last > here + 1:
            three = f"{pair} {keys[here + 2]}"
            points = self.threes.get(three)
            if points is not None:
                known.setdefault(three, (points, here, here + 3))


def load(numbers: Mapping[str, int]) -> Points:
    """The points of the installed list; ``numbers`` are those of the concepts by name."""
    file = resources.files("curbside.safety.triage").joinpath("concepts/self_harm_points.tsv")
    return read(file.read_text(encoding="utf-8"), numbers)


def read(listed: str, numbers: Mapping[str, int]) -> Points:
    """The points of a list: a number, a tab and what it is for on each line. A concept that is no
    more gives none.
    """
    out = Points()
    for line in listed.splitlines():
        if not line or line.startswith("#"):
            continue
        number, _, name = line.partition("\t")
        points = int(number) / 100
        words = name.split(" ")
        if name == "(every sentence)":
            out.base = points
        elif name.startswith("["):
            if name[1:-1] in numbers:
                out.concepts[numbers[name[1:-1]]] = points
        elif ".." in words:
            out.near.setdefault(words[0], {})[words[2]] = points
        elif len(words) == 3:
            out.threes[name] = points
            out.next_to.setdefault(words[0], {})
        elif len(words) == 2:
            out.next_to.setdefault(words[0], {})[words[1]] = points
        else:
            out.words[name] = points
    return out
