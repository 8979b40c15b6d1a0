"""Whether a sentence says what its citations contain, and no more. Pure; trusts no model.

Every sentence is cut into claims, and each claim is laid beside the sentence of the evidence that
covers it best. It must say it in the evidence's words (plain glue between them aside), with the
same numbers, doses, units and medicines, denied where it is denied there, no firmer, under the same
conditions, and not turned round. Errs towards refusing. Deliberately knows no medicine and never
mends a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curbside.core import languages
from curbside.evidence.sentences import units
from curbside.explain import doses, polarity, trimming, wording
from curbside.explain.wording import Words

COVERED = 0.75  # of a claim's own words, in one sentence of the evidence
COVERED_ZH = 0.55  # of its pairs of signs: the pairs across two words change with their neighbours


@dataclass(frozen=True)
class Cited:
    """A text that is cited, and what its source is about (title and subjects), which each of its
    sentences may leave unsaid.
    """

    text: str
    about: str = ""


@dataclass(frozen=True)
class Problem:
    """What a citation does not bear: its kind, and the words in question."""

    kind: str
    words: str = ""


@dataclass(frozen=True)
class Verdict:
    """``quotes``: for each cited text the sentence of it that bears most of this one; "" where it
    bears nothing.
    """

    problems: tuple[Problem, ...]
    quotes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the sentence may stand."""
        return not self.problems


@dataclass(frozen=True)
class _Place:
    """A sentence of the evidence, with what is understood beside it."""

    source: int
    text: str
    words: Words
    understood: frozenset[str]


def check(text: str, cited: Sequence[Cited]) -> Verdict:
    """What the cited texts do not bear of the sentence; nothing where it may stand."""
    if not cited:
        return Verdict((Problem("uncited"),))
    places = [place for n, one in enumerate(cited) for place in _places(n, one)]
    claims = wording.claims(text)
    if not claims or not places:
        return Verdict((Problem("nothing"),))
    if word_for_word := _word_for_word(text, cited):
        return Verdict((), word_for_word)
    problems = list(_strange(text, cited))
    borne: dict[int, list[str]] = {}
    for claim in claims:
        place = _best(claim, places)
        if place is None:
            problems.append(Problem("words", claim.text.strip()))
            continue
        borne.setdefault(place.source, []).append(place.text)
        problems += _beside(claim, place)
    quotes = tuple(max(borne.get(n, [""]), key=len) for n in range(len(cited)))
    return Verdict(tuple(dict.fromkeys(problems)), quotes)


def _word_for_word(text: str, cited: Sequence[Cited]) -> tuple[str, ...]:
    """The quotes where the text is a whole sentence of one of the cited, or a trim of it; else
    nothing. A part of a sentence is not enough: what is left out may turn it round.
    """
    wanted = _plain(text)
    for number, one in enumerate(cited):
        for unit in units(one.text):
            if wanted in {_plain(unit.text), _plain(trimming.trim(unit.text))}:
                return tuple(unit.text if n == number else "" for n in range(len(cited)))
    return ()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(" .。;；,，")


def _places(number: int, one: Cited) -> list[_Place]:
    """The sentences of a cited text; an item of a list has what leads the list in with it, and the
    lead has its items.
    """
    about = frozenset(wording.read(one.about).terms)
    out, lead, items = [], "", []
    found = units(one.text)
    for unit in found:
        if not unit.item:
            lead = unit.text if unit.lead else ""
        beside = f"{lead} {unit.text}" if unit.item else unit.text
        out.append(_Place(number, beside, wording.read(beside), about))
        items += [unit.text] if unit.item else []
    if items:
        whole = f"{next((u.text for u in found if u.lead), '')} {'; '.join(items)}"
        out.append(_Place(number, whole, wording.read(whole), about))
    return out


def _strange(text: str, cited: Sequence[Cited]) -> list[Problem]:
    """Words and medicines that stand in no cited text at all."""
    known: set[str] = set()
    for one in cited:
        known |= wording.read(one.text).terms | wording.read(one.about).terms
    said = wording.read(text)
    if languages.is_chinese(languages.guess(text)):
        return []
    missing = [w for t, w in said.surfaces.items() if t not in known and t not in wording.GLUE]
    return [Problem("medicine" if wording.is_medicine(w) else "words", w) for w in missing]


def _best(claim: Words, places: Sequence[_Place]) -> _Place | None:
    """The sentence that bears most of the claim, if it bears enough."""
    named = {wording.stem(name) for name in wording.medicines(claim.text)}  # compared by themselves
    own = claim.terms - wording.GLUE - named or claim.terms
    if not own:
        return None
    known = [(len(own & (place.words.terms | place.understood)), place) for place in places]
    most, place = max(known, key=lambda one: (one[0], -len(one[1].text)))
    enough = COVERED_ZH if claim.chinese else COVERED
    return place if most / len(own) >= enough else None


def _beside(claim: Words, place: _Place) -> list[Problem]:
    """What differs between a claim and the sentence that bears it."""
    here, there = claim.text, place.text
    out = [Problem("number", one) for one in doses.unborne(here, there)]
    out += [
        Problem("medicine", word)
        for word in wording.medicines(here)
        if word not in wording.medicines(there) and wording.stem(word) not in place.understood
    ]
    return out + [Problem(kind, words) for kind, words in polarity.differences(here, there)]
