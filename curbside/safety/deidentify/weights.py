"""How a word weighs as part of a name, by the lists and by how it is written.

Each written form is weighed once and remembered, since texts are made of the same words. What
stands around a word is not known here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from curbside.core.languages import HAN
from curbside.safety.deidentify import lexicon, triggers
from curbside.safety.deidentify.lexicon import (
    BEGINS,
    COMMON,
    COUNTRY,
    EPONYM,
    KEEP,
    MEDICAL,
    NAME,
    TOWN,
    words,
)  # fmt: skip

ORDINARY, KEPT, NAMED, PLACED, EITHER, UNKNOWN, INITIAL = "okNPEui"
_MEDICAL_ENDING = re.compile(
    r"(?:itis|osis|emia|aemia|oma|omas|pathy|ectomy|otomy|oscopy|plasty|algia|rrhea|uria|plegia|"
    r"pril|sartan|statin|mycin|cillin|olol|azole|zepam|zolam|oxacin|prazole|tidine|dipine|mab|"
    r"tinib|vir|oxetine|triptan|gliptin|formin|thyroxine|cycline|profen|caine|barbital|"
    r"ology|ologist|iatric|grams?|scan|cardial|renal|phobia|mania|genic|trophic|static)$"
)
_MIXED_NAME = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|O)[A-Z]")
_WORDY = re.compile(
    r"(?:ally|iform|ously|istic|ation|ition|ility|exial|ascular|cystic|morbid|ingly|ative|itive|"
    r"graphy|logical|metric|operative|ectable|speaking|related|induced|positive|negative)$"
)
_BY_LIST = (
    (COUNTRY, PLACED), (KEEP, KEPT), (NAME, NAMED), (MEDICAL, KEPT), (TOWN, PLACED),
    (EPONYM, NAMED),
)  # fmt: skip
_LISTED = frozenset((NAMED, PLACED))
_WEIGHTY = _LISTED | {UNKNOWN}
_ANNOUNCING = words("titles") | words("employers")


class Form(NamedTuple):
    """A token as it is written, wherever it stands.

    ``kind``: W word, N number, P mark, L line break, X one of our own placeholders, a blank. ``shape`` of a
    word: T Title, U UPPER, I one capital letter, M McMixed, m other mixed, l lower, o of a script
    without case. ``known`` is what the lexicon holds of it; ``weights`` are the four of ``weigh``:
    where capitals say nothing, the same opening a sentence, where they say something, the same
    opening; ``notable`` whether it may be part of a name or of what announces one: 2 in any text,
    1 only where capitals say nothing. ``triggers``
    are the bits of the lists it stands in.
    """

    lower: str
    kind: str
    shape: str
    known: int
    weights: tuple[str, str, str, str]
    notable: int
    triggers: int


_NO_WEIGHTS = ("", "", "", "")


_MOST = 65536


class _Forms(dict[str, Form]):
    """Every form met so far; looking one up is quicker than a cached call."""

    def __missing__(self, written: str) -> Form:
        if len(self) >= _MOST:
            self.clear()
        made = self[written] = _form(written)
        return made


forms = _Forms()


def form(written: str) -> Form:
    """What is to be said of a token by itself."""
    return forms[written]


def _form(written: str) -> Form:
    kind, lower = _kind(written), small(written)
    if kind != "W":
        return Form(lower, kind, "", 0, _NO_WEIGHTS, 0, triggers.of(written, lower))
    shape, known = _shape(written), lexicon.known(lower)
    word = _Word(written, lower, shape, known)
    weights = (
        _weigh(word, opens=False, cased=False),
        _weigh(word, opens=True, cased=False),
        _weigh(word, opens=False, cased=True),
        _weigh(word, opens=True, cased=True),
    )
    notable = int(not _WEIGHTY.isdisjoint(weights) or bool(known & BEGINS))
    if shape not in "lm" or lower in _ANNOUNCING or not _LISTED.isdisjoint(weights[2:]):
        notable = 2
    return Form(lower, kind, shape, known, weights, notable, triggers.of(written, lower))


class _Word(NamedTuple):
    written: str
    lower: str
    shape: str
    known: int


def small(text: str) -> str:
    """A text in lower case, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _shape(word: str) -> str:
    if word.islower():
        return "l"
    if word.isupper():
        return "U" if len(word) > 1 else "I"
    if not word[0].isupper():
        return "m" if word.lower() != word.upper() else "o"
    return "T" if word[1:].islower() else "M"


def _kind(text: str) -> str:
    first = text[0]
    if first.isalpha() and not HAN.match(first):
        return "W"
    if first.isdecimal():
        return "N"
    if first == "\n":
        return "L"
    if first.isspace():
        return " "
    return "X" if len(text) > 1 else "P"


def _weigh(word: _Word, *, opens: bool, cased: bool) -> str:
    """One of the letters above, for a word on its own; ``cased`` where capitals say something, and
    ``opens`` where it begins a sentence.
    """
    if len(word.written) == 1:
        return INITIAL
    if cased and _is_abbreviation(word):
        return KEPT
    known = word.known
    if known & COMMON and not known & COUNTRY:
        return EITHER if known & (NAME | TOWN) and not known & KEEP else ORDINARY
    listed = next((weight for flag, weight in _BY_LIST if known & flag), "")
    return listed or _unknown(word, opens, cased)


def _is_abbreviation(word: _Word) -> bool:
    """MRI, HbA: a name in four capitals is found by what stands around it only."""
    if word.shape == "U":
        return len(word.written) <= 4 and not word.known & COUNTRY
    return word.shape == "M" and len(word.written) <= 5 and not _MIXED_NAME.match(word.written)


def _unknown(word: _Word, opens: bool, cased: bool) -> str:
    if cased and word.shape == "U" and len(word.written) == 5 and word.written.isascii():
        return KEPT
    if len(word.written) > 6 and _MEDICAL_ENDING.search(word.lower):
        return KEPT
    if opens and len(word.written) > 7 and _WORDY.search(word.lower):
        return ORDINARY
    if word.lower.endswith("s") and lexicon.known(word.lower[:-1]) & (COMMON | MEDICAL):
        return ORDINARY
    return UNKNOWN
