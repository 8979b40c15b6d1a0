"""What is held about somebody, made readable: plain values become sections with labels. Pure.

Short things stand beside their label, long ones under it; lists of short things become a table.
Knows no page; ``held/document.html`` shows what this makes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curbside.core.languages import is_chinese
from curbside.web.held_words import CODED, LABELS, MEANINGS

LONG = 90  # letters that still stand beside a label
EMPTY: tuple[object, ...] = (None, "", [], {})
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")


@dataclass(frozen=True)
class Table:
    """Rows of short values under their labels."""

    heads: list[str]
    rows: list[list[str]]


@dataclass
class Section:
    """One thing that is held, with what is in it."""

    title: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)  # media type, base64
    table: Table | None = None
    sections: list[Section] = field(default_factory=list)


def section(title: str, held: Mapping[str, Any]) -> Section:
    """A mapping as a section; what is empty is left out."""
    made = Section(title)
    for key, value in held.items():
        if value not in EMPTY:
            _put(made, key, value)
    return made


def _put(made: Section, key: str, value: Any) -> None:
    label = str(LABELS.get(key, key))
    if key == "photos":
        made.photos = list(value)
    elif isinstance(value, Mapping) and set(value) == {"media_type", "content"}:
        made.files.append((value["media_type"], value["content"]))
    elif isinstance(value, Mapping):
        made.sections.append(section(label, value))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        made.sections.append(_list(label, key, value))
    elif len(words := said(key, value)) > LONG or "\n" in words:
        made.texts.append((label, words))
    else:
        made.facts.append((label, words))


def _list(title: str, key: str, values: Sequence[Any]) -> Section:
    if not all(isinstance(value, Mapping) for value in values):
        return Section(title, table=Table([], [[said(key, value)] for value in values]))
    if all(_is_short(value) for value in values):
        keys = list(values[0])
        rows = [[said(one, value.get(one)) for one in keys] for value in values]
        return Section(title, table=Table([str(LABELS.get(one, one)) for one in keys], rows))
    several = len(values) > 1
    inside = [section(str(n) if several else "", value) for n, value in enumerate(values, start=1)]
    return Section(title, sections=inside)


def _is_short(value: Mapping[str, Any]) -> bool:
    return len(value) < 6 and all(
        not isinstance(one, Mapping | list) and len(said(key, one)) <= LONG
        for key, one in value.items()
    )


def said(key: str, value: Any) -> str:
    """A single value in words: dates as they are written, codes by their meaning."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and MOMENT.fullmatch(value):
        value = dt.datetime.fromisoformat(value)
    if isinstance(value, dt.datetime):
        return f"{_day(timezone.localtime(value).date())} {timezone.localtime(value):%H:%M %Z}"
    if isinstance(value, dt.date):
        return _day(value)
    text = str(value)
    if key in CODED:
        return str(MEANINGS.get(text) or MEANINGS.get(text.removeprefix("question."), text))
    return text


def _day(date: dt.date) -> str:
    return date_format(date, "Y年n月j日" if is_chinese(get_language() or "") else "j F Y")
