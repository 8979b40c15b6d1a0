"""The desk's pure parts: spans of time, marks in a text, the parts of a reply."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.safety.triage import Level
from curbside.web.views.desk import flags, spans, structure
from curbside.web.views.desk.flags import Sign

HOUR, DAY = 3600, 86_400
SIGN = Sign(1, "A-B", Level.URGENT, "", "")
OTHER = Sign(2, "C-D", Level.EMERGENCY, "", "")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 minute"),
        (59 * 60 + 59, "59 minutes"),
        (HOUR, "1 hour"),
        (2 * DAY - 1, "47 hours"),
        (2 * DAY, "2 days"),
        (400 * DAY, "400 days"),
    ],
)
def test_spans(seconds: float, words: str) -> None:
    assert spans.span(seconds) == words


places = st.lists(
    st.tuples(st.integers(-3, 60), st.integers(-3, 60), st.sampled_from([SIGN, OTHER])), max_size=6
)


@given(st.text(max_size=50), places)
def test_marking_loses_no_sign_of_the_text(text: str, marked: list[tuple[int, int, Sign]]) -> None:
    found = flags.pieces(text, marked)
    assert "".join(piece.text for piece in found) == text
    for start, end, sign in marked:
        covered = text[max(0, start) : max(0, end)]
        if covered:
            assert any(sign in piece.signs and piece.text in covered for piece in found)


def test_marks_may_overlap() -> None:
    found = flags.pieces("abcdef", [(1, 4, SIGN), (2, 5, OTHER), (2, 5, OTHER)])
    assert [(piece.text, piece.level, len(piece.signs)) for piece in found] == [
        ("a", "", 0), ("b", "urgent", 1), ("cd", "emergency", 2), ("e", "emergency", 1),
        ("f", "", 0),
    ]  # fmt: skip


def test_signs_are_numbered_once_a_code_the_most_urgent_first() -> None:
    kept = [
        {"code": "LOW-A", "level": 1, "part": "text", "start": 0, "end": 3},
        {"code": "HIGH-B", "level": 2, "part": "wants", "start": 4, "end": 8},
        {"code": "LOW-A", "level": 1, "part": "gone", "start": 0, "end": 3},
    ]
    found = flags.signs(kept, {"text": "abc def", "wants": "now this"})
    assert [(s.number, s.code, s.words) for s in found.all] == [
        (1, "HIGH-B", "this"),
        (2, "LOW-A", "abc"),
    ]
    assert [piece.level for piece in found.marked("text", "abc def")] == ["urgent", ""]
    assert flags.signs([], {}).marked("text", "abc")[0].text == "abc"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", False),
        ("Sleep more.", False),
        ("When to seek care:\nIf it bleeds.", True),
        ("when to seek care - if it bleeds", True),
        ("## When to seek care\n\nIf it bleeds.", True),
        ("When to seek care:", False),
        ("When to seek care:\n\nWhat I think:\nNothing.", False),
        ("I will not say when to seek care: sorry", False),
        ("什麼時候要就醫：發燒就去", True),
        ("什麼時候要就醫：\n", False),
        ("什么时候要就医：\n发烧", True),
    ],
)
def test_saying_when_to_seek_care(text: str, says: bool) -> None:
    assert structure.says_when_to_seek_care(text) is says


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans", "xx"])
def test_headings_are_added_once(language: str) -> None:
    once = structure.with_parts("Dear asker,", language)
    assert once.startswith("Dear asker,\n\n")
    for heading in structure.headings(language):
        assert once.count(heading) == 1
    assert structure.with_parts(once, language) == once.strip()
    assert not structure.says_when_to_seek_care(once)
