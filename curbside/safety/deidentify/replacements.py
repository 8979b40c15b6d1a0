"""What is written in place of each span: readable, consistent within one document.

The same name gets the same words everywhere, a given name alone the same as the full name it is
part of; different people are told apart by number. Dates become a distance from the latest date
of the document, or their year, where that is safe. Keeps no memory beyond one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from curbside.core import languages
from curbside.safety.deidentify.document import TRANSLATED
from curbside.safety.deidentify.model import DATE, PERSON, Candidate
from curbside.safety.deidentify.written_dates import day_of, year_of

_NUMBERED = frozenset({"PERSON", "GPE", "ORGANIZATION", "STREET_ADDRESS"})
_BIRTH = re.compile(r"(?:born|birth|\bdob\b|d\.o\.b|生日|出生|生於|生于)[^\n.。,，;；]{0,24}$")
_ON = re.compile(r"\bon (?:the )?$")
_OF_YEARS = re.compile(r"[ -]?(?:years?|yrs?|y[/-]?o\b|y\.o)|(?:st|nd|rd|th)\b")
_NUMBER = re.compile(
    r"(?:\d[\d.]*|(?:ninety|(?:one|a) hundred)(?:[ -](?:and )?(?!year)\w+(?=[ -]?(?:y|$)))?)",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]+")
_OLDEST = 89
_FAR = 3660  # days; a distance of more than ten years says little, and the year is kept instead
_UNITS = ((365, "year", "年"), (30, "month", "個月"), (7, "week", "週"))
_WORDS = {1: "one", 2: "two", 3: "three", 4: "four"}


def write(text: str, spans: Sequence[Candidate], chinese: bool, today: date) -> Iterator[str]:
    """The replacement of each span, in order. ``today`` tells which birth years are of people over
    89; ``text`` is what the spans are offsets into.
    """
    names = _Names(chinese)
    days = [day_of(text[s.start : s.end]) for s in spans if s.type == DATE]
    dates = _Dates(chinese, today, max((day for day in days if day), default=None))
    for span in spans:
        written, before = text[span.start : span.end], text[max(0, span.start - 40) : span.start]
        if span.type == DATE:
            before = before.lower()
            born = bool(_BIRTH.search(before))
            yield dates.of(written, span.label, born, bool(_ON.search(before)))
        elif span.label == "age over 89":
            yield _aged(written + text[span.end : span.end + 8], written, chinese)
        elif span.type in _NUMBERED:
            yield names.of(span.type, span.label, written)
        else:
            yield _bracketed(span.label, chinese)


def _aged(following: str, written: str, chinese: bool) -> str:
    """An age, with the words behind the number as they are: "a [over 89]-year-old woman"."""
    number = _NUMBER.match(written)
    if number is None or not written[number.end() :].isascii():  # 91歲 is one word
        return _bracketed("age over 89", chinese)
    label = "over 89" if _OF_YEARS.match(following, number.end()) else "age over 89"
    return _bracketed(label, chinese) + written[number.end() :]


def _bracketed(label: str, chinese: bool, number: int = 1) -> str:
    name = TRANSLATED[label] if chinese else label
    return f"[{name}]" if number == 1 else f"[{name} {number}]"


class _Names:
    """Numbers for people and places of one document, in order of appearance."""

    def __init__(self, chinese: bool) -> None:
        self.chinese = chinese
        self.numbers: dict[tuple[str, str], int] = {}
        self.parts: dict[tuple[str, str], int] = {}
        self.counts: dict[str, int] = {}

    def of(self, kind: str, label: str, written: str) -> str:
        """The replacement of a name as it is written."""
        key = " ".join(re.findall(r"\w+", written.lower()))
        words = [w for w in key.split() if len(w) > 1] if kind == PERSON else [key]
        number = self.numbers.get((label, key))
        if number is None and len(words) == 1:
            number = self.parts.get((label, words[0]))
        if number is None:
            number = self.counts.get(label, 0) + 1
            self.counts[label] = number
        self.numbers[label, key] = number
        if kind == PERSON and 3 <= len(key) <= 4 and _HAN.fullmatch(key):
            words = [key[-2:]]  # 雅婷 of 林雅婷
        for word in words:
            self.parts.setdefault((label, word), number)
        return _bracketed(label, self.chinese, number)


@dataclass(frozen=True)
class _Dates:
    """How the dates of one document are written; ``latest`` is the last of its complete ones."""

    chinese: bool
    today: date
    latest: date | None

    def of(self, written: str, label: str, born: bool, on: bool) -> str:
        """A date as its distance before the latest, its year, or no more than that it is one. A
        birth keeps its bare year, but not behind ``on``: "born on 1960" is no English.
        """
        year = year_of(written)
        safe = year is not None and self.today.year - year <= _OLDEST
        if label == "year":
            return written if safe else _bracketed("date", self.chinese)
        if born and not safe:
            return _bracketed("date of birth", self.chinese)
        if born and not on:
            return f"{year}年" if self.chinese else str(year)
        day = None if born else day_of(written)
        if day and self.latest and 0 < (self.latest - day).days < _FAR:
            return self._before((self.latest - day).days)
        if safe:
            return f"[{year}年某日]" if self.chinese else f"[date in {year}]"
        return _bracketed(label, self.chinese)

    def _before(self, days: int) -> str:
        """A distance in the largest unit that it is two or more of, or in days."""
        size, english, han = next(
            (u for u in _UNITS if days >= 2 * u[0] or u[0] <= days <= u[0] + u[0] // 30),
            (1, "day", "天"),
        )
        number = round(days / size)
        if self.chinese:
            return f"[{number}{han}前]"
        # The word "date" lets it stand where one stood: "on [date two weeks before]".
        return f"[date {_WORDS.get(number, number)} {english}{'s' if number > 1 else ''} before]"


def is_chinese(text: str, language: str) -> bool:
    """In which language replacements are written."""
    if not language:
        language = languages.ENGLISH if text.isascii() else languages.guess(text)
    return languages.is_chinese(language)
