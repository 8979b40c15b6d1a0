"""An explanation from a question, its reply and what was found: extractive, in a reader's order.

Sentences are those of the evidence or of the reply, verbatim or with a trim of ``trimming``; each
cites what it stands in. Where the evidence is not good enough there are fewer sections, or none.
Pure: no database, no model, no clock. Deliberately writes no sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from curbside.core import languages
from curbside.evidence.facets import Facet
from curbside.evidence.passage import Found
from curbside.evidence.sentences import split
from curbside.explain import candidates, choosing, threads, trimming, view
from curbside.explain.candidates import Candidate, Judge
from curbside.explain.choosing import Taken
from curbside.explain.lexicon import NONE, Lexicon
from curbside.explain.meaning import Near
from curbside.explain.model import (
    CONCERN,
    DOCTOR,
    EXTRACTIVE,
    FLAGS,
    ORDER,
    REPLY,
    RULE,
    Asked,
    Citation,
    Composition,
    Section,
    Sentence,
)
from curbside.explain.person import person
from curbside.explain.thread import ADVICE
from curbside.explain.view import View
from curbside.safety.triage import assess, fill
from curbside.search import analyser

# How many sentences a facet gets: prose, and whether a list may stand there too.
_ROOM: dict[Facet, tuple[int, bool]] = {
    Facet.WHAT: (3, False),
    Facet.CAUSES: (3, True),
    Facet.SYMPTOMS: (2, True),
    Facet.CHECKS: (3, False),
    Facet.TREATMENT: (3, False),
    Facet.SELF_CARE: (3, True),
    Facet.GET_HELP: (2, True),
}
_JOINED = {Facet.OUTLOOK: Facet.WHAT, Facet.PREVENTION: Facet.SELF_CARE}
_OPENING = (Facet.WHAT, Facet.CAUSES, Facet.SYMPTOMS)
_LISTED = (Facet.CAUSES, Facet.SELF_CARE)
LEAST = 3  # sentences of evidence below which there is no explanation
MOST_ADVICE, ADVICE_WORDS, ADVICE_SIGNS = 3, 70, 140
MOST_FLAGS = 1
# An explanation says what it speaks of and when to get help even where little is at hand.
FLOORS: dict[str, float] = {CONCERN: 0.2, Facet.GET_HELP: 0.6}
NEARLY_MAIN = 0.9
MAIN = 0.75  # of the heaviest thread's weight, for the subject of the opening
_DOSE = re.compile(
    r"\d ?(?:mg|mcg|ml|g|%|iu|units?)\b|\b(?:tablet|capsule|syrup)\b|毫克|毫升", re.I
)
_DEFINES = re.compile(
    r"^(?:An? |The )?(?:[\w'’-]+ ){1,6}(?:(?:is|are)(?! (?:\w+ly |often |also |sometimes )?(?:caused|treated|diagnosed|found|linked|due|likely|more|not|at|made|used|given|recommended|possible|available|needed|different))"
    r"|means|refers to|happens when|occurs when)\b|是"
)


def compose(
    asked: Asked,
    found: Sequence[Found],
    lexicon: Lexicon = NONE,
    services: Mapping[str, str] | None = None,
    near: Near | None = None,
) -> Composition:
    """The explanation. ``lexicon`` holds the names of the catalogue's topics; ``services`` fills
    the telephone numbers in the advice of red-flag rules.
    """
    reply = view.read(asked.reply)
    parts = _evidence(asked, reply, found, lexicon, near)
    told = sum(len(section.sentences) for section in parts)
    if told < LEAST:
        parts = []
    flags = _flags(asked, services)
    if flags is not None:
        parts.append(flags)
    close = _close(reply, languages.is_chinese(asked.language)) if told >= LEAST else None
    if close is not None:
        parts.append(close)
    parts = _joined(parts)
    parts.sort(key=lambda section: ORDER.index(section.facet))  # stable: a facet's parts stay
    return Composition(asked.language, tuple(parts), EXTRACTIVE)


def _evidence(
    asked: Asked, reply: View, found: Sequence[Found], lexicon: Lexicon, near: Near | None
) -> list[Section]:
    """The sections that rest on passages."""
    subjects = threads.read(asked, reply, lexicon, found, near)
    if not subjects or not found:
        return []
    weights = candidates.weigh(found, f"{asked.headline} {asked.question}", reply)
    judge = Judge(asked.language, person(asked), reply, subjects, weights, near)
    pool: dict[Facet, list[Candidate]] = {}
    for one in judge.candidates(found):
        pool.setdefault(_JOINED.get(one.facet, one.facet), []).append(one)
    leaning = {
        (one.place[0], one.place[1] - 1): one for ones in pool.values() for one in ones if one.hangs
    }
    taken = Taken(weights, leaning=leaning)
    first = [one for facet in _OPENING for one in pool.get(facet, [])]
    out = [_concern(first, taken)]
    other = [one for one in first if all(one.thread is not held.thread for held in taken.chosen)]
    out.append(_concern(other, taken, Facet.WHAT))
    for facet, (most, list_too) in _ROOM.items():
        out.append(_section(facet, pool.get(facet, []), taken, most, list_too))
    return [section for section in out if section is not None]


def _joined(parts: Sequence[Section]) -> list[Section]:
    """Each facet's sections as one."""
    out: dict[str, Section] = {}
    for part in parts:
        held = out.get(part.facet)
        out[part.facet] = (
            Section(part.facet, held.sentences + part.sentences, held.listed or part.listed)
            if held
            else part
        )
    return list(out.values())


def _concern(pool: Sequence[Candidate], taken: Taken, facet: str = CONCERN) -> Section | None:
    """The opening: what the question's main subject is, in the plainest sentence that says so; and
    of a second subject as heavy, for the section after it.
    """
    fit = [
        one for one in pool if one.strength > 0 and not one.hangs and not one.lead and _opens(one)
    ]
    main = max((one.thread.weight for one in fit), default=0.0)
    heaviest = max((one.thread.weight for one in pool), default=0.0)
    if main < MAIN * heaviest:
        return None
    fit = [one for one in fit if one.thread.weight >= NEARLY_MAIN * main]
    if facet != CONCERN and (not taken.chosen or main < MAIN * taken.chosen[0].thread.weight):
        return None
    return _made(facet, choosing.prose(taken, fit, 1, FLOORS[CONCERN]), False)


def _opens(one: Candidate) -> bool:
    """Whether a sentence says what its thread is: its name, and then "is"."""
    found = _DEFINES.search(one.text)
    if found is None or one.thread.origins == {ADVICE}:
        return False
    before = analyser.analyse(found.group())
    folded = analyser.fold(one.text[:12]) if languages.HAN.search(one.text) else ""
    if not folded and len(before) > 2 + max(map(len, one.thread.names)):
        return False  # the name stands there, but it is not what the sentence speaks of
    return one.thread.spoken_of(frozenset(before), folded)


def _section(
    facet: Facet, pool: Sequence[Candidate], taken: Taken, most: int, list_too: bool
) -> Section | None:
    floor = FLOORS.get(facet, choosing.FLOOR)
    items = choosing.listing(taken, pool, floor) if list_too else []
    if len(items) >= 3:
        most -= 1
    sentences = choosing.common_first(choosing.prose(taken, pool, most, floor))
    said = [_sentence(one) for one in sentences]
    if items:
        said.append(_lead(items))
        said += [_sentence(one) for one in items]
    return Section(facet, tuple(said), facet in _LISTED or bool(items)) if said else None


def _made(facet: str, chosen: Sequence[Candidate], listed: bool) -> Section | None:
    if not chosen:
        return None
    return Section(facet, tuple(_sentence(one) for one in chosen), listed)


def _sentence(one: Candidate) -> Sentence:
    return Sentence(one.text, (_cite(one, one.quote),))


def _lead(items: Sequence[Candidate]) -> Sentence:
    return Sentence(trimming.lead(items[0].lead), (_cite(items[0], items[0].lead),))


def _cite(one: Candidate, quote: str) -> Citation:
    return Citation(one.passage.ref, one.passage.url, quote, one.passage.number)


def _flags(asked: Asked, services: Mapping[str, str] | None) -> Section | None:
    """What the safety rules advise for the asker's own words. Nothing here can lower it."""
    triage = assess(
        f"{asked.headline}\n{asked.question}",
        language=asked.language,
        age_band=asked.age_band,
        sex=asked.sex,
    )
    out: list[Sentence] = []
    for flag in triage.flags[:MOST_FLAGS]:
        advice = fill(flag.advice, services, asked.language)
        cite = Citation(RULE + flag.code, "", advice)
        said = {sentence.text for sentence in out}
        out += [Sentence(text, (cite,)) for text in split(advice) if text not in said]
    return Section(FLAGS, tuple(out)) if out else None


def _close(reply: View, chinese: bool) -> Section | None:
    """The doctor's own advice again, so that a reader leaves with it. Doses were for one person."""
    advice = [one.text for one in reply.said if one.advice and not _DOSE.search(one.text)]
    advice = advice or [one.text for one in reply.said if not _DOSE.search(one.text)]
    out: list[Sentence] = []
    size = 0
    for text in advice:
        if len(text) < 6 if chinese else len(text.split()) < 4:
            continue
        size += len(text) if chinese else len(text.split())
        if out and (len(out) == MOST_ADVICE or size > (ADVICE_SIGNS if chinese else ADVICE_WORDS)):
            break
        shown = trimming.close(trimming.trim(text[0].upper() + text[1:]))
        out.append(Sentence(shown, (Citation(REPLY, "", text),)))
    return Section(DOCTOR, tuple(out)) if out else None
