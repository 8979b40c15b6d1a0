"""Sentences of passages that may stand in this explanation, with what speaks for each. Pure.

A sentence has to be in the reader's language, fit to be read on its own, meant for such a person,
and about a thread: its source's focus is one, or it names one itself. Deliberately chooses nothing
(``choosing``) and compares no two sentences.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from curbside.core import languages
from curbside.evidence.facets import Facet
from curbside.evidence.passage import Found, Passage
from curbside.evidence.sentences import units
from curbside.explain import cues, judging, relevance, trimming
from curbside.explain.judging import Sight
from curbside.explain.lexicon import term_set
from curbside.explain.meaning import Near
from curbside.explain.person import Person, about_someone_else
from curbside.explain.thread import ADVICE, CONCERN, Names, Thread, strength
from curbside.explain.view import View
from curbside.search import analyser

OPEN = 0.8  # of the heaviest thread's weight for what is near though it names none
POINTED, OPEN_NEAR = 0.6, 0.42  # how far to the point its source, and how near it, have to be
NAMED = 0.45  # of a thread's weight for a sentence that names it in a source about something else
MEANT_FLOOR, MIDDLING = 0.36, 0.42  # cosines: what is too far off, and what says neither way
ITEMS_MEANT, CHARACTERS_MEANT = 4, 160  # of a group, what it reads
SAMPLE = 60  # passages from which it is told how rare a word is
MOST_MEANT = 24  # groups of sentences that the encoder reads: each costs milliseconds
NEAREST, FURTHEST = 0.55, 0.2  # cosines of a source's title: fully to the point, and not at all


@dataclass
class Candidate:
    """A sentence that may be chosen. ``lead`` is the line that its list begins with."""

    text: str
    quote: str
    passage: Passage
    facet: Facet
    terms: frozenset[str]
    thread: Thread
    score: float
    place: tuple[str, int]
    item: bool = False
    lead: str = ""
    hangs: bool = False
    strength: float = 1.0
    traits: dict[str, float] = field(default_factory=dict)


@dataclass
class Weights:
    """How telling each term is among what was found, and how much it counts for this question."""

    rarity: dict[str, float]
    question: frozenset[str]
    reply: frozenset[str]

    def share(self, terms: frozenset[str], wanted: frozenset[str]) -> float:
        """How much of ``wanted`` the terms carry: 0 to 1, 1 from three telling terms on."""
        common = terms & wanted
        if not common:
            return 0.0
        return min(sum(self.rarity.get(term, 1.0) for term in common) / 9.0, 1.0)


def weigh(found: Sequence[Found], question: str, reply: View) -> Weights:
    """The weights for one question."""
    count: Counter[str] = Counter()
    for hit in found[:SAMPLE]:
        count.update(term_set(hit.passage.text))
    total = min(len(found), SAMPLE) + 1
    rarity = {term: math.log(1 + total / n) for term, n in count.items()}
    return Weights(rarity, frozenset(analyser.analyse(question)), reply.held | reply.advised)


@dataclass
class Judge:
    """Judges the sentences of passages for one question."""

    language: str
    person: Person
    reply: View
    subjects: Sequence[Thread]
    weights: Weights
    near: Near | None = None
    refused: Counter[str] = field(default_factory=Counter)
    _pointed: dict[str, float] = field(default_factory=dict)
    _names: Names = field(default_factory=dict)

    @cached_property
    def _heaviest(self) -> float:
        return max(thread.weight for thread in self.subjects)

    @cached_property
    def asked(self) -> Thread:
        """What was asked as a whole, for sentences that are near it though they name no thread; an
        aside.
        """
        weight = OPEN * self._heaviest
        return Thread("", set(), weight=weight, origins={CONCERN}, used={("",)}, main=False)

    def candidates(self, found: Sequence[Found]) -> list[Candidate]:
        """All sentences that may stand, in the order of the passages."""
        self._weigh_sources(found)
        out = [one for hit in found for one in self._of(hit)]
        return out if self.near is None else self._meant(out, self.near)

    def _weigh_sources(self, found: Sequence[Found]) -> None:
        """How far each source is to the point, by its title."""
        if self.near is not None:
            titles = list(dict.fromkeys(hit.passage.source for hit in found))
            for title, cosines in zip(titles, self.near.cosines(titles), strict=True):
                share = (max(cosines) - FURTHEST) / (NEAREST - FURTHEST)
                self._pointed[title] = min(max(share, 0.1), 1.0)

    def _meant(self, pool: list[Candidate], near: Near) -> list[Candidate]:
        """The likeliest of ``pool``, weighed by meaning; what is far off is left out. A list is
        weighed as a whole, by its leading line and first items.
        """
        groups: dict[tuple[str, str | int], list[Candidate]] = {}
        for one in pool:
            groups.setdefault((one.place[0], one.lead or one.place[1]), []).append(one)
        shares: Counter[Facet] = Counter()
        chosen: list[list[Candidate]] = []
        for group in sorted(groups.values(), key=lambda group: -max(one.score for one in group)):
            facet = group[0].facet  # every facet gets its share of the encoder's time
            if shares[facet] < MOST_MEANT // 4 and len(chosen) < MOST_MEANT:
                shares[facet] += 1
                chosen.append(group)
        out = []
        said = [_said(group) for group in chosen]
        for group, (question, reply) in zip(chosen, near.fresh(said), strict=True):
            open_ = group[0].thread is self.asked and (question + reply) / 2 < OPEN_NEAR
            if open_ or max(question, reply) < MEANT_FLOOR:
                self.refused["means something else"] += len(group)
                continue
            for one in group:
                one.traits["both"] = (question + reply) / 2 - MIDDLING
                one.score = relevance.worth(one.traits)
                out.append(one)
        order = {one.place: n for n, one in enumerate(pool)}
        return sorted(out, key=lambda one: order[one.place])

    def _of(self, hit: Found) -> Iterator[Candidate]:
        """The candidates of one passage."""
        passage, chinese = hit.passage, languages.is_chinese(self.language)
        if languages.is_chinese(passage.language) != chinese:
            self.refused["is in another language"] += 1
            return
        if about_someone_else(passage.source, self.person):
            self.refused["its source is about someone else"] += 1
            return
        strong = {id(t): strength(passage, t, self._names) for t in self.subjects}
        best = max(self.subjects, key=lambda t: strong[id(t)] * t.weight)
        thread = best if strong[id(best)] > 0 else None
        rare = cues.RARE_PUBLISHER.search(passage.publisher) is not None
        if rare and (thread is None or strong[id(thread)] < 1):
            self.refused["is about a rare disease nobody named"] += 1
            return
        lead = ""
        for place, unit in enumerate(units(passage.text)):
            lead = unit.text if unit.lead else lead if unit.item else ""
            if not unit.lead:
                one = self._judge(Sight(unit, lead, place, hit, chinese), thread, strong)
                if one is not None:
                    yield one

    def _judge(
        self, seen: Sight, thread: Thread | None, strong: dict[int, float]
    ) -> Candidate | None:
        """The candidate, or None with the reason counted."""
        if thread is None:
            named = [t for t in self.subjects if t.origins != {ADVICE} and seen.names(t)]
            thread = max(named, key=lambda t: t.weight, default=None)
        if thread is None and self._pointed.get(seen.hit.passage.source, 0.0) >= POINTED:
            thread = self.asked
        if thread is None:
            self.refused["is about something else"] += 1
            return None
        own = strong.get(id(thread), 0.0)
        facet = judging.facet_for(seen, thread)
        reason = judging.refusal(seen, self.person, self.reply)
        if not reason and facet is None:
            reason = "says nothing a reader asks"
        if reason or facet is None:
            self.refused[reason] += 1
            return None
        if reason := judging.misplaced(seen, thread, own, facet, self.reply.calming):
            self.refused[reason] += 1
            return None
        item = seen.unit.item
        traits = self._traits(seen, thread, own, facet)
        return Candidate(
            text=trimming.close(seen.text) if item else seen.text,
            quote=seen.unit.text,
            passage=seen.hit.passage,
            facet=facet,
            terms=seen.terms,
            thread=thread,
            score=relevance.worth(traits),
            place=(seen.hit.passage.ref, seen.place),
            item=item,
            lead=seen.lead,
            hangs=not item and cues.hangs(seen.unit.text),
            strength=own,
            traits=traits,
        )

    def _traits(self, seen: Sight, thread: Thread, own: float, facet: Facet) -> dict[str, float]:
        """What speaks for the sentence: its subject, words, search, place and style."""
        weight = thread.weight * (own or NAMED) / self._heaviest
        return {
            "subject": weight * self._pointed.get(seen.hit.passage.source, 1.0),
            "reply": self.weights.share(seen.terms, self.weights.reply),
            "question": self.weights.share(seen.terms, self.weights.question),
            "search": min(seen.hit.score, 1.0),
            "place": 1 / (1 + seen.place),
            "first": float(seen.hit.passage.ref.endswith("#1")),
            **judging.style(seen, thread, facet, self.subjects, self.reply.calming),
        }


def _said(group: Sequence[Candidate]) -> str:
    """What the encoder reads of a sentence, or of a list: its leading line and first items."""
    texts = [group[0].lead, *(one.text for one in group[:ITEMS_MEANT])]
    return " ".join(texts).strip()[:CHARACTERS_MEANT]
