"""The places in advice that a country's services fill, and the words that stand there without.

Knows no country and no number: whoever shows advice passes the services.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from curbside.core import languages

_PLACE = re.compile(r"\{(\w+)\}")
_PLAIN = {
    "emergency": ("your emergency number", "當地的緊急電話"),
    "crisis_line": ("a crisis line", "心理支持專線"),
    "poison_line": ("a poison information line", "毒藥物諮詢專線"),
    "violence_line": ("a domestic violence line", "家暴保護專線"),
}
PLACES = frozenset(_PLAIN)


def fill(advice: str, services: Mapping[str, str] | None = None, language: str = "en") -> str:
    """``advice`` with ``{emergency}`` and the like filled from ``services``: place name to what to
    call, such as ``{"emergency": "112"}``. A place that no service fills gets plain words, so that
    the sentence always reads. Raises KeyError for a place that ``PLACES`` does not have.
    """
    given = services or {}
    chinese = languages.is_chinese(language)
    return _PLACE.sub(lambda place: given.get(place[1]) or _PLAIN[place[1]][chinese], advice)
