"""Which candidates are taken for a facet, without repetition and without contradiction. Pure.

Greedy, best first: each further sentence pays for what it shares with those taken (maximal marginal
relevance), and is left out where it says nearly the same or the opposite. A list is taken as its
leading line with its best items, in their own order. A sentence that leans on the one before it is
taken only right after that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from curbside.evidence.facets import Facet
from curbside.explain import contradiction, cues
from curbside.explain.candidates import Candidate, Weights
from curbside.explain.thread import ADVICE

FLOOR = 0.9  # a candidate below this says too little about this question
ITEM_FLOOR = 0.45  # the same for an item of a list that was taken
CONTAINED = 0.65  # how far a sentence counts as said that a longer one has in it
SIMILAR = 0.5  # of the terms in common, for two sentences to say the same
AGAIN = 1.5  # for words of the reply that are said already
COST = 0.6  # of the likeness to what is taken already
SAME_SOURCE = 0.06  # for each sentence of its source that is taken already
MOST_ASIDE = 1  # sentences of a subject that is only an aside
LIST_BONUS = 0.1
MOST_ITEMS, MOST_ADVISED_ITEMS = 6, 3


@dataclass
class Taken:
    """What is chosen so far, over all facets."""

    weights: Weights
    chosen: list[Candidate] = field(default_factory=list)
    leaning: dict[tuple[str, int], Candidate] = field(default_factory=dict)  # by what they follow

    def likeness(self, one: Candidate) -> float:
        """How much of ``one`` is said already: 0 to 1."""
        return max((overlap(one.terms, other.terms) for other in self.chosen), default=0.0)

    def clashes(self, one: Candidate) -> bool:
        """Whether it contradicts what is taken."""
        return any(contradiction.reason(one.text, other.text) for other in self.chosen)

    def value(self, one: Candidate) -> float:
        """Its score less what it repeats."""
        same = sum(other.passage.source == one.passage.source for other in self.chosen)
        return one.score - COST * self.likeness(one) - SAME_SOURCE * same - self.told(one)

    def told(self, one: Candidate) -> float:
        """What of its worth is only that it says words of the reply that are said already."""
        reply = self.weights.reply
        covered = frozenset().union(*(other.terms & reply for other in self.chosen))
        again = self.weights.share(one.terms, reply) - self.weights.share(
            one.terms - covered, reply
        )
        return AGAIN * again

    def may(self, one: Candidate) -> bool:
        """Whether it may be added at all."""
        aside = (
            sum(other.thread is one.thread for other in self.chosen) if not one.thread.main else 0
        )
        if aside >= MOST_ASIDE:
            return False
        return self.likeness(one) < SIMILAR and not self.clashes(one)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two sentences are: their shared terms among all, or most of a shorter one's."""
    shared = len(one & other)
    if not shared:
        return 0.0
    return max(shared / len(one | other), CONTAINED * shared / min(len(one), len(other)))


def prose(
    taken: Taken, pool: Sequence[Candidate], most: int, floor: float = FLOOR
) -> list[Candidate]:
    """At most ``most`` sentences of ``pool``, best first; each follows the one it leans on."""
    out: list[Candidate] = []
    tried: list[Candidate] = []
    left = [one for one in pool if not one.lead and not one.hangs]
    while len(out) < most:
        after = [taken.leaning[one.place] for one in out if one.place in taken.leaning]
        open_ = left + [one for one in after if one not in taken.chosen and one not in tried]
        best = max(open_, key=taken.value, default=None)
        if best is None or taken.value(best) < floor:
            break
        tried.append(best)
        left = [one for one in left if one is not best]
        if taken.may(best):
            _insert(out, best)
            taken.chosen.append(best)
    return out


def _insert(out: list[Candidate], one: Candidate) -> None:
    before = (one.place[0], one.place[1] - 1)
    if one.hangs:
        at = next(n for n, other in enumerate(out) if other.place == before)
        out.insert(at + 1, one)
    else:
        out.append(one)


def listing(taken: Taken, pool: Sequence[Candidate], floor: float = FLOOR) -> list[Candidate]:
    """The best list of ``pool``: at most MOST_ITEMS items of one list, in their own order."""
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for one in pool:
        if one.lead and (one.thread.main or one.facet is Facet.GET_HELP):
            groups.setdefault((one.place[0], one.lead), []).append(one)
    best: list[Candidate] = []
    best_value = floor
    for items in groups.values():
        fit = sorted(
            (i for i in items if i.score >= ITEM_FLOOR and _new(taken, i)), key=lambda i: -i.score
        )
        fit = fit[: MOST_ADVISED_ITEMS if fit and fit[0].thread.origins == {ADVICE} else MOST_ITEMS]
        if len(fit) < 2:
            continue
        value = sum(i.score for i in fit[:3]) / len(fit[:3]) + LIST_BONUS * (len(fit) > 2)
        same = sum(other.passage.source == fit[0].passage.source for other in taken.chosen)
        value -= SAME_SOURCE * min(same, 3)
        if value > best_value:
            best, best_value = fit, value
    out = _without_repeats(sorted(best, key=lambda i: i.place))
    taken.chosen += out
    return out


def _new(taken: Taken, item: Candidate) -> bool:
    """Whether an item says something new: its own words, not those of its lead, are compared."""
    return not taken.clashes(item) and not any(
        item.text.casefold() == other.text.casefold() for other in taken.chosen
    )


def _without_repeats(items: list[Candidate]) -> list[Candidate]:
    out: list[Candidate] = []
    for item in items:
        if not any(contradiction.reason(item.text, other.text) for other in out):
            out.append(item)
    return out


def common_first(chosen: list[Candidate]) -> list[Candidate]:
    """The common before the rare and the grave; what leans on a sentence stays after it."""
    runs: list[list[Candidate]] = []
    for one in chosen:
        if one.hangs and runs:
            runs[-1].append(one)
        else:
            runs.append([one])
    runs.sort(key=lambda run: _gravity(run[0]))
    return [one for run in runs for one in run]


def _gravity(one: Candidate) -> int:
    text = f"{one.lead} {one.text}"
    late = (cues.RARE, cues.GRAVE, cues.UNCOMMON)
    early = (cues.COMMON, cues.EVERYDAY)
    return sum(bool(c.search(text)) for c in late) - sum(bool(c.search(text)) for c in early)
