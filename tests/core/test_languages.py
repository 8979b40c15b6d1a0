"""Telling the language of a text by its script."""

from __future__ import annotations

import pytest

from curbside.core import languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My lip twitches", "en"),
        ("", "en"),
        ("😀 123", "en"),
        ("醫師您好，我的嘴角這幾天一直抽動", "zh-hant"),
        ("医生您好，我的嘴角这几天一直跳动", "zh-hans"),
        ("I take 阿斯匹靈 every day after the operation", "en"),
        ("MRI 檢查報告說腦部沒問題", "zh-hant"),
    ],
)
def test_guess(text: str, language: str) -> None:
    assert languages.guess(text) == language
