"""Names that a word in front of them announces: "my name is", "Dr", "I work for", "lives in"."""

from __future__ import annotations

import re
from typing import NamedTuple

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document, Token
from curbside.safety.deidentify.identifiers import cues_en, evidence
from curbside.safety.deidentify.identifiers.reading import LABELS, NEVER, Reading, excluded, medical
from curbside.safety.deidentify.identifiers.runs import (
    KIN_TITLES,
    TITLED,
    TITLES,
    Run,
    is_capital,
    join,
)
from curbside.safety.deidentify.lexicon import (
    COMMON,
    COUNTRY,
    EPONYM,
    FIRST,
    KEEP,
    MEDICAL,
    NAME,
    words,
)  # fmt: skip
from curbside.safety.deidentify.model import ORGANISATION, PERSON, PLACE, Candidate
from curbside.safety.deidentify.weights import EITHER, INITIAL, KEPT, NAMED, PLACED, UNKNOWN


class _Cue(NamedTuple):
    """``strong``: unfamiliar words in lower case are believed; ``smalls``: listed ones are."""

    kind: str
    sure: float
    strong: bool = False
    smalls: bool = False
    title: bool = False


_STRONG = _Cue(PERSON, 0.9, strong=True, smalls=True)
_CUES = (
    (cues_en.SELF, _Cue(PERSON, 0.8, smalls=True)),
    (cues_en.WEAK, _Cue(PERSON, 0.7)),
    (cues_en.EMPLOYER, _Cue(ORGANISATION, 0.85)),
    (cues_en.LIVES, _Cue(PLACE, 0.8, smalls=True)),
    (cues_en.PLACE, _Cue(PLACE, 0.7)),
)
_FURTHEST = 7  # tokens that the longest cue has


def _by_beginning() -> dict[str, list[tuple[re.Pattern[str], _Cue]]]:
    """The cues by the words they can begin with."""
    found: dict[str, list[tuple[re.Pattern[str], _Cue]]] = {}
    for pattern, cue in _CUES:
        for word in cues_en.BEGINNINGS[pattern].split():
            found.setdefault(word, []).append((pattern, cue))
    return found


_BEGINNINGS = _by_beginning()
_SHORT_TITLE = _Cue(PERSON, 0.95, strong=True, smalls=True, title=True)
_LONG_TITLE = _Cue(PERSON, 0.8, smalls=True, title=True)


_MAY = ("may", "will")
_EMPLOYERS = words("employers")
_STATES = words("states") | words("countries")
_STATE_WORDS = triggers.words(part for state in _STATES for part in state.split())
_KINDS_BEFORE = triggers.words(cues_en.KINDS_BEFORE)
_NAMED_PLACE, _HERE = triggers.words(("called", "named")), triggers.words(("here",))
_DEAR, _MARKS = triggers.written(("Dear",)), triggers.words(":,")
_STRONG_PARTS = triggers.parts(("name", "call")) | triggers.words(("change", "correct"))
TELLING = _NAMED_PLACE | _HERE | _DEAR | _KINDS_BEFORE
_STRONG_ENDS = triggers.words(end[:-1] for end in cues_en.STRONG_ENDS)


def cued(reading: Reading) -> None:
    """Add every name that a cue announces."""
    lower = reading.document.lower
    if _may_be_strong(reading.document):
        for match in cues_en.STRONG.finditer(lower):
            _add(reading, reading.at(match.end()), _STRONG)
    _by_pattern(reading)
    for position in reading.notable:
        if (
            position
            and reading.tokens[position - 1].lower in cues_en.ENDS
            and _begins(reading, position)
        ):
            _look_back(reading, position)


def _by_pattern(reading: Reading) -> None:
    """Add what stands in few texts and needs no weighing."""
    document = reading.document
    lower, add = document.lower, reading.found.append
    triggered = document.triggered
    if triggered & _NAMED_PLACE:
        for match in cues_en.NAMED_PLACE.finditer(lower):
            add(Candidate(*match.span(1), PLACE, 0.7, "place-called", "town"))
    if triggered & _HERE:
        for match in cues_en.HERE.finditer(lower):
            _said_who(reading, reading.at(match.end()))
    if triggered & _DEAR:
        for match in cues_en.DEAR.finditer(document.text):
            add(Candidate(*match.span(1), PERSON, 0.6, "dear", "name"))
    if document.triggered & _KINDS_BEFORE:
        for match in cues_en.KIND_BEFORE.finditer(lower):
            add(Candidate(*match.span(1), PLACE, 0.5, "place-of-kind", "town"))
    if not reading.cased:
        _in_lower_case(reading)


def _in_lower_case(reading: Reading) -> None:
    """Add names that are words too, where all is written small."""
    document, add = reading.document, reading.found.append
    if document.triggered & _STATE_WORDS:
        for match in cues_en.BEFORE_STATE.finditer(document.lower):
            state = match["state"]
            if state in _STATES or state.split()[0] in _STATES:
                add(Candidate(*match.span(1), PLACE, 0.5, "before-state", "town"))


def _said_who(reading: Reading, position: int) -> None:
    """Add the word before "here"."""
    if reading.tokens[position].lower not in NEVER | cues_en.NOBODY:
        reading.add(Run(position, position, (position,)), PERSON, 0.7, "here")


def _may_be_strong(document: Document) -> bool:
    """Whether anything of what the strong cues consist of stands in the text."""
    triggered, lower = document.triggered, document.lower
    if triggered & _STRONG_PARTS and any(part in lower for part in cues_en.STRONG_PARTS):
        return True
    if not (triggered & _STRONG_ENDS and triggered & _MARKS):
        return False
    for mark in ":,":
        place = lower.find(mark)
        while place >= 0:
            if lower.endswith(cues_en.STRONG_ENDS, 0, place + 1):
                return True
            place = lower.find(mark, place + 1)
    return False


def _begins(reading: Reading, position: int) -> bool:
    """Whether a name that a weaker cue announces can begin here."""
    token = reading.tokens[position]
    if reading.cased and is_capital(token):
        return True
    weights = (NAMED, PLACED) if reading.cased else (NAMED, PLACED, UNKNOWN)
    return reading.weights[position] in weights or token.lower in _EMPLOYERS


def _look_back(reading: Reading, position: int) -> None:
    """Add the name at a position as every cue that ends there announces it. Names are few and cues
    many, so that it is quicker to look for the cues before a name than for names behind a cue.
    """
    tokens, lower = reading.tokens, reading.document.lower
    least, most = tokens[position - 1].end, tokens[position].start
    for before in range(position - 1, max(position - 1 - _FURTHEST, -1), -1):
        first = tokens[before]
        for pattern, cue in _BEGINNINGS.get(first.lower, ()):
            match = pattern.match(lower, first.start)
            if match and least <= match.end() <= most:
                _add(reading, position, cue)


def _add(reading: Reading, position: int, cue: _Cue) -> None:
    run = _read(reading, position, cue)
    if run is None:
        return
    country = reading.tokens[run.first].known & COUNTRY
    kind = PLACE if country and cue.kind == PERSON and not cue.strong else cue.kind
    label = "country" if country and kind == PLACE else ""
    reading.add(run, kind, cue.sure, f"cue-{LABELS[cue.kind]}", label)


def titled(reading: Reading) -> None:
    """Add "Dr smith", "Mrs. Barbara Yudina", "Nurse O'Neal"."""
    tokens = reading.tokens
    if not reading.document.triggered & TITLED:
        return
    for position in reading.notable:
        token = tokens[position]
        if token.lower not in TITLES or position + 1 >= len(tokens):
            continue
        short = len(token.lower) <= 4 and token.lower not in KIN_TITLES
        cue = _SHORT_TITLE if short else _LONG_TITLE
        begin = position + 1
        if cue.strong and tokens[begin].text == ".":
            begin += 1
        near = begin < len(tokens) and 0 < tokens[begin].start - tokens[begin - 1].end <= 2
        run = _read(reading, begin, cue) if near or cue.strong else None
        if run is not None:
            reading.add(run, PERSON, cue.sure, "title")


def _read(reading: Reading, begin: int, cue: _Cue) -> Run | None:
    """The name that begins at token ``begin``, if one does."""
    tokens = reading.tokens
    if begin >= len(tokens) or tokens[begin].kind != "W":
        return None
    first = tokens[begin]
    other_title = cue.strong and first.lower in TITLES and not cue.title
    if _is_may(reading, begin, cue):
        return Run(begin, begin, (begin,))
    if cue.kind == ORGANISATION and first.lower in _EMPLOYERS:
        return _firm(reading, begin)
    kept = first.known & KEEP and not (cue.title and first.known & NAME)
    if other_title or kept or first.lower in NEVER:
        return None
    allowed = _Words(reading, begin, cue)
    if not allowed[begin]:
        return None
    run = join(tokens, begin, allowed)
    if cue.kind == ORGANISATION and reading.after(run) == "&":
        run = _firm(reading, begin)
    return run if _names(reading, run, cue, allowed.of_place) else None


def _firm(reading: Reading, begin: int) -> Run:
    """An employer's name to its last capital: "British Steel", "Harland & Wolff"."""
    tokens, last = reading.tokens, begin
    while last + 1 < len(tokens) and last < begin + 4 and reading.cased:
        step = 2 if tokens[last + 1].text == "&" and last + 2 < len(tokens) else 1
        word = tokens[last + step]
        if word.kind != "W" or not is_capital(word) or word.opens:
            break
        last += step
    return Run(begin, last, tuple(i for i in range(begin, last + 1) if tokens[i].kind == "W"))


def _is_may(reading: Reading, begin: int, cue: _Cue) -> bool:
    """Whether a word of grammar is a name for once: "my daughter May", "hi, Will here"."""
    first = reading.tokens[begin]
    listed = first.known & (FIRST | KEEP | MEDICAL | EPONYM) == FIRST | KEEP
    following = reading.after(Run(begin, begin, (begin,)))
    faith = listed and (following in cues_en.VERBS or following in (",", "'"))  # "my son Christian"
    named = (first.lower in _MAY or faith) and first.shape == "T" and not first.opens
    return bool(reading.cased and named and cue.kind == PERSON and cue.smalls)


def _names(reading: Reading, run: Run, cue: _Cue, of_place: bool) -> bool:
    """Whether what follows the cue is a name."""
    if cue.strong:
        return True
    if cue.title:  # "my aunt Alzheimer's" is no person, nor would she be called so alone
        alone = words("eponyms_alone")
        return reading.after(run) != "'" or reading.tokens[run.first].lower not in alone
    if of_place and is_capital(reading.tokens[run.first]):
        return not evidence.is_eponym(reading.document.text, reading.tokens, run)
    if any(reading.weights[i] in (NAMED, PLACED, UNKNOWN, EITHER) for i in run.words):
        return not excluded(reading, run)
    return cue.kind == ORGANISATION and reading.cased and not medical(reading, run)


def _is_surname(token: Token) -> bool:
    """Whether a word of grammar is written as a name inside a sentence."""
    return token.shape == "T" and not token.opens and bool(token.known & NAME)


class _Words:
    """Which tokens a cued name may consist of, asked one at a time."""

    def __init__(self, reading: Reading, begin: int, cue: _Cue) -> None:
        self._reading, self._strong, self._begin = reading, cue.strong, begin
        self._goes_on = reading.cased and cue.kind == PERSON
        self.of_place = reading.cased and cue.smalls and cue.kind == PLACE
        # A name that begins with a capital goes on with capitals.
        self._capitals = is_capital(reading.tokens[begin]) or not cue.smalls

    def __getitem__(self, position: int) -> bool:
        token, weight = self._reading.tokens[position], self._reading.weights[position]
        if token.kind != "W":
            return False
        if token.lower in NEVER:  # "my colleague Mark Will"
            return self._goes_on and position > self._begin and _is_surname(token)
        if self._reading.cased and is_capital(token):
            if self.of_place:
                return not token.known & (KEEP | MEDICAL)
            return weight != KEPT or self._strong or bool(token.known & NAME and token.shape != "U")
        return not (self._reading.cased and self._capitals) and self._small(token.known, weight)

    def _small(self, known: int, weight: str) -> bool:
        """Whether a word in lower case, or where case says nothing, may be part of the name."""
        if not self._strong:
            return weight in (NAMED, PLACED) or (not self._reading.cased and weight == UNKNOWN)
        listed = known & NAME and known & COMMON and not known & MEDICAL
        return weight in (NAMED, PLACED, UNKNOWN, INITIAL) or bool(listed)
