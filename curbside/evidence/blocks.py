"""A plain text into its headings, paragraphs and lists, however its source marks them. Pure.

Sources mark lists with dashes, with bullets, with numbers, or only by a line that ends with a
colon and short lines after it. Headings are short lines of their own, or a question that a text
begins with. Every line of the text is in exactly one block. Deliberately judges no content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curbside.core import languages
from curbside.evidence.sentences import Unit, split

_BULLET = re.compile(r"^(?:[-*•·●▪◦‣–>]+\s+|[-•·●▪◦‣](?=\S))")
_NUMBER = re.compile(r"^(?:\(?\d{1,2}[.)]|[（(]?[一二三四五六七八九十][)）、])\s*(?=\D)")
_CLOSED = re.compile(r"[.!?。！？…][\"'”’)\]」』）]*$")
_ASKS = re.compile(
    r"^(?:what|how|who|why|when|where|which|is|are|can|could|do|does|should|will)\b", re.IGNORECASE
)
HEADING_WORDS, HEADING_SIGNS = 14, 24  # longer lines are sentences; signs of Chinese
ASKED = 140  # characters of a question that a text begins with, before its answer
ITEM_WORDS = 45  # an unmarked item of a list is shorter
_FOOTNOTE = re.compile(r"(?<=[a-z)][.?!])\d{1,2}(?:,\d{1,2})*(?=\s|$)")  # "lactose.2 However"
_INLINE = re.compile(r"(?<=\S) - (?=\S)")
INLINE_FROM = 3  # so many " - " in a line are a list that lost its lines


@dataclass(frozen=True)
class Block:
    """A paragraph (its sentences) or a list (its items), and the heading it stands under.

    ``lead`` is the line that a list belongs to, "" where it has none.
    """

    heading: str
    units: tuple[Unit, ...]
    lead: str = ""

    @property
    def listed(self) -> bool:
        """Whether it is a list."""
        return any(unit.item for unit in self.units)


def parse(text: str) -> list[Block]:
    """The blocks of a cleaned text (``importers.text.clean``), in order."""
    lines = (part for line in _joined(_FOOTNOTE.sub("", text).split("\n")) for part in _apart(line))
    return _Reader(list(lines)).blocks()


def _apart(line: str) -> list[str]:
    """A list written in one line, as its leading line and its items."""
    if len(_INLINE.findall(line)) < INLINE_FROM:
        return [line]
    lead, *items = _INLINE.split(line)
    return [lead, *(f"- {item}" for item in items)]


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines; those broken in mid sentence put together again."""
    out: list[str] = []
    for line in (line.strip() for line in lines):
        before = out[-1] if out else ""
        goes_on = line[:1].islower() and not item_of(line)
        ended = not before or _CLOSED.search(before) or before.endswith((":", "："))
        if goes_on and not ended and not item_of(before) and len(before.split()) > 8:
            out[-1] = f"{before} {line}"
        else:
            out.append(line)
    return out


def item_of(line: str) -> str | None:
    """What a marked item says without its mark; None for any other line."""
    for mark in (_BULLET, _NUMBER):
        found = mark.match(line)
        if found and line[found.end() :].strip():
            return line[found.end() :].strip()
    return None


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._at = 0
        self._heading = ""
        self._out: list[Block] = []

    def blocks(self) -> list[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line:
                self._at += 1
            elif item_of(line) is not None:
                self._list("")
            elif self._is_heading(line):
                self._heading = line
                self._at += 1
            else:
                self._prose(line)
        return self._out

    def _prose(self, line: str) -> None:
        self._at += 1
        sentences = split(line)
        first = sentences[0]
        asks = _ASKS.match(first) and first.endswith("?") and len(first) <= ASKED
        if asks and len(sentences) > 1:
            self._heading = sentences.pop(0)
        leads = self._leads(sentences[-1])
        said = sentences[:-1] if leads else sentences
        if said:
            self._out.append(Block(self._heading, tuple(Unit(s) for s in said)))
        if leads:
            self._list(sentences[-1])

    def _leads(self, sentence: str) -> bool:
        """Whether the sentence leads a list in: by its colon, or open-ended before marked items."""
        following = next((line for line in self._lines[self._at :] if line), "")
        marked = item_of(following) is not None
        if sentence.endswith((":", "：")):
            return marked or (bool(following) and _short(following))
        return marked and not _CLOSED.search(sentence)

    def _list(self, lead: str) -> None:
        """A list from here on; after a lead also of unmarked lines, up to an empty one."""
        items: list[Unit] = []
        while self._at < len(self._lines) and not self._lines[self._at]:
            self._at += 1
        marked = self._at < len(self._lines) and item_of(self._lines[self._at]) is not None
        while self._at < len(self._lines):
            line = self._lines[self._at]
            item = item_of(line)
            if marked and not line and self._item_after_gap():
                self._at += 1
                continue
            if marked and item is None:
                break
            if not marked and (not line or not _short(line) or self._prose_again(line, items)):
                break
            items.append(Unit(item or line, item=True))
            self._at += 1
        if items:
            self._out.append(Block(self._heading, tuple(items), lead))
        elif lead:
            self._out.append(Block(self._heading, (Unit(lead),)))

    def _item_after_gap(self) -> bool:
        following = next((line for line in self._lines[self._at :] if line), "")
        return item_of(following) is not None

    def _prose_again(self, line: str, items: Sequence[Unit]) -> bool:
        """Whether an unmarked line after items without full stops is a paragraph again."""
        if not items:
            return False
        closed = [bool(_CLOSED.search(unit.text)) for unit in items]
        return (bool(_CLOSED.search(line)) and not any(closed)) or len(split(line)) > 1

    def _is_heading(self, line: str) -> bool:
        if not _heading_like(line):
            return False
        following = next((text for text in self._lines[self._at + 1 :] if text), "")
        return bool(following) and (line.endswith(("?", "？")) or not _heading_like(following))


def _heading_like(line: str) -> bool:
    if languages.HAN.search(line):
        fits = len(line) <= HEADING_SIGNS and not re.search(r"[。！；，：]", line)
        return fits and not line.endswith((".", "!", ":"))
    if len(line.split()) > HEADING_WORDS or line[:1].islower():
        return False
    return line.endswith("?") or not re.search(r"[.!:;,]$|[.!?]\s", line)


def _short(line: str) -> bool:
    """Whether an unmarked line may be an item."""
    return bool(line) and len(line.split()) <= ITEM_WORDS and not line.endswith((":", "："))
