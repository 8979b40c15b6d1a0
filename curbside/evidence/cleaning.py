"""What of a note may be cited, and why the rest may not. Pure.

A whole note is refused when it is empty, huge, or not in the language it says; of the others,
sentences are left out one by one (``boilerplate``), repeated ones collapsed onto the first, and
pairs that contradict each other both dropped: which of the two is right is not for a program.
HTML and scripts are gone before (``importers.text.clean``); what is left of code is left out here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curbside.core import languages
from curbside.evidence import blocks, boilerplate
from curbside.evidence.blocks import Block
from curbside.evidence.notes import Note
from curbside.evidence.sentences import Unit

VERSION = 1000 * boilerplate.VERSION + 1  # raise the last number when cutting or cleaning changes
LONGEST = 100_000  # characters; no article is longer, and what is makes poor passages
ENOUGH_WORDS = 30  # fewer say nothing about their language
ENGLISH_SHARE = 0.07  # of words that are little English ones; English has over 0.3 of them
_NAMES = {
    languages.ENGLISH: "English",
    languages.TRADITIONAL: "Traditional Chinese",
    languages.SIMPLIFIED: "Simplified Chinese",
}
_LITTLE = frozenset(
    "a an and are as at be been but by can for from has have if in is it may not of on or that the "
    "their there these they this to was when which who will with you your".split()
)
_NEGATIONS = frozenset(
    "not no never cannot nor neither without isnt arent doesnt dont wont".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT_ZH = re.compile(r"[不沒没無无非未勿別]")
ENDING = 6  # characters
TELLING = 4  # words besides the negation; shorter sentences may differ for good reasons


@dataclass(frozen=True)
class Dropped:
    """A sentence that is in no passage, by its section (from 0), and why."""

    section: int
    text: str
    reason: str


@dataclass(frozen=True)
class Cleaned:
    """The blocks of each section that may be cited, and what was left out."""

    sections: tuple[tuple[Block, ...], ...]
    dropped: tuple[Dropped, ...]


def refusal(note: Note) -> str:
    """Why the whole note does not go in, in one sentence; "" when it may."""
    text = "\n".join(section.text for section in note.sections)
    if not any(char.isalnum() for char in text):
        return "The text is empty."
    if len(text) > LONGEST:
        return f"The text is longer than {LONGEST:,} characters, which no single article is."
    if note.language not in languages.ALL:
        return f"The language {note.language[:20]!r} is none of {', '.join(languages.ALL)}."
    return _foreign(text, note.language)


def _foreign(text: str, language: str) -> str:
    """Why a text is not in the language it is said to be in; "" where it is, or cannot be told."""
    seen = languages.guess(text)
    chinese = languages.is_chinese(seen)
    wrong = f"The text is in {_name(seen)}, though it is said to be in {_name(language)}."
    if chinese != languages.is_chinese(language) or (seen != language and _decided(text, seen)):
        return wrong
    # Names and addresses are capitals, in any language; what is left tells.
    words = [word for word in _WORD.findall(text) if word.islower()]
    if not chinese and len(words) >= ENOUGH_WORDS:
        little = sum(word in _LITTLE for word in words)
        if little / len(words) < ENGLISH_SHARE:
            return "The text is not in English: hardly any of its words are English ones."
    return ""


def _name(language: str) -> str:
    return _NAMES.get(language, language)


def _decided(text: str, seen: str) -> bool:
    """Whether the script is sure: a short text may hold no character that tells."""
    if not languages.is_chinese(seen):
        return False
    return seen == languages.SIMPLIFIED or len(languages.HAN.findall(text)) >= 40


def clean(note: Note) -> Cleaned:
    """The note without what may not be cited."""
    parsed = [blocks.parse(section.text) for section in note.sections]
    dropped: list[Dropped] = []
    refused = _repeated(parsed)
    kept = []
    for number, section in enumerate(parsed):
        kept.append(tuple(_kept(number, section, refused, dropped)))
    return Cleaned(tuple(kept), tuple(dropped))


def _kept(
    number: int, section: Sequence[Block], refused: dict[str, list[str]], dropped: list[Dropped]
) -> Iterator[Block]:
    for block in section:
        units = []
        for unit in block.units:
            why = boilerplate.reason(unit.text, unit.item) or _why_repeated(unit, refused)
            if why:
                dropped.append(Dropped(number, unit.text, why))
            else:
                units.append(unit)
        why = boilerplate.reason(block.lead, item=True) if block.lead else ""
        if why:  # "Visit these sites:" takes its items along
            dropped += [Dropped(number, unit.text, why) for unit in units]
        elif units:
            yield replace(block, units=tuple(units))


def _why_repeated(unit: Unit, refused: dict[str, list[str]]) -> str:
    """The next verdict on a sentence that stands in the text more than once."""
    verdicts = refused.get(unit.text)
    return verdicts.pop(0) if verdicts else ""


def _repeated(sections: Sequence[Sequence[Block]]) -> dict[str, list[str]]:
    """For each sentence in question, the reason (or "") of each of its occurrences in turn."""
    said = [unit.text for blocks_ in sections for b in blocks_ for unit in b.units if not unit.item]
    # Two that contradict each other end alike; looking closer at all would take half the time.
    ends = Counter(text[-ENDING:] for text in set(said))
    counts = Counter(said)
    said = [text for text in said if ends[text[-ENDING:]] > 1 or counts[text] > 1]
    skeletons: dict[str, set[tuple[bool, tuple[str, ...]]]] = {}
    for text in said:
        skeletons.setdefault(_skeleton(text), set()).add(_claims(text))
    out: dict[str, list[str]] = {}
    for text in dict.fromkeys(said):
        key, count = _skeleton(text), counts[text]
        if len(skeletons[key]) > 1 and _tells(key):
            out[text] = ["contradicts another sentence of the same source"] * count
        elif count > 1:
            out[text] = ["", *["is said twice"] * (count - 1)]
    return out


def _tells(skeleton: str) -> bool:
    return len(skeleton.split()) >= TELLING or len(languages.HAN.findall(skeleton)) >= 8


def _skeleton(text: str) -> str:
    """What two contradicting sentences share: their words but for negations and numbers."""
    if languages.HAN.search(text):
        return _NOT_ZH.sub("", _NUMBER.sub("#", re.sub(r"[^\w]", "", text)))
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(_NUMBER.sub(" # ", text))]
    return " ".join(w for w in words if not _negates(w) and w not in ("do", "does", "did"))


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _claims(text: str) -> tuple[bool, tuple[str, ...]]:
    """What two such sentences may differ in: whether it is denied, and which numbers."""
    if languages.HAN.search(text):
        return len(_NOT_ZH.findall(text)) % 2 == 1, tuple(_NUMBER.findall(text))
    denied = sum(_negates(word.casefold().replace("’", "'")) for word in _WORD.findall(text))
    return denied % 2 == 1, tuple(_NUMBER.findall(text))
