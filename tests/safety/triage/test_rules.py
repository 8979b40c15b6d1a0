"""Every rule's own examples, and messages written for these tests alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.safety.triage import Level, assess, assess_parts

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def share(name: str, wanted: Level) -> float:
    found = [assess(line).level >= wanted for line in lines(name)]
    return sum(found) / len(found)


def test_emergencies_are_found() -> None:
    missed = [m for m in lines("emergencies.txt") if assess(m).level < Level.EMERGENCY]
    assert len(missed) <= 0.05 * len(lines("emergencies.txt")), missed


def test_what_is_harmless_is_no_emergency() -> None:
    raised = [m for m in lines("harmless.txt") if assess(m).level == Level.EMERGENCY]
    assert len(raised) <= 0.05 * len(lines("harmless.txt")), raised


def test_thoughts_of_self_harm_are_found_as_such() -> None:
    missed = [
        m for m in lines("self_harm.txt") if all(f.kind != "self_harm" for f in assess(m).flags)
    ]
    assert len(missed) <= 0.02 * len(lines("self_harm.txt")), missed


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("My face is drooping on one side and my speech is slurred", Level.EMERGENCY),
        ("My eyelid twitches sometimes", Level.ROUTINE),
        ("I have no chest pain, just a cold", Level.ROUTINE),
        ("My dad had a stroke in 2010, can he eat eggs?", Level.ROUTINE),
        ("我不想活了", Level.EMERGENCY),
        ("眼皮一直跳", Level.ROUTINE),
    ],
)
def test_some_that_everybody_agrees_on(text: str, level: Level) -> None:
    assert assess(text).level == level


words = st.lists(
    st.sampled_from([*lines("harmless.txt"), "no", ". ", "chest", "痛", "，", "\n", "twitch"]),
    max_size=5,
).map(" ".join)


@given(words, st.sampled_from(lines("emergencies.txt")[:40]))
@settings(max_examples=60, deadline=None)
def test_a_red_flag_added_never_lowers_the_level(text: str, flag: str) -> None:
    before = assess(text).level
    assert assess(f"{text}\n\n{flag}.").level >= before


@given(words)
@settings(max_examples=60, deadline=None)
def test_spans_lie_inside_the_text(text: str) -> None:
    for flag in assess(text).flags:
        assert 0 <= flag.start < flag.end <= len(text)


@pytest.mark.parametrize("text", lines("emergencies.txt")[:30])
def test_case_space_and_full_width_letters_do_not_matter(text: str) -> None:
    level = assess(text).level
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" < c <= "~" else c for c in text)
    assert assess(text.upper()).level == level
    assert assess(text.replace(" ", "  ")).level == level
    assert assess(wide).level == level


def test_the_part_of_a_form_is_named() -> None:
    found = assess_parts({"text": "My knee aches.", "since": "我不想活了"})
    assert found.level == Level.EMERGENCY
    assert {flag.part for flag in found.flags} == {"since"}


@pytest.mark.parametrize("piece", ["no ", "chest pain ", "痛", "a", "can't ", "。"])
def test_a_hundred_thousand_letters_are_read_to_the_end(piece: str) -> None:
    text = piece * (100_000 // len(piece)) + ". My face droops and I cannot speak."
    assert assess(text).level == Level.EMERGENCY
