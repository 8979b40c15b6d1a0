"""Where a text mentions which concepts. One pass over its words, then joins of what was found.

Says nothing of whether a mention is denied, long past or only feared: see ``context``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from curbside.safety.triage.concepts import END, Concepts, Join, Trie
from curbside.safety.triage.patterns import ANY, STOP
from curbside.safety.triage.quantities import quantities
from curbside.safety.triage.text import Words

# A text that says the same thing more often than twice this is read by its first and last times:
# it says nothing new in between, and costs no more than its length.
_OFTEN = 300
_BESIDE = 40  # tokens round what is rare in which nothing is left out
Match = tuple[int, int, tuple[int, ...]]  # first token, end, concepts
Item = TypeVar("Item")


class Mention(NamedTuple):
    """Tokens ``[start, end)``; ``atoms`` are the token ranges of the phrases it was joined from,
    or empty for a phrase.
    """

    start: int
    end: int
    atoms: tuple[tuple[int, int], ...] = ()

    def parts(self) -> tuple[tuple[int, int], ...]:
        """The token ranges of its phrases."""
        return self.atoms or ((self.start, self.end),)


@dataclass(slots=True)
class Found:
    """Mentions by concept, in order; ``phrases`` are those found word by word, in order, each with
    its concepts; ``present`` has a bit set for each concept that is mentioned.
    """

    by_concept: dict[int, list[Mention]] = field(default_factory=dict)
    phrases: list[Match] = field(default_factory=list)
    present: int = 0

    def add(self, concept: int, mention: Mention) -> None:
        """Note that ``concept`` is mentioned."""
        mentions = self.by_concept.get(concept)
        if mentions is None:
            self.by_concept[concept] = [mention]
            self.present |= 1 << concept
        else:
            mentions.append(mention)

    def add_phrases(self) -> None:
        """Note what the phrases mention."""
        held = self.by_concept
        together: dict[tuple[int, ...], list[list[Mention]]] = {}
        for start, end, ends in self.phrases:
            lists = together.get(ends)
            if lists is None:
                lists = together[ends] = [held.setdefault(concept, []) for concept in ends]
            mention = Mention(start, end)
            for mentions in lists:
                mentions.append(mention)
        for concept in held:
            self.present |= 1 << concept


def find(words: Words, concepts: Concepts) -> Found:
    """All mentions of ``concepts`` in ``words``."""
    out = Found()
    out.phrases = _unmasked(
        _thinned(_matches(words, concepts), _concepts_of, lambda found: found[0]), concepts
    )
    out.add_phrases()
    for value, start, end in _thinned(
        list(quantities(words)), lambda found: 0, lambda found: found[1]
    ):
        mention = Mention(start, end)
        pointed = "." in words.keys[start]
        for low, high, point, concept in concepts.ranges:
            if low <= value <= high and (pointed or not point):
                out.add(concept, mention)
    for join in concepts.joins:
        if out.present & join.needs == join.needs:
            _join(join, words, concepts, out)
    return out


def _concepts_of(match: Match) -> Hashable:
    return match[2]


def _thinned(
    items: list[Item], what: Callable[[Item], Hashable], where: Callable[[Item], int]
) -> list[Item]:
    """``items`` without those in the middle of very many of the same; what is rare all stays, and
    so does what stands near it: a sign is not hidden by thousands of its own words elsewhere.
    """
    if len(items) <= _OFTEN:
        return items
    total = Counter(map(what, items))
    if max(total.values()) <= 2 * _OFTEN:
        return items
    rare = sorted(where(item) for item in items if total[what(item)] <= 2 * _OFTEN)
    seen: Counter[Hashable] = Counter()
    out = []
    for item in items:
        kind = what(item)
        seen[kind] += 1
        if seen[kind] <= _OFTEN or total[kind] - seen[kind] < _OFTEN or _beside(where(item), rare):
            out.append(item)
    return out


def _beside(place: int, rare: list[int]) -> bool:
    """Whether one of the sorted ``rare`` places is within some tokens of ``place``."""
    index = bisect_left(rare, place - _BESIDE)
    return index < len(rare) and rare[index] <= place + _BESIDE


def _matches(words: Words, concepts: Concepts) -> list[Match]:
    """Every phrase of the trie that stands in the text within one sentence."""
    root, keys, sentences, clauses = concepts.trie, words.keys, words.sentences, words.clauses
    count = len(keys)
    out: list[Match] = []
    waiting: list[tuple[Trie, int]] = []  # where a gap was left open
    for start, key in enumerate(keys):
        node = root.get(key)
        here, sentence = start + 1, sentences[start]
        while node is not None:
            ends = node.get(END)
            if ends is not None:
                out.append((start, here, ends))
            stop = node.get(STOP)
            if stop is not None and (here == count or clauses[here] != clauses[here - 1]):
                out.append((start, here, stop[END]))
            following = None
            if here < count and sentences[here] == sentence:
                skipping = node.get(ANY)
                if skipping is not None:
                    waiting.append((skipping, here + 1))
                following = node.get(keys[here])
            if following is not None:
                node, here = following, here + 1
            elif waiting:
                node, here = waiting.pop()
            else:
                break
    return out


def _unmasked(matches: list[Match], concepts: Concepts) -> list[Match]:
    """The matches less what lies inside a longer turn of phrase, such as "phone died"."""
    hiding = concepts.hiding
    covers: dict[int, list[tuple[int, int, frozenset[int]]]] = {}
    for start, end, ends in matches:
        for concept in ends:
            if concept in hiding:
                for token in range(start, end):
                    covers.setdefault(token, []).append((start, end, hiding[concept]))
    if not covers:
        return matches
    out = []
    for match in matches:
        start, end, ends = match
        for left, right, hidden in covers.get(start, ()):
            if hidden and end <= right:
                ends = tuple(c for c in ends if c not in hidden)
            elif not hidden and end <= right and (left, right) != (start, end):
                ends = ()
        if ends:
            out.append((start, end, ends))
    return out


def _join(join: Join, words: Words, concepts: Concepts, out: Found) -> None:
    """Add a mention for each one with the next, or the last, of the other within reach."""
    ones, others = out.by_concept[join.one], sorted(out.by_concept[join.other])
    starts = [mention.start for mention in others]
    place, after = words.place, words.after
    parts = {"clause": words.clauses, "sentence": words.sentences}.get(join.bounds)
    made: set[tuple[int, int]] = set()
    for one in ones:
        following = bisect_left(starts, one.end)
        pairs = [(one, others[following])] if following < len(others) else []
        if not join.ordered:
            before = bisect_left(starts, one.start) - 1
            if before >= 0 and others[before].end <= one.start:
                pairs.append((others[before], one))
        for left, right in pairs:
            near = place[right.start] - after[left.end - 1] <= join.reach
            whole = (left.start, right.end)
            if (
                near
                and whole not in made
                and (parts is None or parts[left.end - 1] == parts[right.start])
            ):
                made.add(whole)
                mention = Mention(*whole, left.parts() + right.parts())
                for concept in (join.target, *concepts.parents[join.target]):
                    out.add(concept, mention)
