"""Whom to call, in the country of the service and the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from curbside.safety.services import Kind, Line
from curbside.safety.triage import Flag, fill
from curbside.web.care import services

# Places in the advice of red flags, and the kind of line each one stands for, first things first.
PLACES: dict[str, Kind] = {
    "{emergency}": "emergency",
    "{poison_line}": "poison",
    "{crisis_line}": "crisis",
    "{violence_line}": "abuse",
}


@dataclass(frozen=True)
class Call:
    """A line as a page shows it; without ``link`` there is only a name, such as "your local
    emergency number". ``words`` is what stands after "call" in a sentence.
    """

    number: str
    link: str
    name: str
    note: str
    words: str


def call(line: Line) -> Call:
    """The line in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    name, note = line.name(language), line.note(language)
    return Call(line.number, line.link, name, note, line.words(language))


def calls(*kinds: Kind) -> list[Call]:
    """The first line of each kind the country has."""
    known = services()
    found = [known.of(kind)[:1] for kind in kinds]
    return [call(line) for lines in found for line in lines]


def every(kind: Kind) -> list[Call]:
    """All lines of a kind; the emergency line where there is none."""
    known = services()
    return [call(line) for line in known.of(kind) or (known.emergency,)]


def named_in(flags: Iterable[Flag]) -> list[Call]:
    """The lines the flags' advice speaks of; the emergency line always, and first."""
    said = " ".join(flag.advice for flag in flags)
    return calls(
        "emergency",
        *(kind for place, kind in PLACES.items() if place in said and kind != "emergency"),
    )


def advice(flags: Iterable[Flag]) -> list[str]:
    """What the flags advise, once each, with the country's numbers in it."""
    language = get_language() or settings.LANGUAGE_CODE
    known = services()
    numbers = {**known.placeholders(language), "violence_line": known.abuse.words(language)}
    return list(dict.fromkeys(fill(flag.advice, numbers, language) for flag in flags))
