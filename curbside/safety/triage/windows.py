"""A text that is longer than any question may be, as pieces that are read one at a time.

Its beginning and its end are read first, then what lies between, until an emergency is found: what
follows could not raise the level. Pieces overlap by more than any rule reaches, so that no sign
falls between two. Long stretches without a letter or a digit are cut to their ends. A text that
somebody could have sent through the form stays one piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curbside.safety.triage import repeats

WHOLE = 16_000  # characters up to which a text is one piece; a question has 10,000 at most
_SIZE, _OVERLAP = 8_000, 1_600
_STOP = re.compile(r"[.?!;。？！；\n]\s*")
_LOOK = 400  # characters in which the end of a sentence is looked for, to begin after it
_NOTHING = re.compile(r"[\W_]{64,}")
_EDGE = 24  # characters kept at each end of a stretch that says nothing

Piece = tuple[str, Sequence[int]]  # its text, and where each character stood; and the end


def of(text: str) -> list[Piece]:
    """The pieces of ``text`` in the order in which they are worth reading."""
    offsets: Sequence[int] = range(len(text) + 1)
    if len(text) <= repeats.SHORT:
        return [(text, offsets)]
    text, offsets = repeats.joined(text, offsets)
    if len(text) <= WHOLE:
        return [(text, offsets)]
    text, offsets = repeats.kept_parts(text, offsets, _telling(text))
    starts = [0]
    while starts[-1] + _SIZE < len(text):
        starts.append(_start(text, starts[-1] + _SIZE - _OVERLAP))
    ends = [start + _SIZE for start in starts[:-1]] + [len(text)]
    pieces = [(text[a:b], offsets[a : b + 1]) for a, b in zip(starts, ends, strict=True)]
    return [pieces[0], *pieces[:0:-1][:1], *pieces[1:-1]]


def _start(text: str, place: int) -> int:
    """After the end of the sentence that is nearest before ``place``, if one is near."""
    found = place
    for stop in _STOP.finditer(text, place - _LOOK, place):
        found = stop.end()
    return found


def _telling(text: str) -> list[tuple[int, int]]:
    """The parts of ``text`` without the middle of stretches that say nothing."""
    parts, start = [], 0
    for gap in _NOTHING.finditer(text):
        parts.append((start, gap.start() + _EDGE))
        start = gap.end() - _EDGE
    return [*parts, (start, len(text))]
