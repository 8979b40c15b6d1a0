"""What is written instead: readable, and the same for the same person throughout one text."""

from __future__ import annotations

import datetime as dt

import pytest

from curbside.core import clock
from curbside.safety.deidentify import deidentify, find, replace

NOW = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
CASES = [
    ("My daughter Freya saw Dr Bell.", "My daughter [name] saw Dr [name 2]."),
    ("We live in Hebden Bridge.", "We live in [town]."),
    ("Freya Holm is six. Freya coughs.", "[name] is six. [name] coughs."),
    ("Call 0937-482-615 or a@b.example.org", "Call [phone] or [email]"),
    ("I had surgery on 3 May 2013 and fever on 17 May 2013.",
     "I had surgery on [date two weeks before] and fever on [date in 2013]."),
    ("He was born on 3 May 1960.", "He was born on [date in 1960]."),
    ("He was born on 3 May 1930.", "He was born on [date of birth]."),
    ("I had a stroke in 2012.", "I had a stroke in 2012."),
    ("My nan is 93 now.", "My nan is [age over 89] now."),
    ("A 96-year-old man; her 95th birthday.", "A [over 89]-year-old man; her [over 89]th birthday."),
    ("My daughter rose brought it home, now rose sleeps badly.",
     "My daughter [name] brought it home, now [name] sleeps badly."),
    ("My twins Faith and Zoe: Faith does not crawl.",
     "My twins [name] and [name 2]: [name] does not crawl."),
    ("欣怡說她頭痛，欣怡住逢甲夜市旁", "[姓名]說她頭痛，[姓名]住[地點]旁"),
    ("個管師小魚說要告訴林醫師", "個管師[姓名]說要告訴[姓名 2]醫師"),
    ("我女兒林雅婷發燒，雅婷也吐。", "我女兒[姓名]發燒，[姓名]也吐。"),
    ("我五月三日發燒", "我[日期]發燒"),
    ("民國113年5月3日開刀，民國113年5月17日發燒", "[2週前]開刀，[2024年某日]發燒"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written"), CASES)
def test_it_reads(text: str, written: str) -> None:
    with clock.frozen(NOW):
        assert deidentify(text)[0] == written


def test_the_language_of_replacements_can_be_given() -> None:
    assert find("Freya Holm", language="zh-hant")[0].replacement == "[姓名]"


def test_overlapping_spans_are_refused() -> None:
    span = find("My name is Freya.")[0]
    with pytest.raises(ValueError, match="overlap"):
        replace("My name is Freya.", [span, span])
    with pytest.raises(ValueError, match="outside"):
        replace("My", [span])
