"""What a reply says, sentence by sentence: no mark of a list is shown to a reader."""

from __future__ import annotations

import pytest

from curbside.explain import view


@pytest.mark.parametrize(
    "reply",
    [
        "Hello: > It is benign > Sleep well this week",
        "> It is benign\n> Sleep well this week",
        "- It is benign\n- Sleep well this week",
        "1. It is benign\n2) Sleep well this week",
        "• It is benign\n  * Sleep well this week",
    ],
)
def test_marks_of_lists_are_taken_off(reply: str) -> None:
    assert view.sentences(reply) == ["It is benign", "Sleep well this week"]


def test_numbers_that_are_said_stay() -> None:
    assert view.sentences("Take it for 3 days.\n2.5 mg is enough for you.") == [
        "Take it for 3 days.",
        "2.5 mg is enough for you.",
    ]
