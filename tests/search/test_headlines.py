"""Headlines: what is asked about what; short, in the question's language, nobody named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.search.headlines import LIMIT, propose
from curbside.search.headlines.cleaning import letter, parts


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "Hi doctor, my name is Anna Lee and for three weeks my left eyelid has been twitching."
            " I was wondering if coffee can cause eyelid twitching? Thanks",
            "Can coffee cause eyelid twitching?",
        ),
        (
            "SUBJECT: dupuytren's contracture MESSAGE: I have it in both hands. Do you know of any"
            " treatment for this? Regards",
            "What are the treatments for dupuytren's contracture?",
        ),
        (
            "Hello, can you tell me whether there is a cure for vitiligo? Thank you",
            "Is there a cure for vitiligo?",
        ),
        ("頭痛怎麼辦？", "頭痛怎麼辦？"),
        (
            "醫生您好，最近右邊上嘴唇一直在跳，已經五天了，想請問是顏面神經的問題嗎？謝謝",
            "最近右邊上嘴唇一直在跳，是顏面神經的問題嗎？",
        ),
        ("我老公有高血压，不知道做什么菜才好，您好高血压能吃牛肉吗？", "高血压能吃牛肉吗？"),
        ("my ankels are swolen", "My ankels are swolen"),
        ("", ""),
        ("   \n ", ""),
    ],
)
def test_what_is_asked_about_what(question: str, shown: str) -> None:
    assert propose("", question) == shown


def test_the_askers_title_leads_where_it_says_more() -> None:
    assert propose("Lip keeps twitching", "It has done so since Monday.") == "Lip keeps twitching"
    assert propose("Help!!!", "What causes an itchy scalp?") == "What causes an itchy scalp?"


@pytest.mark.parametrize(
    "question",
    [
        "My name is Jonathan Whitfield and I live at 12 Maple Street. What causes hives?",
        "Call me on 0912-345-678, I am Mrs Eleanor Vance, my knee hurts. What can I do about knee pain?",
        "我叫王小明，電話0912345678，想請問頭痛怎麼辦？",
    ],
)
def test_nobody_is_named(question: str) -> None:
    shown = propose("", question)
    assert shown
    for told in ("Whitfield", "Maple", "0912", "Vance", "王小明", "["):
        assert told not in shown


def test_no_aspect_is_added_that_was_not_asked() -> None:
    shown = propose("", "I have had gout for six years now, in the left big toe.")
    assert "treatment" not in shown
    assert "cause" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀", "?", "why", "a" * 10_000, "word " * 10_000, "頭痛" * 5_000, "\x00\x07\u202e",
        "<b>rash</b>", "[NAME] [LOCATION]", "SUBJECT: MESSAGE:", "'; DROP TABLE x; --", "。。。",
        "headache 頭痛 dolor de cabeza?", "IS IT CANCER????!!!!", "(((((((((((", "I have " * 500,
    ],
)  # fmt: skip
def test_odd_input_fits(text: str) -> None:
    for shown in (propose("", text), propose(text, text)):
        assert len(shown) <= LIMIT
        assert shown == " ".join(shown.split())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_fits_on_a_line(title: str, question: str) -> None:
    shown = propose(title, question)
    assert len(shown) <= LIMIT
    assert "\n" not in shown


def test_a_letter_without_its_frame() -> None:
    title, question = parts("", "SUBJECT: tick bites MESSAGE: Hello doctor, I was bitten. Thanks")
    assert (title, question) == ("tick bites", "Hello doctor, I was bitten. Thanks")
    found = letter(title, question)
    assert found.title == "tick bites"
    assert found.sentences == ["I was bitten."]
