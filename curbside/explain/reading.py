"""How hard an English text is to read: the Flesch-Kincaid grade. Pure.

Grade 9 is what a reader of about fifteen finds easy. A line of a list counts as a sentence.
Deliberately says nothing of Chinese, for which the formula means nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_END = re.compile(r"[.!?]+(?=\s|$|[\"'”’)])|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"(?<![tc])i[ao](?![nu])|(?<![tcgx])iou|iet|uid|(?<![qg])ua|^area|idea|ausea|^creat|^react"
    r"|(?<!p)eo(?!u)|xiet|oing|[uy]ing$|eing$|rhea"
)
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeioudty]ed|[^aeiouyscgxzhl]es|[^aeiouycsgxzh]les)$")


def grade(text: str) -> float:
    """The school grade of ``text``; 0.0 where it has no English words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(bool(_WORD.search(part)) for part in _END.split(text))
    beats = sum(syllables(word.lower()) for word in words)
    return 0.39 * len(words) / max(sentences, 1) + 11.8 * beats / len(words) - 15.59


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The syllables of a lower-case word, by its groups of vowels."""
    word = word.split("'", maxsplit=1)[0].split("’", maxsplit=1)[0]
    if len(word) <= 3:
        return 1
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    if _SILENT.search(word):
        count -= 1
    return max(count, 1)
