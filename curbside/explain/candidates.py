"""Sentences of passages that may stand in this explanation, with what speaks for each. Pure.

A sentence has to be in the reader's language, fit to be read on its own, meant for such a person,
and about a thread: its source's focus is one, or it names one itself. Deliberately chooses nothing
(``choosing``) and compares no two sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curbside.core import languages
from curbside.evidence.facets import Facet
from curbside.evidence.passage import Found, Passage
from curbside.evidence.sentences import Unit, units
from curbside.explain import contradiction, cues, threads, trimming
from curbside.explain.lexicon import term_set
from curbside.explain.meaning import Near
from curbside.explain.person import Person, about_someone_else
from curbside.explain.reading import grade
from curbside.explain.threads import ADVICE, SIBLING, Thread
from curbside.explain.view import View
from curbside.search import analyser

WORDS = range(4, 41)  # of a sentence; 1 to 30 of an item
LEAD_WORDS = 30
SIGNS = range(8, 120)  # of a Chinese one
NAMED = 0.45  # of a thread's weight for a sentence that names it in a source about something else
SUBJECT, REPLY, QUESTION, SEARCH = 1.3, 0.7, 0.5, 0.4
PLACE, COMMON, CUE = 0.15, 0.15, 0.1
NAMES_IT, LEANS = 0.25, -0.25  # for naming its thread; for an "it" that stands for it
_LEANS = re.compile(r"\b(?:it|they|them|its|their|this|these)\b", re.I)
_WITH_IT = re.compile(
    r"\b(?:people|women|men|those|patients|persons?|children|someone) (?:with|who have)\b[^.]*\brisk",
    re.I,
)
MEANT, MEANT_FLOOR, MIDDLING = 1.5, 0.33, 0.42  # by the encoder: weight, and what is too far off
SAMPLE = 60  # passages from which it is told how rare a word is
MOST_MEANT = 40  # sentences that are shown to the encoder: it costs two milliseconds each
NEAREST, FURTHEST = 0.55, 0.2  # cosines of a source's title: fully to the point, and not at all
HARD, RARE, GRAVE, TECHNICAL, EMPTY, ALSO = 0.08, 0.4, 0.5, 0.4, 0.3, 0.1
EASY = 9.0  # the grade above which each further one costs HARD
_ADVICE_FACETS = (Facet.SELF_CARE, Facet.PREVENTION)
_SIBLING_FACETS = (Facet.CAUSES, Facet.SELF_CARE, Facet.GET_HELP, Facet.PREVENTION)
_CALMER = (
    Facet.TREATMENT,
    Facet.WHAT,
    Facet.OUTLOOK,
    Facet.CAUSES,
    Facet.PREVENTION,
    Facet.SELF_CARE,
)
_OPEN_FACETS = (*_ADVICE_FACETS, Facet.TREATMENT, Facet.GET_HELP, Facet.CAUSES, Facet.CHECKS)


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
    _names: threads.Names = field(default_factory=dict)

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
        chosen = []
        for group in sorted(groups.values(), key=lambda group: -max(one.score for one in group)):
            facet = group[0].facet  # every facet gets its share of the encoder's time
            if shares[facet] < MOST_MEANT // 4 and len(chosen) < MOST_MEANT:
                shares[facet] += 1
                chosen.append(group)
        said = [
            " ".join([group[0].lead, *(one.text for one in group[:4])]).strip() for group in chosen
        ]
        out = []
        for group, cosine in zip(chosen, near.fresh(said), strict=True):
            if cosine < MEANT_FLOOR:
                self.refused["means something else"] += len(group)
                continue
            for one in group:
                one.score += MEANT * (cosine - MIDDLING)
                out.append(one)
        order = {one.place: n for n, one in enumerate(pool)}
        return sorted(out, key=lambda one: order[one.place])

    def _of(self, hit: Found) -> Iterator[Candidate]:
        passage = hit.passage
        if languages.is_chinese(passage.language) != languages.is_chinese(self.language):
            self.refused["is in another language"] += 1
            return
        strong = {id(t): threads.strength(passage, t, self._names) for t in self.subjects}
        best = max(self.subjects, key=lambda t: strong[id(t)] * t.weight, default=None)
        rare = bool(cues.RARE_PUBLISHER.search(passage.publisher))
        if about_someone_else(passage.source, self.person):
            self.refused["its source is about someone else"] += 1
            return
        lead = ""
        for place, unit in enumerate(units(passage.text)):
            if unit.lead:
                lead = unit.text
                continue
            if not unit.item:
                lead = ""
            thread = best if best is not None and strong[id(best)] > 0 else None
            if rare and (thread is None or strong[id(thread)] < 1):
                self.refused["is about a rare disease nobody named"] += 1
                return
            one = self._judge(unit, lead, place, hit, thread, strong)
            if one is not None:
                yield one

    def _judge(
        self,
        unit: Unit,
        lead: str,
        place: int,
        hit: Found,
        thread: Thread | None,
        strong: dict[int, float],
    ) -> Candidate | None:
        """The candidate, or None with the reason counted."""
        text = trimming.trim(unit.text)
        whole = f"{lead} {text}" if lead else text
        terms = term_set(whole)
        folded = analyser.fold(whole) if languages.is_chinese(self.language) else ""
        if thread is not None:
            weight = thread.weight * strong[id(thread)]
        else:
            named = [
                t for t in self.subjects if t.origins != {ADVICE} and t.spoken_of(terms, folded)
            ]
            thread = max(named, key=lambda t: t.weight, default=None)
            weight = thread.weight * NAMED if thread is not None else 0.0
        if thread is None:
            self.refused["is about something else"] += 1
            return None
        reason = self._refusal(unit, lead, text, whole)
        if reason:
            self.refused[reason] += 1
            return None
        names_it = thread.spoken_of(terms, folded)
        given = self._facet(lead, text, hit.passage.facet, thread, names_it)
        if given is None or (not strong[id(thread)] and given not in _OPEN_FACETS):
            self.refused["says nothing a reader asks"] += 1
            return None
        if not (names_it or lead or thread.used or given is Facet.GET_HELP):
            self.refused["does not name a subject that nobody named"] += 1
            return None
        if (
            self.reply.calming
            and given in _CALMER
            and cues.GRAVE.search(whole)
            and not cues.CALM.search(whole)
        ):
            self.refused["frightens where the doctor reassures"] += 1
            return None
        if thread.origins == {ADVICE} and given is Facet.SYMPTOMS and names_it and not lead:
            given = Facet.SELF_CARE  # "too much caffeine can make you shaky": why it is advised
        if thread.origins == {SIBLING} and given not in _SIBLING_FACETS:
            self.refused["is about a like subject"] += 1
            return None
        if thread.origins == {ADVICE} and given not in _ADVICE_FACETS:
            self.refused["is about something only advised"] += 1
            return None
        top = max(t.weight for t in self.subjects)
        return Candidate(
            text=trimming.close(text) if unit.item else text,
            quote=unit.text,
            passage=hit.passage,
            facet=given,
            terms=terms,
            thread=thread,
            score=SUBJECT * weight / top * self._pointed.get(hit.passage.source, 1.0)
            + self._merits(text, whole, terms, given, place, hit)
            + (NAMES_IT if names_it else LEANS * bool(_LEANS.search(whole))),
            place=(hit.passage.ref, place),
            item=unit.item,
            lead=lead,
            hangs=not unit.item and cues.hangs(unit.text),
            strength=strong[id(thread)],
        )

    def _facet(
        self, lead: str, text: str, given: Facet, thread: Thread, names_it: bool
    ) -> Facet | None:
        """What the sentence is for; None where neither its words nor its subject tell."""
        facet = cues.facet_of(lead or text, given)
        if facet is None:
            return Facet.WHAT if names_it and not lead else None
        said = lead or text
        if facet is Facet.CAUSES:
            at = cues.effect_at(said)
            after = term_set(said[at:]) if at >= 0 else frozenset()
            if at >= 0 and not thread.spoken_of(after):
                return Facet.SYMPTOMS  # "kidney stones cause pain" says nothing of what causes them
            if _WITH_IT.search(said):
                return Facet.OUTLOOK
        return facet

    def _refusal(self, unit: Unit, lead: str, text: str, whole: str) -> str:
        chinese = languages.is_chinese(self.language)
        size = len(text) if chinese else len(text.split())
        sizes = SIGNS if chinese else WORDS
        if size >= sizes.stop or (size < sizes.start and not unit.item):
            return "is too long or too short"
        if (
            unit.item
            and not lead
            and (size < 5 or text[:1].islower() or not text.rstrip().endswith((".", "。")))
        ):
            return "is an item without its list"
        if " - " in lead or len(lead.split()) > LEAD_WORDS:
            return "is a list that lost its form"
        if not unit.item and not chinese and not text[:1].isupper():
            return "is no whole sentence"
        if chinese != (languages.guess(whole) != languages.ENGLISH):
            return "is in another language"
        reason = cues.refusal(whole, unit.item) or about_someone_else(whole, self.person)
        if reason:
            return reason
        if len(cues.TECHNICAL.findall(whole)) >= 2:
            return "is for specialists"
        for said in self.reply.said:
            if why := contradiction.reason(said.text, whole):
                return f"contradicts the reply: {why.split(':')[0]}"
        return ""

    def _merits(
        self, text: str, whole: str, terms: frozenset[str], facet: Facet, place: int, hit: Found
    ) -> float:
        """What speaks for and against a sentence besides its subject."""
        merit = REPLY * self.weights.share(terms, self.weights.reply)
        merit += QUESTION * self.weights.share(terms, self.weights.question)
        merit += SEARCH * min(hit.score, 1.0)
        merit += PLACE / (1 + place) + PLACE * hit.passage.ref.endswith("#1")
        merit += COMMON * bool(cues.COMMON.search(whole))
        if not languages.is_chinese(self.language) and text == whole:
            merit -= HARD * max(grade(whole) - EASY, 0.0)
        merit -= RARE * bool(cues.RARE.search(whole)) + TECHNICAL * bool(
            cues.TECHNICAL.search(whole)
        )
        merit -= EMPTY * bool(cues.EMPTY.search(whole)) + ALSO * (" also " in whole)
        if cues.GRAVE.search(whole) and not cues.CALM.search(whole) and facet is not Facet.GET_HELP:
            named = any(
                t.spoken_of(term_set(cues.GRAVE.search(whole).group())) for t in self.subjects
            )
            merit -= 0.0 if named else GRAVE * (2 if self.reply.calming else 1)
        return merit
