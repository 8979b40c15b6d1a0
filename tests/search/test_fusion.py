"""Fusion: order, floor, duplicates. And what two questions ask about."""

from __future__ import annotations

import pytest

from curbside.search.analyser import analyse
from curbside.search.aspects import agreement, aspects
from curbside.search.fusion import FLOOR, Asked, Candidate, fuse, score


def candidate(number: int, question: float, cosine: float | None, key: int = 0) -> Candidate:
    return Candidate(number, key or number, 0, question, 0.0, cosine)


ASKED = Asked(mass=10.0)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (candidate(1, 8.0, 0.6), candidate(2, 4.0, 0.6)),  # more words
        (candidate(1, 5.0, 0.9), candidate(2, 5.0, 0.5)),  # nearer in meaning
        (candidate(1, 10.0, 0.9), candidate(2, 99.0, 0.2)),  # words alone do not drown meaning
    ],
)
def test_order(better: Candidate, worse: Candidate) -> None:
    assert score(better, ASKED) > score(worse, ASKED)


def test_without_a_vector_the_words_decide() -> None:
    assert score(candidate(1, 5.0, None), ASKED) == 0.5


def test_what_is_too_far_is_left_out() -> None:
    assert fuse([candidate(1, 0.0, FLOOR)], ASKED, 10, 0) == []


def test_duplicates_collapse_and_the_excluded_takes_its_own_along() -> None:
    found = fuse(
        [
            candidate(1, 9.0, 0.9, key=7),
            candidate(2, 9.0, 0.8, key=7),
            candidate(3, 9.0, 0.7, key=8),
            candidate(4, 9.0, 0.9, key=9),
            candidate(5, 9.0, 0.9, key=9),
        ],
        ASKED,
        10,
        exclude=4,
    )
    assert [hit.number for hit in found] == [1, 3]


def test_agreeing_aspects_come_first() -> None:
    mask = aspects(analyse("what are the symptoms of cystitis"))
    other = aspects(analyse("what causes cystitis"))
    asked = Asked(mass=10.0, terms=3, aspects=mask)
    same = Candidate(1, 1, mask, 5.0, 0.0, 0.8)
    different = Candidate(2, 2, other, 5.0, 0.0, 0.8)
    assert score(same, asked) > score(different, asked)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("symptoms of flu", "flu signs", 1.0),
        ("treatment of flu", "what causes flu", 0.0),
        ("flu", "influenza", 0.5),
        ("treatment of flu", "flu", 0.5),
        ("流感的症狀", "流感有什麼症状", 1.0),
    ],
)
def test_agreement(one: str, other: str, expected: float) -> None:
    assert agreement(aspects(analyse(one)), aspects(analyse(other))) == expected
