"""Numbers with their units. Pure.

"Two tablets", "2 tablets" and 兩顆 are the same; "1,000 mg" and "1 g" are not: nobody is to
reckon. A number without a unit is the same as one with, if only the number is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90",
    "hundred": "100", "thousand": "1000", "half": "1/2", "twice": "2×", "once": "1×",
}  # fmt: skip
_HAN = {"一": "1", "二": "2", "兩": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7",
        "八": "8", "九": "9", "十": "10", "半": "1/2", "百": "100"}  # fmt: skip
_UNITS = {
    "mg": r"mg|milligrams?|毫克", "mcg": r"mcg|[µμ]g|micrograms?|微克", "g": r"g|grams?|公克|克",
    "kg": r"kg|kilograms?|公斤", "ml": r"ml|millilit(?:er|re)s?|cc|毫升", "l": r"l|lit(?:er|re)s?|公升",
    "iu": r"iu|international units?|units?|單位", "%": r"%|percent|per cent|％", "mmhg": r"mm ?hg|毫米汞柱",
    "°c": r"°c|℃|degrees? c(?:elsius)?|度", "°f": r"°f|degrees? f(?:ahrenheit)?",
    "tablet": r"tablets?|pills?|capsules?|顆|粒|錠", "drop": r"drops?|滴", "cup": r"cups?|杯",
    "second": r"seconds?|secs?|秒", "minute": r"minutes?|mins?|分鐘", "hour": r"hours?|hrs?|小時",
    "day": r"days?|天|日", "week": r"weeks?|週|星期|周", "month": r"months?|個月|月", "year": r"years?|yrs?|年|歲",
    "time": r"times?|次", "cm": r"cm|centimet(?:er|re)s?|公分", "mm": r"mm|millimet(?:er|re)s?|公釐",
    "meal": r"meals?|餐", "people": r"people|persons?|人",
}  # fmt: skip
_UNIT = re.compile(
    r"[\s-]?(?:" + "|".join(f"(?P<u{n}>{p})(?![a-z])" for n, p in enumerate(_UNITS.values())) + ")",
    re.I,
)
_NAMES = list(_UNITS)
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.])(\d[\d,]*(?:\.\d+)?(?:/\d+)?)|\b("
    + "|".join(_WORDS)
    + r")\b|(["
    + "".join(_HAN)
    + "])",
    re.I,
)
# Words for numbers that are often none: "one of the causes", "a second opinion", 一般.
_LOOSE = frozenset({"one", "hundred", "thousand", "half", "once"})


@dataclass(frozen=True)
class Quantity:
    """A number as digits, its unit ("" for none), where it stands, and how it was written."""

    number: str
    unit: str
    at: int
    written: str
    loose: bool


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order. A number that begins a range has the range's unit."""
    out: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        digits, word, han = match.groups()
        number = _digits(digits) if digits else _WORDS[word.lower()] if word else _HAN[han]
        unit = _UNIT.match(text, match.end())
        name = _NAMES[int((unit.lastgroup or "u0")[1:])] if unit else ""
        if han and not name:
            continue  # 一般, 三叉神經: a sign in a word
        end = unit.end() if unit else match.end()
        loose = not name and (word or "").lower() in _LOOSE
        out.append(Quantity(number, name, match.start(), text[match.start() : end].strip(), loose))
    return _ranges(text, out)


def _digits(written: str) -> str:
    plain = written.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _ranges(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """ "2 to 3 days", "2–3 days": both are days."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        between = text[out[n].at + len(out[n].written) : out[n + 1].at]
        if not out[n].unit and re.fullmatch(r"\s*(?:-|–|—|to|or|and|至|到|、|~)\s*", between):
            out[n] = Quantity(out[n].number, out[n + 1].unit, out[n].at, out[n].written, False)
    return tuple(out)


def without(text: str) -> str:
    """The text with its quantities left out, for whoever compares the words alone."""
    out, last = [], 0
    for one in read(text):
        if not one.loose:
            out.append(text[last : one.at] + " ")
            last = one.at + len(one.written)
    return "".join(out) + text[last:]
