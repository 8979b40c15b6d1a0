"""The format `lasseregin`: the JSON arrays of LasseRegin/medical-question-answer-data.

Three sites, an array each; a record is known by its site and its place in the array, which is the
only identity the publication gives it. Answers without an author are signed by the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from curbside.importers.formats.options import Options
from curbside.importers.inputs import Part, Parts, Refused
from curbside.importers.record import Broken, Read, SourceInfo
from curbside.importers.shaping import Raw, RawTurn, shape
from curbside.library.rules import same_words
from curbside.people.profiles import Profile
from curbside.people.rules import name_key

VERSION = 2
ENDINGS = ("QAs.json",)
SOURCE = SourceInfo(
    slug="lasseregin",
    name="LasseRegin medical question answer data",
    licence="MIT",
    url="https://github.com/LasseRegin/medical-question-answer-data",
)
# File name, without its ending, to the name its records go by and the site.
_SITES = {
    "questionDoctorQAs": (
        "questionDoctor",
        Profile("Question Doctors", publisher=True, url="https://questiondoctors.com/"),
    ),
    "icliniqQAs": ("icliniq", Profile("iCliniq", publisher=True, url="https://www.icliniq.com/")),
    "ehealthforumQAs": (
        "ehealthforum",
        Profile("eHealth Forum", publisher=True, url="https://ehealthforum.com/"),
    ),
}
_NOBODY = frozenset(["unknown", "anonymous", "guest", "admin"])
_ASKER = frozenset(["original poster", "original questioner"])
_DOCTOR = re.compile(r"^(?:dr|prof)\b|[\s,-](?:md|mbbs|phd)\.?$", re.IGNORECASE)


def parse(parts: Parts, options: Options) -> Iterator[Read]:
    """One record an element of each array, in order."""
    for part in parts:
        if isinstance(part, Broken):
            yield part
            continue
        try:
            elements = _array(part)
        except Refused as refused:
            yield Broken(part.name, str(refused))
            continue
        for index, element in enumerate(elements):
            part.done = (index + 1) / len(elements)
            yield _record(part.name, index, element)


def _array(part: Part) -> list[Any]:
    content = part.read()
    try:
        elements = json.loads(content)
    except (ValueError, RecursionError) as problem:
        where = f" (line {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
        raise Refused(f"The file is not JSON{where}.") from problem
    if not isinstance(elements, list):
        raise Refused("The file is not a JSON array of questions.")
    return elements


def _record(name: str, index: int, element: Any) -> Read:
    place = f"{name}[{index}]"
    if not isinstance(element, dict):
        return Broken(place, "The element is not an object.")
    stem = name.rsplit("/", 1)[-1].removesuffix(".json")
    site, publisher = _SITES.get(stem, (stem.removesuffix("QAs"), Profile(stem, publisher=True)))
    title, question = _text(element, "question"), _text(element, "question_text")
    if not question or same_words(title, question.strip().removeprefix("Question:")):
        # One was made from the other by dropping capitals and commas; the fuller one is kept.
        title, question = "", question or title
    tags = element.get("tags")
    return shape(
        place,
        Raw(
            ref=f"{site}-{index}",
            title=title,
            question=question,
            replies=[_turn(_text(element, "answer_author"), _text(element, "answer"), publisher)],
            hints=[tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
            url=_text(element, "url"),
        ),
    )


def _turn(name: str, answer: str, publisher: Profile) -> RawTurn:
    """Who said it: a doctor, a member, or the site where it names nobody; it vouches for none."""
    if not name_key(name).strip("0123456789 ") or name.casefold() in _NOBODY | _ASKER:
        # An asker who replies to nobody's answer leaves no answer by a doctor to show first.
        return RawTurn(publisher, answer)
    doctor = _DOCTOR.search(name.strip())
    return RawTurn(
        Profile(
            name,
            credential_en=f"{'Doctor' if doctor else 'Member'} at {publisher.name}",
            credential_zh=f"{publisher.name} {'醫師' if doctor else '會員'}",
        ),
        answer,
    )


def _text(element: dict[str, Any], key: str) -> str:
    value = element.get(key)
    return value if isinstance(value, str) else ""
