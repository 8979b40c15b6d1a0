"""From a text to its spans, and from its spans to the text without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from curbside.core import clock
from curbside.safety.deidentify import replacements
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers import (
    addressed_zh,
    addresses,
    again_zh,
    ages,
    bare_names_zh,
    contact,
    dates,
    latin_zh,
    names_en,
    nicknames_zh,
    numbers,
    organisations,
    organisations_zh,
    persons_zh,
    phones,
    places_en,
    places_zh,
    plates,
)  # fmt: skip
from curbside.safety.deidentify.leftovers import any_left
from curbside.safety.deidentify.model import Candidate, Span
from curbside.safety.deidentify.resolve import resolve

_FAMILIES = (contact, numbers, plates, phones, dates, ages, addresses, organisations, places_en,
             names_en)  # fmt: skip
_CHINESE = (
    persons_zh,
    addressed_zh,
    bare_names_zh,
    nicknames_zh,
    latin_zh,
    places_zh,
    organisations_zh,
)

_ROUNDS = 4  # each finds what the last one uncovered; in real texts the first finds nothing


def find(text: str, *, language: str = "") -> tuple[Span, ...]:
    """The spans of ``text`` in order, none overlapping; offsets are into ``text`` itself.

    ``language`` ("en", "zh-hant", "zh-hans") is that of the replacements; guessed when empty.
    """
    document = Document(text)
    chinese = replacements.is_chinese(text, language)
    today = clock.now().date()
    kept = resolve(document.text, candidates(document), document.placeholders)
    written = list(replacements.write(document.text, kept, chinese, today))
    for _ in range(_ROUNDS):
        if all(document.text[c.start : c.end] == w for c, w in zip(kept, written, strict=True)):
            break  # nothing is replaced, so that nothing around it has changed
        if not any_left(document, kept):
            break
        more = _left_over(document.text, kept, written)
        if not more:
            break
        kept = resolve(document.text, [*kept, *more], document.placeholders)
        written = list(replacements.write(document.text, kept, chinese, today))
    original = document.folded.original
    return tuple(
        Span(*original(c.start, c.end), c.type, round(c.confidence, 3), words, c.rule)
        for c, words in zip(kept, written, strict=True)
    )


def _left_over(text: str, kept: Sequence[Candidate], written: Sequence[str]) -> list[Candidate]:
    """What is found only once ``kept`` is replaced, because what stood around it has changed; by
    its place in ``text``. Without this, replacing twice could find more than replacing once.
    """
    out: list[str] = []
    moves: list[tuple[int, int]] = []  # from where in the new text on, and how far it has moved
    position = length = 0
    for candidate, words in zip(kept, written, strict=True):
        out += (text[position : candidate.start], words)
        length += candidate.start - position + len(words)
        position = candidate.end
        moves.append((length, position - length))
    document = Document("".join((*out, text[position:])))
    starts = [start for start, _ in moves]

    def back(offset: int) -> int:
        before = bisect_right(starts, offset) - 1
        return offset + (moves[before][1] if before >= 0 else 0)

    found = resolve(document.text, candidates(document), document.placeholders)
    places = {(c.start, c.end) for c in kept}
    moved = [c._replace(start=back(c.start), end=back(c.end)) for c in found]
    return [c for c in moved if (c.start, c.end) not in places]


def candidates(document: Document) -> list[Candidate]:
    """Everything that any rule found, overlapping as it may."""
    out: list[Candidate] = []
    for family in _FAMILIES:
        out += family.find(document)
    if document.has_han:
        found = [candidate for family in _CHINESE for candidate in family.find(document)]
        out += found
        out += again_zh.find(document, found)
    return out


def replace(text: str, spans: Iterable[Span]) -> str:
    """``text`` with each span's replacement. ``ValueError`` if spans overlap or lie outside."""
    out: list[str] = []
    position = 0
    for span in sorted(spans, key=lambda s: s.start):
        if not position <= span.start < span.end <= len(text):
            raise ValueError("spans overlap or lie outside the text")
        out += (text[position : span.start], span.replacement)
        position = span.end
    return "".join((*out, text[position:]))


def deidentify(text: str, *, language: str = "") -> tuple[str, Sequence[Span]]:
    """The text without its identifiers, and what was found in it."""
    spans = find(text, language=language)
    return replace(text, spans), spans
