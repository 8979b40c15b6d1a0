"""From scores to honest probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from curbside.search import confidence

LINES = [(0.0, 1.0), (1.3, 0.6), (0.3, 0.4), (-3.0, 0.05)]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "scores", [[0.0, 0.0, 0.0], [9.0, 1.0, -4.0], [2.0, 1.9, 0.0], [500.0, 0.0, -500.0]]
)
def test_sums_to_one_and_keeps_the_order(line: tuple[float, float], scores: list[float]) -> None:
    found = confidence.probabilities(np.array([scores], np.float32), [line])[0]
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert np.all(np.diff(found) <= 1e-6)


def test_the_plain_line_changes_nothing() -> None:
    scores = np.array([[2.0, 1.0, 0.0]], np.float32)
    found = confidence.probabilities(scores, [(0.0, 1.0)])
    assert np.allclose(found, confidence.softmax(scores), atol=1e-4)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", True),
        ("頭痛", True),
        ("headache", True),
        ("HIV?", True),
        ("我最近一直頭痛怎麼辦", False),
        ("why does my head hurt", False),
    ],
)
def test_fragments(text: str, short: bool) -> None:
    assert confidence.is_fragment(text) is short


def test_a_line_is_learned_from_what_was_right() -> None:
    """Of texts that a softmax gives 0.6, nine in ten are right: the line must say so."""
    first = np.tile([0.6, 0.9], 200)
    right = np.array([n % 10 != 0 for n in range(400)])
    offset, slope = confidence.fitted(first, right)
    said = 1 / (1 + np.exp(-(offset + slope * np.log(first / (1 - first)))))
    assert said[::2].mean() == pytest.approx(right[::2].mean(), abs=0.05)
    assert said.mean() == pytest.approx(right.mean(), abs=0.02)


def test_extremes_do_not_run_away() -> None:
    offset, slope = confidence.fitted(np.array([1.0, 1.0, 0.0]), np.array([True, True, False]))
    assert np.isfinite([offset, slope]).all()
    assert slope > 0
