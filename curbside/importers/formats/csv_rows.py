"""The format `csv`: any table with a header line; comma, semicolon or tab, any encoding, gzip."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from curbside.importers import limits
from curbside.importers.formats import columns, rows
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Part, Parts
from curbside.importers.lines import lines
from curbside.importers.record import Broken, Read, SourceInfo
from curbside.people.profiles import Profile

VERSION = 2
ENDINGS = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
SOURCE = SourceInfo(slug="csv", name="Imported table")


def parse(parts: Parts, options: Options) -> Iterator[Read]:
    """One record a row. Raises BadInput when the columns cannot be told apart."""
    columns.check_fields(options.columns)
    # A quote that is never closed swallows the rest of the file, up to this many characters.
    csv.field_size_limit(limits.FIELD_CHARACTERS)
    for part in parts:
        if isinstance(part, Broken):
            yield part
        else:
            yield from _table(part, options)


class _Lines:
    """The readable lines of a part, for the csv module; keeps those that are not, and counts."""

    def __init__(self, part: Part) -> None:
        self._lines = lines(part, ending="")
        self.broken: list[Broken] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            if isinstance(line, Broken):
                self.broken.append(line)
                continue
            self.number = line[0]
            return line[1]
        raise StopIteration


def _table(part: Part, options: Options) -> Iterator[Read]:
    source = _Lines(part)
    header = next(source, "")
    if not header.strip():
        yield from source.broken or [Broken(part.name, "The file is empty.")]
        return
    delimiter = max(",\t;|", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    fields = columns.mapping(names, options.columns)
    publisher = Profile(options.publisher or SOURCE.name, publisher=True)
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        first = source.number + 1
        try:
            values = next(reader, None)
        except csv.Error as problem:
            yield Broken(f"{part.name}:{first}", f"The row cannot be read: {_why(problem)}.")
            continue
        yield from source.broken
        source.broken.clear()
        if values is None:
            return
        if any(value.strip() for value in values):
            yield _row(f"{part.name}:{first}", names, values, fields, publisher)


def _row(
    place: str, names: list[str], values: list[str], fields: dict[str, str], publisher: Profile
) -> Read:
    if len(values) != len(names):
        return Broken(place, f"The row has {len(values)} columns, the header {len(names)}.")
    cells = dict(zip(names, values, strict=True))
    return rows.record(place, {f: cells[column] for f, column in fields.items()}, publisher)


def _why(problem: csv.Error) -> str:
    if "field larger" in str(problem):
        return f"a field is longer than {limits.FIELD_CHARACTERS:,} characters, or a quote is open"
    return str(problem)
