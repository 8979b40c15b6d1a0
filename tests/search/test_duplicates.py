"""Near-duplicates: which are collapsed, and that only the first stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.search.analyser import analyse
from curbside.search.duplicates import NEAR, collapse, near
from curbside.search.fusion import Hit

LONG = "burning stomach pain after meals for two weeks, antacids and smaller portions did nothing"
TERMS = st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12)


def terms(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (LONG, "Hello doctor, " + LONG + ". Thank you!", True),
        (LONG, LONG.replace("weeks", "months"), False),
        ("treatment of type 1 diabetes", "treatment of type 2 diabetes", False),
        ("What is asthma?", "what is ASTHMA", True),
        ("asthma", "asthma in children", False),
    ],
)
def test_near(one: str, other: str, expected: bool) -> None:
    assert near(terms(one), terms(other)) is expected


@given(TERMS, TERMS)
def test_near_is_the_jaccard_index(one: frozenset[str], other: frozenset[str]) -> None:
    expected = not (one | other) or len(one & other) / len(one | other) >= NEAR
    assert near(one, other) is near(other, one) is expected


def test_the_first_stays_and_so_does_what_has_no_terms() -> None:
    hits = [Hit(number, 1 - number / 10) for number in (1, 2, 3, 4, 5)]
    held = {1: terms(LONG), 2: terms("asthma"), 3: terms("Hi, " + LONG), 4: frozenset[str]()}
    assert [hit.number for hit in collapse(hits, held)] == [1, 2, 4, 5]
    assert [hit.number for hit in collapse(hits, held, terms("Asthma?"))] == [1, 4, 5]
