"""JSON lines into objects, and what of an object is text. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from curbside.importers.inputs import Parts
from curbside.importers.lines import lines
from curbside.importers.record import Broken

Row = dict[str, Any]


def objects(parts: Parts) -> Iterator[tuple[str, Row] | Broken]:
    """Every line that is a JSON object with its place; of the others, why they are none."""
    for part in parts:
        if isinstance(part, Broken):
            yield part
            continue
        for line in lines(part):
            if isinstance(line, Broken):
                yield line
            elif line[1].strip():
                yield _object(f"{part.name}:{line[0]}", line[1])


def _object(place: str, line: str) -> tuple[str, Row] | Broken:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Broken(place, "The line is not JSON.")
    return (place, row) if isinstance(row, dict) else Broken(place, "The line is no JSON object.")


def said(row: Row, *names: str) -> str:
    """The first of the fields that holds a text or a number, as text."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def words(row: Row, name: str) -> list[str]:
    """A list of texts, or one text with commas."""
    value = row.get(name)
    if isinstance(value, str):
        return value.split(",")
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
