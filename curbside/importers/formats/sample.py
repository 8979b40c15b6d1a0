"""The format `sample`: the corpus that ships, a folder of doctors-*.jsonl and entries-*.jsonl.

Doctors stand in files of their own, so that a reply names one by slug.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curbside import samples
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.lines import lines
from curbside.importers.record import Asker, Broken, Read, SourceInfo
from curbside.importers.shaping import Raw, RawTurn, shape
from curbside.people.profiles import Profile

VERSION = 1
ENDINGS = (".jsonl",)
SOURCE = SourceInfo(slug="sample", name="Curbside sample corpus", licence="Apache-2.0", sample=True)
DEFAULT = Path(samples.__file__).parent / "data"


def parse(parts: Parts, options: Options) -> Iterator[Read]:
    """One record a line of the entries; the doctors come first, as their file names sort."""
    doctors: dict[str, Profile] = {}
    for part in parts:
        if isinstance(part, Broken):
            yield part
            continue
        entries = part.name.rsplit("/", 1)[-1].startswith("entries")
        for line in lines(part):
            if isinstance(line, Broken):
                yield line
                continue
            place = f"{part.name}:{line[0]}"
            try:
                row = json.loads(line[1])
            except (ValueError, RecursionError):
                yield Broken(place, "The line is not JSON.")
                continue
            if not isinstance(row, dict):
                yield Broken(place, "The line is not a JSON object.")
            elif entries:
                yield _record(place, row, doctors)
            else:
                doctors[_text(row, "slug")] = _doctor(row)


def _doctor(row: dict[str, Any]) -> Profile:
    return Profile(
        name=_text(row, "name_en"),
        slug=_text(row, "slug"),
        name_zh=_text(row, "name_zh"),
        credential_en=_text(row, "credential_en"),
        credential_zh=_text(row, "credential_zh"),
        bio_en=_text(row, "bio_en"),
        bio_zh=_text(row, "bio_zh"),
        department=_text(row, "department"),
        sample=True,
    )


def _record(place: str, row: dict[str, Any], doctors: dict[str, Profile]) -> Read:
    asker = row.get("asker") if isinstance(row.get("asker"), dict) else {}
    turns = [*_turns(row.get("replies"), "doctor"), *_turns(row.get("follow_ups"), "by")]
    unknown = [who for who, _ in turns if who != "asker" and who not in doctors]
    if unknown:
        return Broken(place, "A reply is by a doctor who is in no file of doctors.")
    return shape(
        place,
        Raw(
            ref=_text(row, "id"),
            question=_text(row, "question"),
            title=_text(row, "title"),
            headline=_text(row, "headline"),
            language=_text(row, "language"),
            asker=Asker(**{name: _text(asker or {}, name) for name in Asker.__dataclass_fields__}),
            asked=_text(row, "asked"),
            replies=[
                RawTurn(doctors.get(who), _text(turn, "text"), date=_text(turn, "date"))
                for who, turn in turns
            ],
            department=_text(row, "department"),
        ),
    )


def _turns(value: Any, by: str) -> list[tuple[str, dict[str, Any]]]:
    turns = value if isinstance(value, list) else []
    return [(_text(turn, by), turn) for turn in turns if isinstance(turn, dict)]


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
