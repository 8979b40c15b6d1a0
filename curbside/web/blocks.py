"""The shape of what people typed: paragraphs, bullet lists and numbered lists. Pure, no markup.

Nothing is interpreted beyond that: no emphasis, headings or escapes, because people here type
plain text and an asterisk in it is an asterisk. Only list marks are taken out of the text. The
old habit of the e-mail age ("Hello: > It is due to … > You should rest …") is a list too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "bullets", "numbers"]

# Controls, and the marks that turn the reading direction of everything after them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BULLET = re.compile(r"(?:>+\s*|[•●▪◦‧・]\s*|[-–—*·]\s+)(?=\S)")
_NUMBER = re.compile(r"[(（]?([0-9]{1,2})(?:[.)）]\s+|[、．]\s*|[.)）](?=[^\W\d]))(?=\S)")
_QUOTES = re.compile(
    r"(?:(?<=^)|(?<=\s)|(?<=[:：。，,.;；!！?？\u4e00-\u9fff]))>+\s*(?=[^\s\d<>=])"
)
_DASHES = re.compile(r"(?<=[.:;!?。：；！？])\s*[-–•*]\s+(?=[A-Z\u4e00-\u9fff])")
_STEPS = re.compile(
    r"(?:(?<=^)|(?<=[.:;!?,)。：；！？，）])\s*)[(（]?([1-9][0-9]?)(?:[.)）]\s*|[、．]\s*)(?=[^\W\d])"
)
WIDE = 0x2E7F  # signs above it are Chinese, and say in one what Latin says in about two
_ENDS = (":", "：", ".", "。", "!", "！", "?", "？")


@dataclass
class Block:
    """A paragraph (``parts`` are its lines) or a list (``parts`` are its items).
    ``numbers`` are those typed before the items of a numbered list.
    """

    kind: Kind
    parts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order; empty for a text with nothing in it."""
    text = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSEEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n\n"))
    out: list[Block] = []
    reached, gap = 0, True
    for line in text.split("\n"):
        if not line.strip():
            gap = True
            continue
        for kind, part, number in _pieces(line.strip(), reached):
            if kind == "numbers":
                reached = number
            _add(out, kind, part, number, gap)
            gap = False
    return out


def _add(out: list[Block], kind: Kind, part: str, number: int, gap: bool) -> None:
    last = out[-1] if out else None
    if last and last.kind == kind and not (kind == "text" and gap):
        last.parts.append(part)
    elif last and kind == "text" and last.kind != "text" and not gap and part[0].islower():
        last.parts[-1] += " " + part  # an item that was broken over two lines
        return
    else:
        last = Block(kind, [part])
        out.append(last)
    if kind == "numbers":
        last.numbers.append(number)


def _pieces(line: str, reached: int) -> Iterator[tuple[Kind, str, int]]:
    """The line cut into what stands before a list and its items; ``reached`` is the last number."""
    steps = _steps(line)
    if steps:
        yield from _head(line[: steps[0].start()])
        ends = [step.start() for step in steps[1:]] + [len(line)]
        for step, end in zip(steps, ends, strict=True):
            yield "numbers", line[step.end() : end].strip(), int(step.group(1))
        return
    number = _NUMBER.match(line)
    if number and (int(number.group(1)) <= 1 or int(number.group(1)) == reached + 1):
        yield "numbers", line[number.end() :].strip(), int(number.group(1))
        return
    marks = _marks(line)
    if not marks:
        yield "text", line, 0
        return
    yield from _head(line[: marks[0][0]])
    ends = [start for start, _ in marks[1:]] + [len(line)]
    for (_, start), end in zip(marks, ends, strict=True):
        if line[start:end].strip():
            yield "bullets", line[start:end].strip(), 0


def _head(text: str) -> Iterator[tuple[Kind, str, int]]:
    if text.strip():
        yield "text", text.strip(), 0


def _marks(line: str) -> list[tuple[int, int]]:
    """(start, end) of each bullet mark: one at the start, or a run of them within the line."""
    first = _BULLET.match(line)
    quotes = [(m.start(), m.end()) for m in _QUOTES.finditer(line)]
    if first and first.group().startswith(">"):
        return [(0, first.end()), *[q for q in quotes if q[0] >= first.end()]]
    if quotes and (len(quotes) > 1 or line[: quotes[0][0]].rstrip().endswith(_ENDS)):
        return quotes
    dashes = [(m.start(), m.end()) for m in _DASHES.finditer(line)]
    if first:
        return [(0, first.end()), *[d for d in dashes if d[0] >= first.end()]]
    return dashes if len(dashes) > 1 else []


def _steps(line: str) -> list[re.Match[str]]:
    """The marks "1." "2." … written within one line, where at least two follow each other."""
    found: list[re.Match[str]] = []
    for match in _STEPS.finditer(line):
        if int(match.group(1)) == len(found) + 1:
            found.append(match)
    return found if len(found) > 1 else []


def flat(text: str) -> str:
    """The text on one line, without list marks, for an excerpt."""
    out = ""
    for block in blocks(text):
        for part in block.parts:
            listed = block.kind != "text" and not out.endswith(_ENDS)
            wide = bool(out) and ord(out[-1]) > WIDE
            between = ("；" if wide else "; ") if listed else ("" if wide else " ")
            out = out.rstrip(";；,，") if listed else out
            out += between + part if out else part
    return out


def room(text: str, letters: int) -> int:
    """How many signs of ``text`` take about the room of so many Latin letters."""
    wide = sum(ord(sign) > WIDE for sign in text[:letters])
    return int(letters * 0.45) if wide * 3 > letters else letters
