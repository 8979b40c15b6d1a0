""" "Already answered?": published entries like a question, with the part of a reply that answers.

Everything comes through ``library.queries``, so only what the public may see is ever suggested.
"""

from __future__ import annotations

from dataclasses import dataclass

from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.search.highlight import Segment, excerpt
from curbside.search.queries import Request, find

SHOWN = 3
PASSAGE = 320  # characters of a reply


@dataclass(frozen=True)
class Similar:
    """An entry, and the part of its replies nearest to the question, hits marked."""

    entry: Entry
    passage: list[Segment]


def similar(text: str, language: str, limit: int = SHOWN) -> list[Similar]:
    """The answered questions most like the text, in its language, best first; may be none."""
    hits = find(Request(text, language=language[:2], replies=False, limit=limit))
    return [_with_passage(entry, text) for entry in library.cards([hit.number for hit in hits])]


def _with_passage(entry: Entry, text: str) -> Similar:
    replies = [excerpt(reply.text, text, PASSAGE) for reply in entry.replies.all() if reply.text]
    best = max(replies, key=lambda part: sum(segment.hit for segment in part), default=[])
    return Similar(entry, best)
