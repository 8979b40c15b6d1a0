"""The format `medquad` as evidence: every answer is a text of its publisher, under its own id.

Pairs whose answers the publication removed say nothing and are passed over. The question's type
gives the facet, where it is one; "information" and "considerations" speak of everything in turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.evidence import cleaning
from curbside.evidence.labelling import MEDQUAD
from curbside.importers.formats import medquad
from curbside.importers.formats.medquad import Pair
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.record import ReadText
from curbside.importers.texts.shaping import RawText, shape

VERSION = 1_000_000 + cleaning.VERSION
ENDINGS = medquad.ENDINGS
SOURCE = medquad.SOURCE


def parse(parts: Parts, options: Options) -> Iterator[ReadText]:
    """One text an answer, in order of the documents' names."""
    for read in medquad.pairs(parts):
        if not isinstance(read, Pair):
            yield read
        elif answer := read.answer:
            yield shape(read.place, _raw(read, answer))


def _raw(pair: Pair, answer: str) -> RawText:
    facet = MEDQUAD.get(pair.question_type)
    # The words with which the topics' answers begin, before the text itself.
    body = answer.removeprefix("Summary :").lstrip()
    return RawText(
        ref=pair.ref,
        title=pair.focus or pair.question,
        sections=[(body, facet.value if facet else "")],
        publisher=pair.publisher.name,
        licence=SOURCE.licence,
        url=pair.url,
        language="en",
        subjects=[pair.focus, *pair.synonyms],
        question=pair.question,
    )
