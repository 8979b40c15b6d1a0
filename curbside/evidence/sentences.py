"""Where a sentence ends, in English and in Chinese, and the units a passage is made of. Pure.

A unit is a whole sentence or a whole item of a list; nothing here ever cuts within one, and
whatever is not certain to be an end is none. Deliberately knows no grammar and no dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LOOK_BACK = 80  # characters before a full stop that may say what it is
ITEM = "- "  # how an item of a list begins in a passage
_END = re.compile(
    r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9À-ÞΑ-Ω㐀-鿿])"  # an end, and a beginning after it
    r"|[。！？]+[」』”’）)]*"
)
# After these a full stop ends nothing. "etc." and "a.m." may end a sentence, so they are not here.
_SHORT = frozenset(
    "dr mr mrs ms prof st vs fig no nos vol approx e.g i.e cf al jr sr inc dept mt viz ca"
    " resp".split()
)
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")
# A lone capital is an initial ("J. Smith"), unless a word names a kind by it ("hepatitis B.").
_KINDS = frozenset(
    "vitamin vitamins hepatitis type group class stage grade influenza factor strain and or".split()
)


@dataclass(frozen=True)
class Unit:
    """A sentence or an item of a list. ``lead`` says that items follow it."""

    text: str
    item: bool = False
    lead: bool = False


def split(text: str) -> list[str]:
    """The sentences of running text, in order; joined they are the text but for white space.

    >>> split("Take vitamin B. See Dr. Lin, e.g. on Monday.")
    ['Take vitamin B.', 'See Dr. Lin, e.g. on Monday.']
    """
    out, start = [], 0
    for match in _END.finditer(text):
        # The last few words tell; a text of initials alone must not be read again for each.
        before = text[max(start, match.start() - LOOK_BACK) : match.start()]
        if match.start() >= start and not _goes_on(before, match.group()):
            out.append(text[start : match.end()].strip())
            start = match.end()
    out.append(text[start:].strip())
    return [sentence for sentence in out if sentence]


def _goes_on(before: str, mark: str) -> bool:
    """Whether the full stop belongs to a shortened word, an initial or a list's number."""
    if mark[0] != "." or len(mark.rstrip("\"'”’)]")) > 1:
        return False
    if re.fullmatch(r"\s*\d{1,2}", before):  # "1. Wash your hands"
        return True
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found.group(1)
    if word.casefold() in _SHORT:
        return True
    if len(word) == 1 and word.isupper():
        previous = before[: found.start()].split()
        return not previous or previous[-1].casefold() not in _KINDS
    return False


def units(text: str) -> list[Unit]:
    """The units of a passage's text, as ``passage_text`` writes it, in order."""
    out: list[Unit] = []
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        if line.startswith(ITEM):
            out.append(Unit(line[len(ITEM) :].strip(), item=True))
            continue
        found = [Unit(sentence) for sentence in split(line)]
        if found and lines[number + 1 : number + 2] and lines[number + 1].startswith(ITEM):
            found[-1] = Unit(found[-1].text, lead=True)
        out += found
    return out


def passage_text(parts: list[Unit], chinese: bool) -> str:
    """The text that ``units`` reads back as ``parts``: sentences in a line, an item in its own."""
    lines: list[str] = []
    open_line = False
    for part in parts:
        if part.item:
            lines.append(ITEM + part.text)
            open_line = False
        elif open_line:
            lines[-1] += ("" if chinese else " ") + part.text
        else:
            lines.append(part.text)
            open_line = True
        if part.lead:
            open_line = False
    return "\n".join(lines)
