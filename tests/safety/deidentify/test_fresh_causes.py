"""Causes of misses that texts written without sight of the rules brought to light, one row each."""

from __future__ import annotations

import re

import pytest

from curbside.safety.deidentify import find
from curbside.safety.deidentify.identifiers.han import either, words_han

COVERED = [
    ("我在禾光產檢，醫師說胎兒很好", "禾光"),
    ("洗腎的老李可以吃楊桃嗎？", "李"),
    ("曉雯妳好：妳的報告正常", "曉雯"),
    ("我是思妤的媽媽，她三歲", "思妤"),
    ("上個月二十一號照了電腦斷層", "二十一號"),
    ("孩子在苏州市姑苏区上托班", "苏州市姑苏区"),
    ("在竹北市的東元醫院生產", "東元醫院"),
    ("女兒念大同國小三年級", "大同國小"),
    ("Ivy今年三十歲", "Ivy"),
    ("電話0927-883-014（蕭），想約手術", "蕭"),
    ("My daughter May had a fever last night.", "May"),
    ("My son Christian is nineteen and refuses insulin.", "Christian"),
    ("Faith and I have been trying for a baby.", "Faith"),
    ("Resident Edith Crane, 101, has not passed urine.", "101"),
    ("He was a welder for Harland & Wolff until his back went.", "Harland & Wolff"),
    ("I work night shifts at Amazon and sleep badly.", "Amazon"),
    ("since i left walmart my back is better", "walmart"),
    ("Beneficiary: SMITH, JOHN Q; admitted with heart failure", "SMITH, JOHN Q"),
    ("DOB 1/1/70, amylase in the drain 8000", "1/1/70"),
    ("My eyes are yellow since the 2nd of this month.", "2nd of this month"),
    ("acct #778 201 93, seen today", "778 201 93"),
]
STAY = [
    "我對乳膠過敏，護理站說要換手套",
    "賀爾蒙報告正常，葛里森分數四加三",
    "Dear Doctor, I may have a cold and will see how it goes.",
    "Koplik spots were seen, the Schirmer test was normal.",
    "The U.S. is where I live.",
    "She has a cold and You had one too.",
]


@pytest.mark.parametrize(("text", "part"), COVERED, ids=[part for _, part in COVERED])
def test_it_is_covered(text: str, part: str) -> None:
    start = text.index(part)
    covered = {place for span in find(text) for place in range(span.start, span.end)}
    assert set(range(start, start + len(part))) <= covered


@pytest.mark.parametrize("text", STAY)
def test_it_stays(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("name", ["zh_kin", "zh_staff", "zh_bodies", "zh_keep"])
def test_alternatives_take_the_longest_word(name: str) -> None:
    pattern = re.compile(either(name))
    for word in words_han(name):
        match = pattern.match(word + "。")
        assert match is not None
        assert match.group() == word
