"""What may be trained on and what is held out: no group in two parts, no leak past the guard."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import splits
from evals.retrieval import in_half

SHARED = Path(__file__).parents[3] / "shared"
PARTS: tuple[splits.Part, ...] = ("fit", "choose", "report")
TEXT = "What can I do about a headache that comes back every single morning?"


def test_parts_have_their_shares() -> None:
    counts = dict.fromkeys(PARTS, 0)
    for number in range(4000):
        counts[splits.part(f"text {number}")] += 1
    assert counts["report"] == pytest.approx(2000, abs=150)
    assert counts["choose"] == pytest.approx(500, abs=100)


def test_chains_are_one_group() -> None:
    named = splits.groups([("b", "c"), ("d", "e"), ("c", "a")])
    assert named == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (TEXT, "same"),
        ("what can i do about a headache, that comes back every single morning", "same"),
        ("What can I do about a headache that comes back every single morning, please?", "near"),
        ("What can I do about a toothache?", ""),
        ("", ""),
    ],
)
def test_guard(text: str, verdict: str) -> None:
    assert splits.Guard([TEXT, "How long does a cold last?"]).leaks(text) == verdict


WORDS = st.lists(st.sampled_from(["fever", "cough", "pain", "in", "the", "ear"]), max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS)
def test_guard_misses_nothing(held: list[list[str]], asked: list[str]) -> None:
    """The prefixes leave out no near-duplicate that comparing with every text would find."""
    texts, text = [" ".join(words) for words in held], " ".join(asked)
    grams = splits.grams(text)
    nearest = max(len(grams & other) / len(grams | other) for other in map(splits.grams, texts))
    same = splits.normal(text) in map(splits.normal, texts)
    expected = "same" if same else "near" if nearest >= splits.NEAR else ""
    assert splits.Guard(texts).leaks(text) == expected


@pytest.mark.real_data
@pytest.mark.parametrize("read", [splits.question_pairs, splits.pairs_zh])
def test_no_text_is_in_two_parts(read: splits.Reader) -> None:
    texts = [
        {splits.normal(row[key]) for row in read(SHARED, wanted) for key in splits.BOTH}
        for wanted in PARTS
    ]
    assert all(texts)
    for one, other in combinations(texts, 2):
        assert not one & other


@pytest.mark.real_data
def test_medquad_is_parted() -> None:
    fit, report = splits.medquad(SHARED, "fit"), splits.medquad(SHARED, "report")
    assert len(fit) + len(report) == 47_441
    asked = [row for row in report if in_half(row["id"], "report")]
    assert len(asked) > len(report) / 2
