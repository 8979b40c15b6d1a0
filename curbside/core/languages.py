"""The languages a text can be in, and the script that tells them apart."""

from __future__ import annotations

import re

ENGLISH, TRADITIONAL, SIMPLIFIED = "en", "zh-hant", "zh-hans"
ALL = (ENGLISH, TRADITIONAL, SIMPLIFIED)
CHOICES = [(ENGLISH, "English"), (TRADITIONAL, "繁體中文"), (SIMPLIFIED, "简体中文")]
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

# Frequent characters that exist in one script only; enough to tell a sentence apart.
_ONLY_SIMPLIFIED = frozenset("们这个时会对么没说过还进样头问题医应种经现无体给药检查岁严")
_ONLY_TRADITIONAL = frozenset("們這個時會對麼沒說過還進樣頭問題醫應種經現無體給藥檢查歲嚴")


def guess(text: str) -> str:
    """The language of ``text`` by its script: Chinese when a fifth of its letters are Han."""
    han = HAN.findall(text)
    if not han or len(han) / sum(c.isalpha() for c in text) < 0.2:
        return ENGLISH
    simplified = sum(c in _ONLY_SIMPLIFIED - _ONLY_TRADITIONAL for c in han)
    traditional = sum(c in _ONLY_TRADITIONAL - _ONLY_SIMPLIFIED for c in han)
    return SIMPLIFIED if simplified > traditional else TRADITIONAL


def read_with(language: str) -> tuple[str, ...]:
    """The languages that a reader of ``language`` reads: both scripts of Chinese, or English."""
    return (TRADITIONAL, SIMPLIFIED) if is_chinese(language) else (ENGLISH,)


def is_chinese(language: str) -> bool:
    """Whether ``language`` is Chinese in either script."""
    return language.startswith("zh")
