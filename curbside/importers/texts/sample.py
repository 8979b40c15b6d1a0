"""The format `sample` as evidence: the notes that ship, written by us over the sample questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from curbside import samples
from curbside.evidence import cleaning
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.record import Broken, ReadText, SourceInfo
from curbside.importers.texts.jsonl import of_row
from curbside.importers.texts.rows import objects

VERSION = 1_000_000 + cleaning.VERSION
ENDINGS = (".jsonl",)
SOURCE = SourceInfo(
    slug="sample", name="Curbside sample evidence", licence="Apache-2.0", sample=True
)
DEFAULT = Path(samples.__file__).parent / "evidence"


def parse(parts: Parts, options: Options) -> Iterator[ReadText]:
    """One text a note."""
    for found in objects(parts):
        yield found if isinstance(found, Broken) else of_row(*found, SOURCE.name, sample=True)
