"""Whom a text is about, as far as a form said: an age band and a sex.

Bands are read generously ("0-9", "13-17", "under 1", "80+", "3 months"); one that cannot be read is
as good as none. An age inside the text is a matter of concepts, not of this module.
"""

from __future__ import annotations

import re
from functools import lru_cache

OLDEST = 150.0
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|~|to|至|到)\s*(\d+(?:\.\d+)?)")
_ONE = re.compile(r"\d+(?:\.\d+)?")
_UNITS = (("month", 1 / 12), ("月", 1 / 12), ("week", 7 / 365), ("週", 7 / 365), ("周", 7 / 365),
          ("day", 1 / 365), ("天", 1 / 365))  # fmt: skip
_SEXES = {"f": "female", "female": "female", "woman": "female", "女": "female", "女性": "female",
          "m": "male", "male": "male", "man": "male", "男": "male", "男性": "male"}  # fmt: skip


@lru_cache(maxsize=512)
def ages(band: str) -> tuple[float, float]:
    """The ages in years ``[low, high)`` that ``band`` allows."""
    text = band.strip().lower()
    unit = next((size for word, size in _UNITS if word in text), 1.0)
    if pair := _RANGE.search(text):
        return float(pair[1]) * unit, (float(pair[2]) + 1) * unit
    one = _ONE.search(text)
    if one is None:
        return 0.0, OLDEST
    age = float(one.group())
    if re.search(r"under|below|younger|<|以下|未滿|未满", text):
        return 0.0, age * unit
    if re.search(r"over|above|older|\+|>|以上", text):
        return age * unit, OLDEST
    return age * unit, (age + 1) * unit


def sex(given: str) -> str:
    """ "female", "male", or empty for anything else."""
    return _SEXES.get(given.strip().lower(), "")
