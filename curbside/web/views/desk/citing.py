"""Published answers beside a question: the part of the reply that fits, and words to cite them."""

from __future__ import annotations

from dataclasses import dataclass

from curbside.consult import suggesting
from curbside.library.models import Entry
from curbside.search.highlight import Segment, excerpt
from curbside.web import head
from curbside.web.blocks import flat, room

PASSAGE = 260  # Latin letters of a reply


@dataclass(frozen=True)
class Citable:
    """A similar question, the part of its replies nearest to this one, the words that cite it."""

    entry: Entry
    passage: list[Segment]
    citation: str


def citation(entry: Entry) -> str:
    """The headline and, on a line of its own, the address where the asker reads it."""
    language = head.interface_language(entry.language)
    where = head.address("question", entry.public_id, entry.slug, language=language)
    return f"{entry.headline}\n{where}"


def similar(text: str, language: str, limit: int) -> list[Citable]:
    """The published answers most like the text, best first."""
    found = suggesting.similar(text, language, limit)
    return [Citable(one.entry, _passage(one.entry, text), citation(one.entry)) for one in found]


def _passage(entry: Entry, text: str) -> list[Segment]:
    """On one line without list marks, unlike what the consult room cuts out."""
    lines = [flat(reply.plain) for reply in entry.replies.all() if reply.text]
    found = [excerpt(line, text, room(line, PASSAGE)) for line in lines]
    return max(found, key=lambda part: sum(segment.hit for segment in part), default=[])
