"""What an importer hands over: one vetted text, said to be whose and in which language. Pure.

A note is not yet cleaned of what no reader needs (``cleaning``) and not yet cut (``cutting``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from curbside.evidence.facets import Facet


@dataclass(frozen=True)
class Section:
    """A part of a note. ``facet`` is what its source says it speaks of; None leaves it to us."""

    text: str
    facet: Facet | None = None


@dataclass(frozen=True)
class Note:
    """One text of a publisher. ``subjects`` are what it is about in its source's own words, the
    focus first; ``question`` is what it answers, where it answers one.
    """

    ref: str
    title: str
    language: str
    sections: tuple[Section, ...]
    publisher: str = ""
    licence: str = ""
    url: str = ""
    date: dt.date | None = None
    review_by: dt.date | None = None
    subjects: tuple[str, ...] = field(default=())
    question: str = ""
    sample: bool = False
