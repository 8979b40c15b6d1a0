"""Marks over a text: what is shown, what is carried over, what a person may add."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.core import markdown
from curbside.core.errors import BadInput
from curbside.publishing import marks
from curbside.publishing.marks import ACCEPTED, PERSON, PROPOSED, REJECTED, Marked

TEXT = "I am Mary from Hull."
MARY = Marked(5, 9, "PERSON", "[name]")
HULL = Marked(15, 19, "GPE", "[town]")


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (PROPOSED, "I am [name] from Hull."),
        (ACCEPTED, "I am [name] from Hull."),
        (REJECTED, TEXT),
    ],
)
def test_only_what_a_person_let_go_is_shown(state: str, shown: str) -> None:
    assert marks.published(TEXT, [Marked(5, 9, "PERSON", "[name]", state=state)]) == shown


def test_marks_may_come_in_any_order() -> None:
    assert marks.published(TEXT, [HULL, MARY]) == "I am [name] from [town]."


def test_pieces_are_the_text() -> None:
    found = marks.pieces(TEXT, [HULL, MARY])
    assert "".join(piece.text for piece in found) == TEXT
    assert [piece.text for piece in found if piece.mark] == ["Mary", "Hull"]


def test_a_person_adds_what_was_missed() -> None:
    new = marks.added(TEXT, [MARY], 15, 19, "  a   town ")
    assert (new.replacement, new.state, new.origin) == ("a town", ACCEPTED, PERSON)
    assert marks.added(TEXT, [MARY], 15, 19, "").replacement == "[…]"


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (3, 3), (5, 3), (15, 99), (4, 5), (7, 12), (0, 6)]
)
def test_a_choice_outside_the_text_or_over_a_mark_is_refused(start: int, end: int) -> None:
    with pytest.raises(BadInput):
        marks.added(TEXT, [MARY], start, end, "x")


def test_over_a_mark_let_go_one_may_be_added() -> None:
    let_go = Marked(5, 9, "PERSON", "[name]", state=REJECTED)
    assert marks.added(TEXT, [let_go], 5, 9, "M.").replacement == "M."


def test_a_replacement_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadInput):
        marks.added(TEXT, [], 5, 9, "x" * 81)


def test_decisions_are_carried_over_to_a_corrected_text() -> None:
    before = "My name is Mary Whitfield. Call 0912-345-678."
    first = marks.proposed(before, "en")
    assert first
    assert all(mark.state == PROPOSED for mark in first)
    old = [Marked(m.start, m.end, m.type, m.replacement, m.origin, REJECTED) for m in first] + [
        Marked(0, 2, "PERSONAL", "[…]", PERSON, ACCEPTED)
    ]
    after = "Sorry: my name is Mary Whitfield. Call 0912-345-678. Mail mary@example.org."
    found = marks.carried_over(before, old, after, "en")
    states = {after[m.start : m.end]: m.state for m in found}
    assert states["mary@example.org"] == PROPOSED
    assert states["0912-345-678"] == REJECTED
    assert not any(m.origin == PERSON for m in found)  # "My" stands there no longer


def test_words_a_person_added_are_marked_wherever_they_stand() -> None:
    old = [Marked(5, 9, "PERSONAL", "[our firm]", PERSON, ACCEPTED)]
    after = "Acme it is. I work at Acme."
    before = "I am Acme."
    found = marks.carried_over(before, old, after, "en")
    assert marks.published(after, found) == "[our firm] it is. I work at [our firm]."


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=6),
)
def test_whatever_is_marked_pieces_are_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    found = [
        Marked(start, min(start + length, len(text)), "X", "[x]")
        for start, length in ranges
        if start < len(text)
    ]
    assert "".join(piece.text for piece in marks.pieces(text, found)) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Dear Mary Jones**, rest.", "Mary"),
        ("Dear **Mary** Jones, rest.", "Mary"),
        ("Dear Ma*ry* Jones, rest.", "Ma"),
        ("- Write to mary\\.jones@example.org\n- Rest", "jones"),
        ("Ring *02 8770* 0000 today.", "8770"),
    ],
)
def test_marks_stand_over_the_markdown_that_was_written(written: str, shown: str) -> None:
    found = marks.proposed(written, "en", marked=True)
    assert any(shown in written[mark.start : mark.end] for mark in found), found
    read = markdown.plain(marks.published(written, found, marked=True))
    for words in ("Mary", "Jones", "jones", "8770", "0000", "*"):
        assert words not in read


def test_a_replacement_is_no_markup() -> None:
    text = "See Hull(https://example.org/) today."
    mark = Marked(4, 8, "GPE", "[town]", state=marks.ACCEPTED)
    out = marks.published(text, [mark], marked=True)
    assert markdown.plain(out) == "See [town](https://example.org/) today."


@given(st.text(alphabet="*_\\ Mary Jones.\n-", max_size=60))
@settings(max_examples=100, deadline=None)
def test_spans_of_markdown_are_within_the_text_and_apart(written: str) -> None:
    last = 0
    for mark in marks.proposed(written, "en", marked=True):
        assert last <= mark.start < mark.end <= len(written)
        last = mark.end
