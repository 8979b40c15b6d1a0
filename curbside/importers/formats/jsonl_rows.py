"""The format `jsonl`: a JSON object a line, with fields of its own or those of `curbside export`.

A line that says so is one of ours and is read as it stands (``exported``); any other
line is a row whose keys are its columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from curbside.core.errors import BadInput
from curbside.importers.formats import columns, exported, rows
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.lines import lines
from curbside.importers.record import Broken, Read, SourceInfo
from curbside.people.profiles import Profile

VERSION = 2
ENDINGS = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")
SOURCE = SourceInfo(slug="jsonl", name="Imported questions")


def parse(parts: Parts, options: Options) -> Iterator[Read]:
    """One record a line. Raises BadInput when the first row's keys cannot be told apart."""
    columns.check_fields(options.columns)
    publisher = Profile(options.publisher or SOURCE.name, publisher=True)
    known: dict[frozenset[str], dict[str, str] | None] = {}
    for part in parts:
        if isinstance(part, Broken):
            yield part
            continue
        for line in lines(part):
            if isinstance(line, Broken):
                yield line
            elif line[1].strip():
                yield _line(f"{part.name}:{line[0]}", line[1], options, publisher, known)


def _line(
    place: str,
    line: str,
    options: Options,
    publisher: Profile,
    known: dict[frozenset[str], dict[str, str] | None],
) -> Read:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Broken(place, "The line is not JSON.")
    if not isinstance(row, dict):
        return Broken(place, "The line is not a JSON object.")
    if exported.is_exported(row):
        return exported.record(place, row)
    fields = _fields(row, options, known)
    if fields is None:
        return Broken(place, "The line has other fields than the lines before it.")
    return rows.record(
        place, {f: _text(row.get(column)) for f, column in fields.items()}, publisher
    )


def _fields(
    row: dict[str, Any], options: Options, known: dict[frozenset[str], dict[str, str] | None]
) -> dict[str, str] | None:
    """The mapping for rows with these keys; lines need not all have the same. A file whose first
    line says nothing is the operator's to map; a later line that does is a broken one.
    """
    keys = frozenset(row)
    if keys not in known:
        try:
            known[keys] = columns.mapping(row, _present(row, options, bool(known)))
        except BadInput:
            if not known:
                raise
            if len(known) > MANY_SHAPES:
                return None
            known[keys] = None
    return known[keys]


MANY_SHAPES = 1000  # a file with more kinds of lines than this is not remembered by kind


def _present(row: dict[str, Any], options: Options, later: bool) -> dict[str, str]:
    """Of what the operator mapped, what this row has; the first row must have all of it."""
    return {f: c for f, c in options.columns.items() if not later or c in row}


def _text(value: Any) -> str:
    """A value as a column holds it; lists as words between commas, nothing for an object."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return ""
    return str(value)
