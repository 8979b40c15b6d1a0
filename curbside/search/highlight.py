"""Excerpts of a text around the words somebody looked for. Pure; knows no markup."""

from __future__ import annotations

import re
from typing import NamedTuple

from curbside.search import analyser

_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*|\n+")


class Segment(NamedTuple):
    """A stretch of the excerpt; ``hit`` where it is a word that was looked for."""

    text: str
    hit: bool


def excerpt(text: str, query: str, width: int = 220) -> list[Segment]:
    """About ``width`` characters of ``text`` where the most different terms of ``query`` occur.

    Begins and ends with "…" where text was left out. An empty query gives the beginning.
    """
    text = " ".join(text.split())
    wanted = set(analyser.analyse(query))
    hits = [(t.start, t.end, t.term) for t in analyser.spans(text) if t.term in wanted]
    start = _best_start(text, hits, width)
    end = _word_end(text, min(start + width, len(text)))
    segments = [Segment("… ", False)] if start else []
    position = start
    for first, last, _ in hits:
        if last <= position or first < start or last > end:
            continue
        if first > position:
            segments.append(Segment(text[position:first], False))
        segments.append(Segment(text[max(first, position) : last], True))
        position = last
    segments.append(Segment(text[position:end] + (" …" if end < len(text) else ""), False))
    return _joined([s for s in segments if s.text])


def _best_start(text: str, hits: list[tuple[int, int, str]], width: int) -> int:
    """The start of the sentence from which ``width`` characters hold the most different terms."""
    if len(text) <= width or not hits:
        return 0
    starts = [0, *(m.end() for m in _SENTENCE.finditer(text) if m.end() < len(text))]
    best, most = 0, -1
    for start in starts[:400]:
        found = len(
            {term for first, last, term in hits if start <= first and last <= start + width}
        )
        if found > most:
            best, most = start, found
    if most <= 0:  # the words stand deep inside one very long sentence
        best = text.rfind(" ", 0, max(hits[0][0] - width // 3, 0)) + 1
    return best


def _word_end(text: str, end: int) -> int:
    """``end`` moved back to the end of a word, so that no word is cut."""
    if end == len(text) or not (text[end - 1].isascii() and text[end].isascii()):
        return end
    space = text.rfind(" ", 0, end)
    return space if space > end - 30 else end


def _joined(segments: list[Segment]) -> list[Segment]:
    """Neighbouring hits (Chinese bigrams overlap) as one."""
    out: list[Segment] = []
    for segment in segments:
        if out and out[-1].hit == segment.hit:
            out[-1] = Segment(out[-1].text + segment.text, segment.hit)
        else:
            out.append(segment)
    return out
