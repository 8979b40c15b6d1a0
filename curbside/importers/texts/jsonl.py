"""The format `jsonl` as evidence: an operator's own texts, a JSON object a line.

``ref`` (or ``id``), ``title`` and ``text`` are needed; instead of ``text`` there may be
``sections``, a list of objects with ``text`` and ``facet``. docs/evidence.md shows a line.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.core.errors import BadInput
from curbside.evidence import cleaning
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.record import Broken, ReadText, SourceInfo
from curbside.importers.texts.rows import Row, objects, said, words
from curbside.importers.texts.shaping import RawText, shape

VERSION = 1_000_000 + cleaning.VERSION
ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
SOURCE = SourceInfo(slug="jsonl", name="Imported texts")


def parse(parts: Parts, options: Options) -> Iterator[ReadText]:
    """One text a line. Raises BadInput for ``--map``, which is for questions and answers."""
    if options.columns:
        raise BadInput(
            "Evidence has no columns to map.", "Name the fields as docs/evidence.md does."
        )
    for found in objects(parts):
        yield (
            found if isinstance(found, Broken) else of_row(*found, options.publisher, sample=False)
        )


def of_row(place: str, row: Row, publisher: str, *, sample: bool) -> ReadText:
    """The text of one line."""
    return shape(
        place,
        RawText(
            ref=said(row, "ref", "id"),
            title=said(row, "title"),
            sections=_sections(row),
            publisher=said(row, "publisher") or publisher,
            licence=said(row, "licence", "license"),
            url=said(row, "url"),
            language=said(row, "language"),
            date=said(row, "date"),
            review_by=said(row, "review_by"),
            subjects=words(row, "subjects") or [said(row, "title")],
            sample=sample,
        ),
    )


def _sections(row: Row) -> list[tuple[str, str]]:
    given = row.get("sections")
    if isinstance(given, list):
        return [(said(one, "text"), said(one, "facet")) for one in given if isinstance(one, dict)]
    return [(said(row, "text"), said(row, "facet"))]
