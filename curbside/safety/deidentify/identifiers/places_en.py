"""Stations, markets and other landmarks, and bodies by their abbreviation, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document, Token
from curbside.safety.deidentify.identifiers.runs import is_capital
from curbside.safety.deidentify.lexicon import COMMON, COUNTRY, KEEP, MEDICAL, known, listed
from curbside.safety.deidentify.model import ORGANISATION, PLACE, Candidate

_KINDS = listed(
    "Market Station Bridge Park Plaza Mall Stadium Arena Beach Pier Airport Junction Square Gardens "
    "Tower Towers Estate Heights Library Museum Cathedral Abbey Castle Lodge Inn Arms Harbour Docks "
    "Reservoir Forest Falls Farm Village Island Barracks Camp"
)
TELLING = triggers.written(_KINDS)
_LANDMARK = re.compile(
    rf"(?<![\w'])((?:[A-Z][\w'-]{{1,20}} ){{1,3}})(?:{'|'.join(sorted(_KINDS))})\b(?! [a-z]+ lift)"
)
# What stands before a hospital's or an employer's abbreviation: "take her to LUTH", "I work at BHP".
_BEFORE = re.compile(
    r"(?:\b(?:works?|worked|working|job|shifts?|nurse|teacher|engineer|driver|worker|guard|cleaner|"
    r"clerk|student|intern|fitter|officer|manager|stud(?:y|ies|ied|ying)|lecturer|porter|analyst|"
    r"electrician|technician|accountant|operator|employed|hired|pilot|been) (?:\w+ ){0,2}?"
    r"(?:at|for|with|by|in)|\b(?:tak(?:e|en|ing)|took|bring|brought|rush(?:ed)?|go(?:es|ing)?|went|"
    r"come|came|drove|move[ds]?|sent?|send|refer(?:red)?|transfer(?:red)?|discharged|referral) "
    r"(?:\w+ ){0,2}?(?:to|from)|\b(?:admit(?:ted)?|deliver(?:ed)?|born|treated|seen|operated|"
    r"appointment|scan|surgery|clinic|follow-up|patient|biopsy) (?:on )?(?:at|in|by|to)|"
    r"\b(?:attend(?:ed|ing|s)?|visit(?:ed)?|under|left|quit))(?: the)? $"
)
_FURTHEST = 60
# Departments, tests, diseases and countries that stand in the same places.
_NO_BODY = listed(
    "ed er eds icu itu hdu ccu nicu picu sicu micu ent gp gps mdt slt ot pt hr ct mri opd ipd ir amu "
    "sau eau cau mau ob obgyn obs gynae iv pcp dvla or pacu us uk uae usa eu nz sa ae aed ane cath "
    "rn hca it tv pe iui ivf cbt act dbt ect pep prep nhs ems a pm am ok hiv tb std sti mh gu gum "
    "qa rd wfh ppe bp hdl ldl xr ecg ekg echo eeg emg pet uss usg dexa crp fbc"
)


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; nothing where capitals say nothing."""
    if not document.cased:
        return
    if document.triggered & TELLING:
        for match in _LANDMARK.finditer(document.text):
            if any(_is_own(word) for word in match.group(1).split()):
                yield Candidate(*match.span(), PLACE, 0.55, "landmark", "town")
    yield from _abbreviated(document)


def _is_own(word: str) -> bool:
    """Whether a word before the kind of a landmark is a name: "Paddy's Market", not "Car Park"."""
    plain = word.lower().removesuffix("'s")
    return not known(plain) & (COMMON | MEDICAL | KEEP) or word.endswith("'s")


def _abbreviated(document: Document) -> Iterator[Candidate]:
    """Capitals behind what is done at a hospital or for an employer, with the words of the name."""
    tokens, lower = document.tokens, document.lower
    for position in document.notable:
        token = tokens[position]
        if token.shape != "U" or not 2 <= len(token.text) <= 6 or token.lower in _NO_BODY:
            continue
        if known(token.lower) & (COMMON | MEDICAL | KEEP | COUNTRY):
            continue
        if _BEFORE.search(lower, max(0, token.start - _FURTHEST), token.start):
            last = position
            while last - position < 4 and last + 1 < len(tokens) and _goes_on(tokens[last + 1]):
                last += 1
            end = tokens[last].end
            yield Candidate(token.start, end, ORGANISATION, 0.5, "body-short", "organisation")


def _goes_on(token: Token) -> bool:
    """Whether a name of several words goes on: "KKH Urgent O&G Centre", "IIT Madras"."""
    return (is_capital(token) and not token.opens) or token.text == "&"
