"""Excerpts: the right stretch, the right words marked, nothing invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from curbside.search.highlight import excerpt

LONG = "It began in spring. " * 30 + "My eyelid twitches after coffee. " + "Then I slept. " * 30


def test_the_sentence_with_the_words_is_shown_and_they_are_marked() -> None:
    shown = excerpt(LONG, "eyelid twitching")
    assert [s.text for s in shown if s.hit] == ["eyelid", "twitches"]
    assert shown[0].text.startswith("…")
    assert shown[-1].text.endswith("…")


def test_neighbouring_bigrams_are_one_mark() -> None:
    shown = excerpt("我的嘴角抽動好幾天了", "嘴角抽动")
    assert [s.text for s in shown if s.hit] == ["嘴角抽動"]


def test_no_query_gives_the_beginning() -> None:
    assert excerpt("Short text.", "")[0].text == "Short text."


@given(st.text(max_size=400), st.text(max_size=40))
def test_nothing_is_invented(text: str, query: str) -> None:
    joined = "".join(segment.text for segment in excerpt(text, query, width=80))
    middle = joined.removeprefix("… ").removesuffix(" …")
    assert middle in " ".join(text.split())
