"""People, towns and organisations in English and other texts in Latin, Greek or Cyrillic letters.

Not all names are in lists, so that three things are weighed together: capitals inside a sentence,
words that are no ordinary words, and what stands around them. A word the lists do not know is a
name where a name may stand. Words of medicine are kept by `evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify import lexicon
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers import closings_en, cues_en, kin_en
from curbside.safety.deidentify.identifiers.capitals import capitals, listed_names, places
from curbside.safety.deidentify.identifiers.cued_names import cued, titled
from curbside.safety.deidentify.identifiers.reading import NEVER, Reading, excluded, medical
from curbside.safety.deidentify.identifiers.runs import PARTICLES, Run, is_capital, join
from curbside.safety.deidentify.lexicon import FIRST, KEEP, MEDICAL, NAME, listed, words
from curbside.safety.deidentify.model import PERSON, PLACE, ZIP, Candidate


def find(document: Document) -> list[Candidate]:
    """Candidates from cues, titles, capitals, lists, and names met elsewhere in the text."""
    reading = Reading(document)
    cued(reading)
    reading.found += kin_en.find(reading)
    reading.found += kin_en.opened(reading)
    reading.found += closings_en.find(document)
    titled(reading)
    if reading.cased:
        capitals(reading)
    else:
        listed_names(reading)
        reading.found += kin_en.in_lower_case(reading)
    places(reading)
    _again(reading)
    _listed_beside(reading)
    return [*reading.found, *_postcodes(reading), *_surname_first(document)]


def _listed_beside(reading: Reading) -> None:
    """Capitals in a list with a name: "Gerste, Johnson and Johnson", "Hodge and White"."""
    tokens = reading.tokens
    if not reading.cased:
        return
    ends = {c.end: c for c in reading.found if c.type == PERSON and c.confidence >= 0.5}
    if not ends:
        return
    for position, token in enumerate(tokens[:-1]):
        candidate = ends.get(token.end)
        if candidate is None:
            continue
        begin = position + 1
        if tokens[begin].text == "," and begin + 1 < len(tokens):
            begin += 1
        if tokens[begin].lower == "and" and begin + 1 < len(tokens):
            begin += 1
        if begin > position + 1 and reading.allowed[begin] and not tokens[begin].known & KEEP:
            run = join(tokens, begin, reading.allowed)
            if not medical(reading, run) and not excluded(reading, run):
                reading.add(run, PERSON, 0.5, "list")
                ends[tokens[run.last].end] = reading.found[-1]


_INITIALS = re.compile(
    r"(?<![\w.])(?!U\.[SK]|I\.[VM]|E\.[RUD]|[APD]\.[MTR]|G\.P|O\.T)([A-Z]\.[A-Z]\.)"
    r"(?= (?:is|was|has|had|said)\b|, (?:aged? )?\d{1,3}\b)"
)
_SURNAME_FIRST = re.compile(
    r"(?<![\w,])((?:[A-Z]{2,12} ){0,2}[A-Z][A-Z'-]{1,20}), ([A-Z][A-Za-z'-]{1,20})(?: [A-Z]\b)?(?!\w)"
)


def _surname_first(document: Document) -> Iterator[Candidate]:
    """Names as forms write them, short ones in capitals too: "SMITH, JOHN Q"."""
    shapes = {document.tokens[position].shape for position in document.notable}
    for match in _INITIALS.finditer(document.text) if "I" in shapes else ():
        yield Candidate(*match.span(1), PERSON, 0.5, "initials", "name")
    for match in _SURNAME_FIRST.finditer(document.text) if "U" in shapes else ():
        known = [lexicon.known(part.lower().rpartition(" ")[2]) for part in match.groups()]
        if known[0] & NAME and known[1] & FIRST and not (known[0] | known[1]) & (KEEP | MEDICAL):
            yield Candidate(*match.span(), PERSON, 0.8, "surname-first", "name")


_ACTS = listed(
    "does did and has had is was cannot can't doesn't didn't isn't wasn't keeps wants needs sleeps "
    "eats cries says still now already weighs"
)


def _acts(reading: Reading, position: int) -> bool:
    """Whether what follows is done by people: "rose sleeps", once rose is somebody's name."""
    following = reading.tokens[position + 1 : position + 2]
    verb = following[0].lower if following else ""
    return verb in cues_en.VERBS or verb in _ACTS or verb in words("acts_of_people")


def _is_word(reading: Reading, position: int) -> bool:
    """Whether a word that is somebody's name in this text opens a sentence as a word: "Hope this
    helps", but not "Hope does not crawl".
    """
    token = reading.tokens[position]
    following = reading.tokens[position + 1 : position + 2]
    named = token.known & FIRST and token.shape == "T"
    verb = following and following[0].lower in cues_en.VERBS | _ACTS
    return not (named and verb) and not (named and following and following[0].text in (",", "'"))


_POSTCODE = re.compile(
    r",?\s(\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3})(?![\w%/:]|[.,]\d| ?(?:mg|ml))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def _postcodes(reading: Reading) -> Iterator[Candidate]:
    """The postcode behind a town: "Duluth, 55802"."""
    for candidate in reading.found:
        if candidate.type != PLACE:
            continue
        match = _POSTCODE.match(reading.document.text, candidate.end)
        if match and not _YEAR.fullmatch(match.group(1)):
            yield Candidate(*match.span(1), ZIP, 0.7, "postcode", "postcode")


def _again(reading: Reading) -> None:
    """Words of names found with confidence, wherever else they stand in the text."""
    tokens, lower = reading.tokens, reading.document.lower
    spans = {}
    for candidate in reading.found:
        if candidate.confidence < 0.5:
            continue
        end, written = candidate.end, lower[candidate.start : candidate.end]
        if " " not in written and lower.count(written) == 1:
            continue  # it stands nowhere else
        for position in range(reading.at(candidate.start), len(tokens)):
            token = tokens[position]
            if token.end > end:
                break
            if len(token.text) > 2 and token.kind == "W" and token.lower not in PARTICLES:
                spans[token.lower] = candidate.type
    if not spans:
        return
    plain = words("common")
    for position in [i for i, token in enumerate(tokens) if token.lower in spans]:
        token = tokens[position]
        if token.kind != "W":
            continue
        kind = spans[token.lower]
        opening = token.opens and token.lower in plain
        small = token.shape == "l" and token.known & FIRST and _acts(reading, position)
        if (
            small
            or (
                reading.cased
                and is_capital(token)
                and not (opening and _is_word(reading, position))
            )
            or (token.lower not in plain and token.lower not in NEVER)
        ):
            run = Run(position, position, (position,))
            if not excluded(reading, run):
                reading.add(run, kind, 0.55, "again")
