"""Whether one sentence of one passage may stand, under which facet, and what speaks for it. Pure.

Deliberately looks at one sentence at a time: ``candidates`` brings them, ``choosing`` compares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from curbside.core import languages
from curbside.evidence.facets import Facet
from curbside.evidence.passage import Found
from curbside.evidence.sentences import Unit
from curbside.explain import contradiction, cues, trimming
from curbside.explain.lexicon import term_set
from curbside.explain.person import Person, about_someone_else
from curbside.explain.quick import Quick
from curbside.explain.reading import grade
from curbside.explain.thread import ADVICE, SIBLING, Thread
from curbside.explain.view import View
from curbside.search import analyser

WORDS = range(4, 41)  # of a sentence; an item may have fewer
LEAD_WORDS = 30
SIGNS = range(8, 120)  # of a Chinese one
EASY = 9.0  # the grade above which a sentence is hard to read
_LEANS = Quick(r"\b(?:it|they|them|its|their|this|these)\b", re.I)
_WITH_IT = Quick(
    r"\b(?:people|women|men|those|patients|persons?|children|someone) (?:with|who have)\b"
    r"[^.]*\brisk",
    re.I,
)
_ADVICE_FACETS = (Facet.SELF_CARE, Facet.PREVENTION)
_SIBLING_FACETS = (Facet.CAUSES, Facet.SELF_CARE, Facet.GET_HELP, Facet.PREVENTION)
_STRANGER_FACETS = (*_ADVICE_FACETS, Facet.TREATMENT, Facet.GET_HELP, Facet.CAUSES, Facet.CHECKS)
_CALMER = (*_ADVICE_FACETS, Facet.TREATMENT, Facet.WHAT, Facet.OUTLOOK, Facet.CAUSES)


@dataclass(frozen=True)
class Sight:
    """A unit where it stands: with the line that leads its list, and its place in its passage.

    What is read off it is kept: a sentence is looked at from a dozen sides.
    """

    unit: Unit
    lead: str
    place: int
    hit: Found
    chinese: bool

    @cached_property
    def text(self) -> str:
        """As it would be shown, but for an item's full stop."""
        return trimming.trim(self.unit.text)

    @cached_property
    def whole(self) -> str:
        """With its leading line, which is how a reader reads it."""
        return f"{self.lead} {self.text}" if self.lead else self.text

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its stems."""
        return term_set(self.whole)

    @cached_property
    def folded(self) -> str:
        """For Chinese names; empty in English."""
        return analyser.fold(self.whole) if self.chinese else ""

    def names(self, thread: Thread) -> bool:
        """Whether it names the thread."""
        return thread.spoken_of(self.terms, self.folded)


def refusal(seen: Sight, who: Person, reply: View) -> str:
    """Why the sentence may not stand in any explanation for this reader; "" where it may."""
    reason = _form(seen) or cues.refusal(seen.whole, seen.unit.item)
    reason = reason or about_someone_else(seen.whole, who)
    if reason:
        return reason
    if len(cues.TECHNICAL.findall(seen.whole)) >= 2:
        return "is for specialists"
    for said in reply.said:
        if why := contradiction.reason(said.text, seen.whole):
            return f"contradicts the reply: {why.split(':')[0]}"
    return ""


def _form(seen: Sight) -> str:
    """What is wrong with its form."""
    text, item = seen.text, seen.unit.item
    size = len(text) if seen.chinese else len(text.split())
    sizes = SIGNS if seen.chinese else WORDS
    closed = text.rstrip().endswith((".", "。"))
    if size >= sizes.stop or (size < sizes.start and not item):
        return "is too long or too short"
    if item and not seen.lead and (size < 5 or text[:1].islower() or not closed):
        return "is an item without its list"
    if " - " in seen.lead or len(seen.lead.split()) > LEAD_WORDS:
        return "is a list that lost its form"
    if not item and not seen.chinese and not text[:1].isupper():
        return "is no whole sentence"
    if seen.chinese != (languages.guess(seen.whole) != languages.ENGLISH):
        return "is in another language"
    return ""


def facet_for(seen: Sight, thread: Thread) -> Facet | None:
    """What the sentence is for; None where neither its words nor its subject tell."""
    said = seen.lead or seen.text
    facet = cues.facet_of(said, seen.hit.passage.facet)
    names_it = seen.names(thread)
    if facet is None:
        return Facet.WHAT if names_it and not seen.lead else None
    if facet is Facet.CAUSES:
        at = cues.effect_at(said)
        if at >= 0 and not thread.spoken_of(term_set(said[at:])):
            facet = Facet.SYMPTOMS  # "kidney stones cause pain" says nothing of what causes them
        elif _WITH_IT.search(said):
            facet = Facet.OUTLOOK
    if thread.origins == {ADVICE} and facet is Facet.SYMPTOMS and names_it and not seen.lead:
        return Facet.SELF_CARE  # "too much caffeine can make you shaky": why it is advised
    return facet


def misplaced(seen: Sight, thread: Thread, strength: float, facet: Facet, calming: bool) -> str:
    """Why such a sentence about such a thread has no place here; "" where it has."""
    if not strength and facet not in _STRANGER_FACETS:
        return "says nothing a reader asks"
    if not (seen.names(thread) or seen.lead or thread.used or facet is Facet.GET_HELP):
        return "does not name a subject that nobody named"
    if calming and facet in _CALMER and grave(seen.whole):
        return "frightens where the doctor reassures"
    if thread.origins == {SIBLING} and facet not in _SIBLING_FACETS:
        return "is about a like subject"
    if thread.origins == {ADVICE} and facet not in _ADVICE_FACETS:
        return "is about something only advised"
    return ""


def grave(text: str) -> bool:
    """Whether a sentence frightens and does not calm."""
    return bool(cues.GRAVE.search(text)) and not cues.CALM.search(text)


def style(
    seen: Sight, thread: Thread, facet: Facet, subjects: Sequence[Thread], calming: bool
) -> dict[str, float]:
    """What its wording speaks for or against it, by name: see ``relevance``."""
    whole = seen.whole
    names = seen.names(thread)
    out = {
        "names": float(names),
        "leans": float(not names and bool(_LEANS.search(whole))),
        "common": float(bool(cues.COMMON.search(whole))),
        "rare": float(bool(cues.RARE.search(whole))),
        "technical": float(bool(cues.TECHNICAL.search(whole))),
        "empty": float(bool(cues.EMPTY.search(whole))),
        "also": float(" also " in whole),
    }
    if not seen.chinese and not seen.lead:
        out["hard"] = max(grade(whole) - EASY, 0.0)
    found = cues.GRAVE.search(whole)
    if found is None or facet is Facet.GET_HELP or cues.CALM.search(whole):
        return out
    if not any(thread.spoken_of(term_set(found.group())) for thread in subjects):
        out["grave"] = 2.0 if calming else 1.0
    return out
