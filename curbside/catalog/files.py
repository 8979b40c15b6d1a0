"""Reading and writing a catalogue as a folder of JSON lines: departments.jsonl and topics/*.jsonl.

Pure but for the files. The shipped default catalogue is such a folder, and so is what an operator
exports, edits and loads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from curbside.core.errors import BadInput

T = TypeVar("T")
DEFAULT = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DepartmentRecord:
    """One line of departments.jsonl; the order of the lines is the order on the page."""

    slug: str
    name_en: str
    name_zh: str
    description_en: str
    description_zh: str
    was: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TopicRecord:
    """One line of topics/<department>.jsonl; ``was`` lists slugs it had before."""

    slug: str
    name_en: str
    name_zh: str
    department: str
    synonyms_en: list[str]
    synonyms_zh: list[str]
    also: list[str]
    was: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Catalogue:
    """A whole catalogue, in order."""

    departments: list[DepartmentRecord]
    topics: list[TopicRecord]


def read(folder: Path) -> Catalogue:
    """Read a catalogue folder. Raises BadInput naming the file and line of what is wrong."""
    departments = [
        _made(DepartmentRecord, data, where) for data, where in _lines(folder / "departments.jsonl")
    ]
    known = {department.slug for department in departments}
    topics: list[TopicRecord] = []
    for department in departments:
        path = folder / "topics" / f"{department.slug}.jsonl"
        for data, where in _lines(path) if path.exists() else ():
            topic = _made(TopicRecord, {**data, "department": department.slug}, where)
            unknown = set(topic.also) - known
            if unknown:
                raise BadInput(f"{where}: no department {sorted(unknown)[0]!r}.", "Correct 'also'.")
            topics.append(topic)
    slugs = [topic.slug for topic in topics]
    twice = (
        {slug for slug in slugs if slugs.count(slug) > 1} if len(set(slugs)) < len(slugs) else ()
    )
    for slug in twice:
        raise BadInput(f"The topic {slug!r} stands in two places.", "Merge them, or use 'also'.")
    return Catalogue(departments, topics)


def _lines(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path} cannot be read.", str(problem)) from problem
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line), f"{path.name}:{number}"
            except json.JSONDecodeError as problem:
                raise BadInput(f"{path.name}:{number} is not JSON.", str(problem)) from problem


def _made(kind: type[T], data: dict[str, Any], where: str) -> T:
    wanted = {name: data[name] for name in kind.__annotations__ if name in data}
    try:
        return kind(**wanted)
    except TypeError as problem:
        raise BadInput(f"{where} lacks a field.", str(problem)) from problem


def write(folder: Path, catalogue: Catalogue) -> None:
    """Write ``catalogue`` as a folder that ``read`` reads back the same."""
    (folder / "topics").mkdir(parents=True, exist_ok=True)
    _dump(folder / "departments.jsonl", [vars(d) for d in catalogue.departments])
    for department in catalogue.departments:
        rows = [
            {k: v for k, v in vars(topic).items() if k != "department"}
            for topic in catalogue.topics
            if topic.department == department.slug
        ]
        _dump(folder / "topics" / f"{department.slug}.jsonl", rows)


def _dump(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
