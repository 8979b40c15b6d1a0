"""Marks over a text: what the engine proposed or a person added, and what was decided. Pure.

The engine proposes, a person decides, and only a person's decision lets a proposed mark go. Nothing
here reads or writes the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from curbside.core import markdown
from curbside.core.errors import BadInput
from curbside.safety import deidentify

PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"
_STARS = re.compile(r"\*+")
ENGINE, PERSON = "engine", "person"
LONGEST_REPLACEMENT = 80


@dataclass(frozen=True)
class Marked:
    """Characters ``start`` to ``end`` of a text, what they are, and what stands there instead."""

    start: int
    end: int
    type: str
    replacement: str
    origin: str = ENGINE
    state: str = PROPOSED


def proposed(text: str, language: str, *, marked: bool = False) -> list[Marked]:
    """What the engine would take out of ``text``, nothing of it decided. In a doctor's Markdown
    (``marked``) it reads the words as a reader sees them; the marks stand over what was written.
    """
    bare, places = markdown.bare(text) if marked else (text, list(range(len(text) + 1)))
    found: list[Marked] = []
    for span in deidentify.find(bare, language=language):
        start, end = places[span.start], places[span.end - 1] + 1
        start, end = _paired(text, start, end) if marked else (start, end)
        if not found or start >= found[-1].end:
            found.append(Marked(start, end, span.type, span.replacement))
    return found


def _paired(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the stars outside it whose partners it holds, so that none is left alone."""
    stars = _STARS.findall(text[start:end])
    if len(stars) == 1 and text.endswith(stars[0], 0, start):
        return start - len(stars[0]), end
    if len(stars) == 1 and text.startswith(stars[0], end):
        return start, end + len(stars[0])
    return start, end


def carried_over(
    before: str, old: Sequence[Marked], after: str, language: str, *, marked: bool = False
) -> list[Marked]:
    """The marks of a text that was written anew: what the engine finds in ``after``, with what a
    person decided about the same words before, and every place of the words a person added.
    """
    decided = {
        (before[m.start : m.end], m.type): m
        for m in old
        if m.origin == ENGINE and m.state != PROPOSED
    }
    found = []
    for mark in proposed(after, language, marked=marked):
        past = decided.get((after[mark.start : mark.end], mark.type))
        found.append(
            replace(mark, state=past.state, replacement=past.replacement) if past else mark
        )
    for mark in old:
        words = before[mark.start : mark.end]
        if mark.origin == PERSON and mark.state == ACCEPTED and words:
            found = _with(found, _everywhere(after, words, mark))
    return found


def _everywhere(text: str, words: str, mark: Marked) -> list[Marked]:
    places = []
    start = text.find(words)
    while start >= 0:
        places.append(replace(mark, start=start, end=start + len(words)))
        start = text.find(words, start + len(words))
    return places


def _with(marks: Iterable[Marked], more: Sequence[Marked]) -> list[Marked]:
    """The marks in order; where one of ``more`` touches another, the one of ``more`` stays."""
    kept = [m for m in marks if not any(overlap(m, new) for new in more)]
    return sorted([*kept, *more], key=lambda m: m.start)


def overlap(one: Marked, other: Marked) -> bool:
    """Whether two marks share a character."""
    return one.start < other.end and other.start < one.end


def added(text: str, marks: Sequence[Marked], start: int, end: int, replacement: str) -> Marked:
    """A mark that a person adds, accepted as it is made. Raises BadInput for one that is outside
    the text, empty, or touches a mark that stands.
    """
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise BadInput("Nothing is chosen.", "Choose the words to take out, then try again.")
    replacement = " ".join(replacement.split()) or "[…]"
    if len(replacement) > LONGEST_REPLACEMENT:
        raise BadInput(
            "The replacement is too long.", f"Use at most {LONGEST_REPLACEMENT} characters."
        )
    new = Marked(start, end, "PERSONAL", replacement, PERSON, ACCEPTED)
    if any(overlap(new, m) for m in marks if m.state != REJECTED):
        raise BadInput(
            "Some of these words are marked already.", "Change that mark, or choose other words."
        )
    return new


def undecided(marks: Iterable[Marked]) -> int:
    """How many marks still wait for a person."""
    return sum(mark.state == PROPOSED for mark in marks)


def published(text: str, marks: Iterable[Marked], *, marked: bool = False) -> str:
    """The text as it may be read: everything replaced but what a person rejected, so that what is
    not yet decided never shows. In Markdown (``marked``) a replacement shows as it is.
    """
    out, last = [], 0
    for mark in sorted((m for m in marks if m.state != REJECTED), key=lambda m: m.start):
        words = markdown.escaped(mark.replacement) if marked else mark.replacement
        out += [text[last : mark.start], words]
        last = mark.end
    out.append(text[last:])
    return "".join(out)


@dataclass(frozen=True)
class Piece:
    """A run of a text for the editor's eye: plain where ``mark`` is None."""

    text: str
    mark: Marked | None = None


def pieces(text: str, marks: Iterable[Marked]) -> list[Piece]:
    """The text cut at its marks, in order; together the pieces are the text."""
    out, last = [], 0
    for mark in sorted(marks, key=lambda m: m.start):
        if mark.start < last:
            continue
        if mark.start > last:
            out.append(Piece(text[last : mark.start]))
        out.append(Piece(text[mark.start : mark.end], mark))
        last = mark.end
    if last < len(text):
        out.append(Piece(text[last:]))
    return out
