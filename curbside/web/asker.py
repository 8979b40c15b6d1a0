"""The line about who asked: form of address and initial, age band, sex, date; never more. Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curbside.core.languages import is_chinese
from curbside.library.models import Entry

CHILD_BANDS = {"0-4", "5-12", "13-17"}


def asker_line(entry: Entry) -> str:
    """For example "Ms L., woman aged 20–29" or 「林小姐，20–29 歲女性」; "" where nothing is known."""
    chinese = is_chinese(get_language() or "")
    parts = [_name(entry, chinese), _person(entry, chinese)]
    return ("，" if chinese else ", ").join(part for part in parts if part)


def _name(entry: Entry, chinese: bool) -> str:
    initial, form = entry.asker_initial, entry.asker_form
    if not initial:
        return ""
    if chinese:
        title = {"ms": "小姐", "mr": "先生"}.get(form, "○○")
        return f"{initial} {title}" if initial.isascii() else f"{initial}{title}"
    point = "." if initial.isascii() else ""
    return f"{form.capitalize()} {initial}{point}".strip()


def _person(entry: Entry, chinese: bool) -> str:
    band = entry.age_band.replace("-", "–")  # an en dash between numbers
    child = entry.age_band in CHILD_BANDS
    if chinese:
        sex = {"female": "女性", "male": "男性"}.get(entry.sex, "")
        return f"{band} 歲{sex}" if band else sex
    words = ("girl", "boy") if child else ("woman", "man")
    sex = {"female": words[0], "male": words[1]}.get(entry.sex, "")
    if not band:
        return sex
    return f"{sex} aged {band}" if sex else f"aged {band}"


def day(date: dt.date) -> str:
    """A date as people write it: 13 December 2007, or 2007年12月13日."""
    if is_chinese(get_language() or ""):
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {MONTHS[date.month]} {date.year}"


def age(date: dt.date, today: dt.date) -> str:
    """How old something is, in whole years: "18 years"."""
    years = today.year - date.year - ((today.month, today.day) < (date.month, date.day))
    return _("%(years)d years") % {"years": years}
