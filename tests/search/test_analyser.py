"""The analyser: what becomes a term, and that spans can be trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.search import analyser


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The eyelid is TWITCHING", ["eyelid", "twitch"]),
        ("Parkinson's disease", ["parkinson", "diseas"]),
        ("COVID-19", ["covid", "19"]),
        ("ｅｙｅｌｉｄ", ["eyelid"]),
        ("Ménière", ["menier"]),
        ("嘴角抽動", ["嘴角", "角抽", "抽动"]),
        ("嘴角抽动", ["嘴角", "角抽", "抽动"]),
        ("痛", ["痛"]),
        ("MRI 檢查", ["mri", "检查"]),
        ("😀 !!", []),
        ("x" * 500, []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert analyser.analyse(text) == terms


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for term in analyser.spans(text):
        assert 0 <= term.start < term.end <= len(text)
        assert term.start >= last or term.start == last - 1 or len(term.term) <= 2
        last = term.end


@given(st.text(max_size=300))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = analyser.fold(text)
    assert len(folded) == len(text)
    assert analyser.fold(folded) == folded


@given(st.text(alphabet="abcXYZ 嘴角動动", max_size=60))
def test_case_does_not_matter(text: str) -> None:
    assert analyser.analyse(text) == analyser.analyse(text.upper())


@given(st.text(max_size=300) | st.text(alphabet="ab's’ 嘴角1-", max_size=120))
def test_analysing_gives_the_terms_of_the_spans(text: str) -> None:
    assert analyser.analyse(text) == [term.term for term in analyser.spans(text)]


@pytest.mark.parametrize("letters", [39, 40, 41, 80, 81, 200])
def test_a_long_word_counts_by_its_letters(letters: int) -> None:
    for word in ("x" * letters, "’".join("x" * letters)):
        terms = analyser.analyse(word)
        assert bool(terms) is (letters <= analyser.MAX_WORD)
        assert terms == [term.term for term in analyser.spans(word)]
