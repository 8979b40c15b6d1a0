"""Warnings of combinations that may single someone out when no part of them is an identifier.

An age over 89, a small place, a rare disease beside a place or an employer. Warns only: nothing is
replaced for it, and the person who confirms the text decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from curbside.safety.deidentify.engine import find
from curbside.safety.deidentify.lexicon import plain, words
from curbside.safety.deidentify.model import ADDRESS, AGE, ORGANISATION, PLACE, Span, Warning
from curbside.safety.folding import fold, simplified

OLD_AGE, SMALL_PLACE = "old-age", "small-place"
RARE_PLACE, RARE_EMPLOYER = "rare-disease-with-place", "rare-disease-with-employer"
_VILLAGE = re.compile(r"[村里鄉鎮乡镇莊庄屯]$|\b(?:village|hamlet|island)\b", re.IGNORECASE)
_SMALL = re.compile(
    r"\b(?:small|tiny|little|remote|rural) (?:town|village|island|community|hamlet)\b|"
    r"(?:小|偏遠|偏远)(?:村|鄉|乡|鎮|镇|島|岛)|部落(?!格)|偏鄉|偏乡|離島|离岛|[漁渔]村",
    re.IGNORECASE,
)


def warnings(*texts: str) -> tuple[Warning, ...]:
    """The warnings of one case, such as a question with its replies, given as they were sent."""
    spans = [find(text) for text in texts]
    out: list[Warning] = []
    for number, text in enumerate(texts):
        out += _alone(number, text, spans[number])
    place = any(s.type in (PLACE, ADDRESS) for found in spans for s in found)
    employer = any(s.type == ORGANISATION for found in spans for s in found)
    for number, text in enumerate(texts):
        for start, end in _rare(text) if place or employer else ():
            if place:
                out.append(Warning(RARE_PLACE, number, (start, end)))
            if employer:
                out.append(Warning(RARE_EMPLOYER, number, (start, end)))
    return tuple(out)


def _alone(number: int, text: str, spans: Sequence[Span]) -> Iterator[Warning]:
    for span in spans:
        written = text[span.start : span.end]
        if span.type == AGE:
            yield Warning(OLD_AGE, number, (span.start, span.end))
        elif span.type == PLACE and _is_small(written):
            yield Warning(SMALL_PLACE, number, (span.start, span.end))
    for match in _SMALL.finditer(text):
        yield Warning(SMALL_PLACE, number, match.span())


def _is_small(place: str) -> bool:
    """Whether a place is a village by its name, or no town that the list of larger ones knows."""
    if _VILLAGE.search(place):
        return True
    if not place.isascii():
        return any(place + ending in words("zh_towns") for ending in "鄉鎮")  # 國姓
    name = plain(place.lower())
    return name not in words("towns")


def _rare(text: str) -> Iterator[tuple[int, int]]:
    """Where the text names a rare disease; offsets into the text as it was sent."""
    folded = fold(text)
    for match in _diseases().finditer(simplified(folded.text.lower())):
        yield folded.original(*match.span())


@cache
def _diseases() -> re.Pattern[str]:
    names = sorted((simplified(w) for w in words("rare_diseases")), key=lambda w: (-len(w), w))
    latin = "|".join(re.escape(n) for n in names if not "\u4e00" <= n[0] <= "\u9fff")
    han = "|".join(n for n in names if "\u4e00" <= n[0] <= "\u9fff")
    return re.compile(rf"\b(?:{latin})\b|{han}")
