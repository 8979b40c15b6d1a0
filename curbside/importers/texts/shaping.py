"""From what a parser read to a whole text: cleaned, within limits, or broken with a reason. Pure.

The only place that makes a ``Text``. What of it may be cited is the evidence room's business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from curbside.core import languages
from curbside.evidence import cleaning
from curbside.evidence.facets import Facet
from curbside.evidence.notes import Note, Section
from curbside.importers import limits, text
from curbside.importers.record import Broken, Text
from curbside.importers.shaping import day, web_address
from curbside.search.headlines.writing import cut

NAME = 120  # characters of a publisher or a licence
SUBJECTS = 50
_LANGUAGES = {
    "": "", "en": languages.ENGLISH, "english": languages.ENGLISH,
    "zh-hant": languages.TRADITIONAL, "zh-tw": languages.TRADITIONAL,
    "zh-hk": languages.TRADITIONAL, "zh-hans": languages.SIMPLIFIED, "zh-cn": languages.SIMPLIFIED,
}  # fmt: skip


@dataclass(frozen=True)
class RawText:
    """A text as read, nothing cleaned. ``sections`` are (text, facet or "")."""

    ref: str
    title: str
    sections: Sequence[tuple[str, str]]
    publisher: str = ""
    licence: str = ""
    url: str = ""
    language: str = ""
    date: str = ""
    review_by: str = ""
    subjects: Sequence[str] = ()
    question: str = ""
    sample: bool = False


class _Refused(Exception):
    """Why there is no text; becomes the reason of a ``Broken``."""


def shape(place: str, raw: RawText) -> Text | Broken:
    """The text that ``raw`` makes, or why it makes none. Never raises."""
    try:
        note = _note(raw)
    except _Refused as refused:
        return Broken(place, str(refused))
    why = cleaning.refusal(note)
    return Broken(place, why) if why else Text(note)


def _note(raw: RawText) -> Note:
    ref = text.one_line(raw.ref)
    if not ref:
        raise _Refused("The text has no id.")
    if len(ref) > limits.REF_CHARACTERS or "#" in ref:
        raise _Refused(
            f"The id is longer than {limits.REF_CHARACTERS} characters or has a # in it."
        )
    title = cut(text.one_line(raw.title), limits.TITLE_CHARACTERS)
    if not title:
        raise _Refused("The text has no title.")
    if sum(len(said) for said, _ in raw.sections) > limits.FIELD_CHARACTERS:
        raise _Refused(f"The text is longer than {limits.FIELD_CHARACTERS:,} characters.")
    sections = tuple(Section(text.clean(said), _facet(facet)) for said, facet in raw.sections)
    named = raw.language.strip().casefold().replace("_", "-")
    if named not in _LANGUAGES:
        raise _Refused("The language is none that the service knows.")
    return Note(
        ref=ref,
        title=title,
        language=_LANGUAGES[named] or languages.guess("\n".join(s.text for s in sections)),
        sections=sections,
        publisher=text.one_line(raw.publisher)[:NAME],
        licence=text.one_line(raw.licence)[:NAME],
        url=web_address(raw.url),
        date=_day(raw.date, "date"),
        review_by=_day(raw.review_by, "review_by"),
        subjects=tuple(filter(None, (text.one_line(s)[:NAME] for s in raw.subjects[:SUBJECTS]))),
        question=cut(text.one_line(raw.question), limits.TITLE_CHARACTERS),
        sample=raw.sample,
    )


def _facet(name: str) -> Facet | None:
    plain = name.strip().casefold()
    if not plain:
        return None
    if plain not in set(Facet):
        raise _Refused(f"There is no such facet; facets are {', '.join(Facet)}.")
    return Facet(plain)


def _day(value: str, what: str) -> dt.date | None:
    found = day(value)
    if value.strip() and found is None:
        raise _Refused(f"The {what} is no date; write it as 2026-05-31.")
    return found
