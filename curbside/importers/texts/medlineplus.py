"""The format `medlineplus`: health topics as JSON lines of id, title, url, description and text.

The summaries are works of the US government; their pages name no date. A topic without a text is
told by its description.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.evidence import cleaning
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.record import Broken, ReadText, SourceInfo
from curbside.importers.texts.rows import objects, said
from curbside.importers.texts.shaping import RawText, shape

VERSION = 1_000_000 + cleaning.VERSION
ENDINGS = (".jsonl", ".jsonl.gz")
SOURCE = SourceInfo(
    slug="medlineplus",
    name="MedlinePlus",
    licence="Public domain",
    url="https://medlineplus.gov/healthtopics.html",
)


def parse(parts: Parts, options: Options) -> Iterator[ReadText]:
    """One text a topic."""
    for found in objects(parts):
        if isinstance(found, Broken):
            yield found
            continue
        place, row = found
        yield shape(
            place,
            RawText(
                ref=said(row, "id"),
                title=said(row, "title"),
                sections=[(said(row, "text", "description"), "")],
                publisher=SOURCE.name,
                licence=SOURCE.licence,
                url=said(row, "url"),
                language="en",
                subjects=[said(row, "title")],
            ),
        )
