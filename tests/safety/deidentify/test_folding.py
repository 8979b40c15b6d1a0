"""One written form for what looks the same, and the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.safety.folding import fold, simplified

CASES = [
    ("０９１２－３４５", "0912-345"),
    ("Ａｎｎａ", "Anna"),
    ("‘a’ “b”", "'a' \"b\""),
    ("a\u00a0b\u3000c\td", "a b c d"),
    ("x\u200by\u00adz", "xyz"),
    ("Jose\u0301 B", "José B"),
    ("𝐀𝐧𝐧", "Ann"),
    ("٣٤", "34"),
    ("5 m² ①", "5 m² ①"),
    ("陳小姐：你好", "陳小姐:你好"),
    ("line\r\nbreak", "line\r\nbreak"),
]


@pytest.mark.parametrize(("text", "plain"), CASES)
def test_what_looks_the_same_is_the_same(text: str, plain: str) -> None:
    assert fold(text).text == plain


def test_offsets_lead_back_over_what_went_and_what_was_joined() -> None:
    text = "a\u200bJose\u0301 b"
    folded = fold(text)
    start = folded.text.index("José")
    assert text[slice(*folded.original(start, start + 4))] == "Jose\u0301"
    assert folded.original(0, len(folded.text)) == (0, len(text))


@given(st.text())
def test_every_character_has_an_offset_inside_the_text_in_order(text: str) -> None:
    folded = fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(unicodedata.normalize("NFC", text)).text
    assert fold(once).text == once


@given(st.text())
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplified(text)) == len(text)


def test_traditional_characters_become_simplified() -> None:
    assert simplified("陳醫師說頭痛") == "陈医师说头痛"
