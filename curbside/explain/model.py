"""What goes into an explanation and what comes out. Plain values, no rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curbside.evidence.facets import Facet

REPLY = "reply"  # the reference that cites the doctor's reply
RULE = "safety:"  # begins the reference that cites a rule of the safety room
CONCERN, FLAGS, DOCTOR = "concern", "flags", "doctor"
EXTRACTIVE = "extractive"
# The order in which a worried reader is told things.
ORDER = (
    CONCERN,
    Facet.WHAT,
    Facet.CAUSES,
    Facet.SYMPTOMS,
    Facet.CHECKS,
    Facet.TREATMENT,
    Facet.SELF_CARE,
    Facet.GET_HELP,
    FLAGS,
    DOCTOR,
)


@dataclass(frozen=True)
class Citation:
    """Where a sentence stands: ``quote`` is the part of the passage (or reply) that contains it."""

    ref: str
    url: str
    quote: str
    passage: int = 0


@dataclass(frozen=True)
class Sentence:
    """A sentence or an item of a list, with what it rests on; never without."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Section:
    """The sentences of one facet. In a listed one, a sentence that ends in a colon leads the items
    after it.
    """

    facet: str
    sentences: tuple[Sentence, ...]
    listed: bool = False


@dataclass(frozen=True)
class Composition:
    """An explanation; no sections where the evidence is not good enough for one."""

    language: str
    sections: tuple[Section, ...]
    made_by: str

    def sentences(self) -> Iterator[Sentence]:
        """All sentences in order."""
        for section in self.sections:
            yield from section.sentences


@dataclass(frozen=True)
class Asked:
    """A question with its reply, and what is known of the asker. Only what may be shown."""

    question: str
    reply: str
    language: str
    headline: str = ""
    age_band: str = ""
    sex: str = ""
    department: str = ""
