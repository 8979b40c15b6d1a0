"""The calendar day and the year that a written date names. Finds no dates itself."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_ISO = re.compile(r"((?:19|20)\d\d)[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)")
_ROC = re.compile(r"(?:民國|民国)?\s?(\d{2,3})[年./-]\s?(\d{1,2})[月./-]\s?(\d{1,2})")
_WORDED = re.compile(rf"({_MONTH})|({_YEAR})(?!\d)|(\d{{1,2}})(?!\d)")


def year_of(written: str) -> int | None:
    """The year of our era in a written date, if it has one."""
    if match := re.search(r"(?:19|20)\d\d", written):
        return int(match.group())
    if match := re.match(r"(?:民國|民国)?\s?(\d{2,3})\s?[年./-]", written):
        return 1911 + int(match.group(1))
    return None


def day_of(written: str) -> date | None:
    """The day of a written date, or None where it is not complete.

    Month before day where both are possible: the two orders cannot be told apart, and what is
    made of it is a distance in weeks between dates of one text.
    """
    written = written.lower()
    try:
        if match := _ISO.match(written):
            return date(*map(int, match.groups()))
        if match := _NUMERIC.match(written):
            first, second, year = map(int, match.groups())
            year += 0 if year > 99 else 1900 if year > 30 else 2000
            return date(year, *((first, second) if first <= 12 else (second, first)))
        if match := _ROC.match(written):
            return date(1911 + int(match.group(1)), int(match.group(2)), int(match.group(3)))
        return _worded(written)
    except ValueError:
        return None


def _worded(written: str) -> date | None:
    month = day = year = None
    for match in _WORDED.finditer(written):
        if match.group(1) and month is None:
            month = next(n for n, m in enumerate(MONTHS, 1) if m.startswith(match.group(1)[:3]))
        elif match.group(2) and year is None:
            year = (
                int(match.group(2)) if match.group(2)[0] != "'" else 2000 + int(match.group(2)[1:])
            )
        elif match.group(3) and day is None:
            day = int(match.group(3))
    return date(year, month, day) if year and month and day else None
