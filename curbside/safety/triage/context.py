"""Whether a mention counts: not where it is denied, long past, only supposed or asked in general.

Heuristics of clauses and word order, after NegEx and ConText (Chapman 2001, Harkema 2009), for two
languages. Where they cannot tell, the mention counts: doubt raises the level. A denial reaches the
first finding after it, and what "or" joins to that, but never over a comma on its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from curbside.safety.triage.concepts import CUE, FINDING, MASK, SHIELD, Concepts
from curbside.safety.triage.mentions import Found, Mention
from curbside.safety.triage.text import HAN, Words

# How far, in units of place, the first finding may stand from what denies it.
_REACH = {"deny": 6, "deny_next": 2}
_CHAIN = 3  # tokens between two findings of "no a, b or c"
_MOST_CHAINED = 16


class Context:
    """The context of every mention of one text."""

    def __init__(self, words: Words, found: Found, concepts: Concepts) -> None:
        self._words, self._found, self._concepts = words, found, concepts
        self._placed: dict[str, dict[int, list[int]]] = {}

    def counts(self, mention: Mention, ignore: frozenset[str] = frozenset()) -> bool:
        """Whether ``mention`` counts; ``ignore`` names what may be: denied, past, supposed."""
        if "denied" not in ignore and any(start in self._denied for start, _ in mention.parts()):
            return False
        if "past" not in ignore and self._in_clause(mention, "long_ago") and not self._now(mention):
            return False
        return "supposed" in ignore or not self._supposed(mention)

    def settled(self, mentions: Iterable[Mention]) -> bool:
        """Whether every one of ``mentions`` has been so for months or years, in a sentence that
        says of nothing that it is new, sudden or worse.
        """
        said = self._words.said
        return all({said(m.start), said(m.end - 1)} <= self._lasting for m in mentions)

    @cached_property
    def _lasting(self) -> frozenset[tuple[int, int]]:
        """Sentences that say how long something has lasted, and no change."""
        said = self._words.said
        changed = {said(cue.start) for cue in self._cue("changed")}
        return frozenset(said(cue.start) for cue in self._cue("lasting")) - changed

    def _cue(self, name: str) -> list[Mention]:
        return self._found.by_concept.get(self._concepts.numbers[name], [])

    def _now(self, mention: Mention) -> bool:
        return self._in_clause(mention, "now")

    def _by_clause(self, name: str) -> dict[int, list[int]]:
        """Where the cue begins, by clause."""
        placed = self._placed.get(name)
        if placed is None:
            placed = self._placed[name] = {}
            for cue in self._cue(name):
                placed.setdefault(self._words.clauses[cue.start], []).append(cue.start)
        return placed

    def _in_clause(self, mention: Mention, name: str) -> bool:
        """Whether the cue stands in the clause in which the mention begins or ends."""
        placed = self._by_clause(name)
        return bool(placed) and any(
            self._unturned(token, cue)
            for token in {mention.start, mention.end - 1}
            for cue in placed.get(self._words.clauses[token], ())
        )

    def _same_clause(self, one: int, other: int) -> bool:
        clauses = self._words.clauses
        return clauses[one] == clauses[other] and self._unturned(one, other)

    def _unturned(self, one: int, other: int) -> bool:
        """Whether no "but" parts two tokens of a clause."""
        first, last = (one, other) if one < other else (other, one)
        turn = bisect_left(self._turns, first + 1)
        return turn == len(self._turns) or self._turns[turn] > last

    @cached_property
    def _turns(self) -> list[int]:
        return [cue.start for cue in self._cue("turn")]

    def _supposed(self, mention: Mention) -> bool:
        """After "if", or in a question about an illness in general."""
        if self._in_clause(mention, "whether"):
            return False
        clause = self._words.clauses[mention.start]
        ifs = self._by_clause("if").get(clause, ())
        if any(cue < mention.start and self._unturned(cue, mention.start) for cue in ifs):
            return True
        return clause not in self._words.personal and self._in_clause(mention, "in_general")

    @cached_property
    def _denied(self) -> set[int]:
        """Tokens of findings, and of what qualifies them, that are denied."""
        out: set[int] = set()
        for name, reach in _REACH.items():
            for cue in self._cue(name):
                if cue.start not in self._swallowed:
                    self._deny_from(cue.end, reach, out)
        return out

    @cached_property
    def _swallowed(self) -> set[int]:
        """Tokens inside a longer phrase that is a finding or a turn of phrase: "won't stop"."""
        kinds = self._concepts.kinds
        out: set[int] = set()
        for start, end, ends in self._found.phrases:
            if end - start > 1 and any(kinds[c] in (FINDING, MASK, SHIELD) for c in ends):
                out.update(range(start, end))
        return out

    @cached_property
    def _spoken(self) -> list[tuple[int, int, bool]]:
        """(start, end, is a finding) of what can be denied, the longest at each start, in order."""
        kinds = self._concepts.kinds
        longest: dict[int, tuple[int, int, bool]] = {}
        for start, end, ends in self._found.phrases:
            if any(kinds[c] not in (CUE, MASK, SHIELD) for c in ends):
                finding = any(kinds[c] == FINDING for c in ends)
                _, known, is_finding = longest.get(start, (start, 0, False))
                longest[start] = (start, max(end, known), finding or is_finding)
        return list(longest.values())

    @cached_property
    def _spoken_starts(self) -> list[int]:
        return [start for start, _, _ in self._spoken]

    @cached_property
    def _or(self) -> frozenset[int]:
        return frozenset(cue.start for cue in self._cue("or"))

    @cached_property
    def _and(self) -> frozenset[int]:
        return frozenset(cue.start for cue in self._cue("and"))

    def _deny_from(self, token: int, reach: int, out: set[int]) -> None:
        """Deny the first finding from ``token`` on, with what leads up to it and what is chained
        to it: "no severe pain, numbness or weakness".
        """
        if token in self._words.owned:  # "no my chest hurts" denies nothing
            return
        last, found, maybe = token - 1, False, []
        first = bisect_left(self._spoken_starts, token)
        for start, end, finding in self._spoken[first : first + _MOST_CHAINED]:
            link = self._link(last, start, end) if found else self._leads(last, start, reach)
            if link is None:
                return
            maybe.append(range(start, end))
            if link:
                for tokens in maybe:
                    out.update(tokens)
                maybe.clear()
            found, last = found or finding, max(last, end - 1)

    def _leads(self, last: int, start: int, reach: int) -> bool | None:
        """Whether what starts at ``start`` is near enough after a denial or what it qualifies."""
        near = start <= last or self._words.gap(last, start) <= reach
        return True if near and self._same_clause(last, start) else None

    def _link(self, last: int, start: int, end: int) -> bool | None:
        """True: chained to the finding that ends at ``last``; False: if an "or" follows; None: not
        chained.
        """
        words = self._words
        if start <= last:
            return True
        between = range(last + 1, start)
        if words.sentences[last] != words.sentences[start] or len(between) > _CHAIN:
            return None
        if any(token in self._or for token in between):
            return True
        if words.clauses[last] != words.clauses[start]:
            return False if not between else None
        if not between:  # Chinese lists findings without a word between them
            return True if words.after[start] - words.place[start] == HAN else None
        ends = end == len(words.keys) or words.clauses[end] != words.clauses[start]
        return True if len(between) == 1 and between[0] in self._and and ends else None
