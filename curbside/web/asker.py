"""Who asked, in one line: form of address and initial, age band, sex; never more. Pure.

A mother who asks for her son is "Ms L., asking for a boy of 5–12": where the form of address and
the sex disagree, or the child is too young to write, somebody asks for another.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from curbside.library.models import Entry

GROWN_UP = 18
WRITES = 13  # younger ones have somebody write for them


def asker_line(entry: Entry) -> str:
    """For example "Ms L., woman of 20–29"; "" where nothing is known."""
    name = _name(entry.asker_form, entry.asker_initial)
    oldest = _oldest(entry.age_band)
    ages = re.sub(r"\s*[-~]\s*", "–", entry.age_band)  # an en dash between numbers
    differs = (entry.asker_form, entry.sex) in {("ms", "male"), ("mr", "female")}
    if name and (oldest < WRITES or differs):
        someone = _for_whom(entry.sex, ages, oldest < GROWN_UP)
        joined = _("%(name)s, asking for %(someone)s")
    else:
        someone = _who(entry.sex, ages, oldest < GROWN_UP)
        joined = _("%(name)s, %(someone)s") if name else "%(someone)s"
    if not someone:
        return name
    line = joined % {"name": name, "someone": someone}
    return line[:1].upper() + line[1:]


def _name(form: str, initial: str) -> str:
    if not initial:
        return ""
    if not initial.isascii():  # a Chinese surname is whole, not an initial
        forms = {"ms": _("Ms %(surname)s"), "mr": _("Mr %(surname)s"), "mx": _("Mx %(surname)s")}
        return forms.get(form, "%(surname)s") % {"surname": initial}
    forms = {"ms": _("Ms %(initial)s."), "mr": _("Mr %(initial)s."), "mx": _("Mx %(initial)s.")}
    return forms.get(form, "%(initial)s.") % {"initial": initial}


def _who(sex: str, ages: str, child: bool) -> str:
    words = {
        ("female", False): (_("woman of %(ages)s"), pgettext("asker", "woman")),
        ("male", False): (_("man of %(ages)s"), pgettext("asker", "man")),
        ("female", True): (_("girl of %(ages)s"), pgettext("asker", "girl")),
        ("male", True): (_("boy of %(ages)s"), pgettext("asker", "boy")),
    }
    aged, alone = words.get((sex, child), (_("aged %(ages)s"), ""))
    return aged % {"ages": ages} if ages else alone


def _for_whom(sex: str, ages: str, child: bool) -> str:
    words = {
        ("female", False): (_("a woman of %(ages)s"), _("a woman")),
        ("male", False): (_("a man of %(ages)s"), _("a man")),
        ("female", True): (_("a girl of %(ages)s"), _("a girl")),
        ("male", True): (_("a boy of %(ages)s"), _("a boy")),
    }
    aged, alone = words.get((sex, child), (_("a child of %(ages)s"), ""))
    return aged % {"ages": ages} if ages else alone


def _oldest(band: str) -> int:
    """The upper end of the band; 999 where it is open or unknown."""
    numbers = re.findall(r"\d+", band)
    return int(numbers[-1]) if numbers and "+" not in band else 999
