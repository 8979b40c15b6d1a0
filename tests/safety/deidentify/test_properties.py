"""What holds of every text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.safety.deidentify import deidentify, find
from curbside.safety.deidentify.model import Candidate
from curbside.safety.deidentify.resolve import resolve

PIECES = st.sampled_from(
    [
        "My name is ", "Krisztián Szöllösy", "Dr. ", "Bell", "'s palsy", " lives in ",
        "Hebden Bridge",
        ", ", ". ", "\n", " ", "0937-482-615", "a@b.example.org", "on 3 May 2013", "14 Tannery Row",
        " Apt. 5", "我叫", "林雅婷", "，", "。", "陳醫師", "住板橋", "中正路602號",
        "民國113年5月3日", "A123456789",
        "my sister ", "priya", " is 93 ", "[name]", "[town 2]", "I work for ", "Can Capital", "2012",
        "since June", "王先生", "在台大醫院", "HELLO", "the pain began", "(", ")", "-",
        "4024007133589266",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS)
def test_spans_lie_inside_the_text_in_order_and_never_overlap(text: str) -> None:
    position = 0
    for span in find(text):
        assert position <= span.start < span.end <= len(text)
        assert 0 < span.confidence <= 1
        assert span.replacement
        position = span.end


@settings(max_examples=300)
@given(TEXTS)
def test_replacing_twice_changes_nothing(text: str) -> None:
    once, _ = deidentify(text)
    assert deidentify(once)[0] == once


@given(st.lists(PIECES, max_size=10).map("".join))
def test_full_width_forms_and_blanks_do_not_matter(text: str) -> None:
    wide = "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text
    )
    assert [(s.start, s.end, s.type) for s in find(wide)] == [
        (s.start, s.end, s.type) for s in find(text)
    ]


CANDIDATES = st.builds(
    lambda start, length, kind, sure: Candidate(start, start + length, kind, sure, "rule", "name"),
    st.integers(0, 25), st.integers(1, 10), st.sampled_from("AB"), st.floats(0.1, 1),
)  # fmt: skip


@given(st.lists(CANDIDATES), st.randoms())
def test_resolving_covers_what_was_found_in_any_order(found: list[Candidate], random) -> None:  # type: ignore[no-untyped-def]
    text = "abcdefghij" * 4
    kept = resolve(text, found, [])
    shuffled = list(found)
    random.shuffle(shuffled)
    assert resolve(text, shuffled, []) == kept
    assert all(one.end <= other.start for one, other in pairwise(kept))
    covered = {i for c in kept for i in range(c.start, c.end)}
    lost = {i for c in found for i in range(c.start, c.end)} - covered
    # A single character left over between two winners is no name.
    assert all(not ({i - 1, i + 1} & lost) for i in lost)
