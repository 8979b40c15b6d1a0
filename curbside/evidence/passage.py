"""A passage as the rest of the service sees it: a citable piece of a vetted text. Pure.

Knows no table and no ranking; ``queries`` and ``memory`` make these.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curbside.evidence.facets import Facet


@dataclass(frozen=True)
class Passage:
    """A few sentences of one source."""

    number: int  # the primary key; 0 when made in memory
    ref: str  # "ADAM_0003147_Sec1#2": the source record's id, "#", the position from 1
    source: str  # the source's title, such as "Facial tics"
    publisher: str  # such as "MedlinePlus"
    url: str  # of the publisher's page; may be ""
    date: dt.date | None  # published or last reviewed
    language: str  # as in core.languages
    facet: Facet
    text: str  # cleaned, as cited
    subjects: tuple[str, ...]  # conditions, symptoms, drugs it speaks of, lower case, focus first
    public_id: str = ""  # of its source: the page is /evidence/<public_id>/#p<position>

    @property
    def position(self) -> int:
        """Its place in its source, from 1; 0 where its ref says none."""
        number = self.ref.rpartition("#")[2]
        return int(number) if number.isdigit() else 0


@dataclass(frozen=True)
class Found:
    """A passage that a search found."""

    passage: Passage
    score: float  # 0 to 1, comparable within one search
