"""From scores to probabilities that mean what they say, and when to say "unsure". Pure.

Softmax shares one among 34 departments, but several may answer the same question well, so the
first one's share is too modest; a heading of two words, on the other hand, is less certain than
it looks. A line through the log-odds of the first (Platt 1999), one for questions and one for
fragments, makes its probability the chance that it is a right department. The others share
the rest as before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
FRAGMENT = 12  # letters' worth of text; a Chinese character counts as two
UNSURE = 0.75  # below this chance of being right, a person looks
_EPSILON = 1e-6
_STEEP = 8.0  # log-odds beyond which a softmax is no surer


def is_fragment(text: str) -> bool:
    """Whether the text is a heading or a word or two rather than a question."""
    written = [char for char in text if char.isalnum()]
    return sum(1 if char < "⺀" else 2 for char in written) <= FRAGMENT


def probabilities(scores: Floats, lines: Sequence[tuple[float, float]]) -> Floats:
    """Rows that sum to 1; ``lines`` has each row's offset and slope."""
    shares = softmax(scores)
    first = shares.argmax(axis=1)
    rows = np.arange(len(shares))
    top = shares[rows, first].astype(np.float64).clip(_EPSILON, 1 - _EPSILON)
    offset, slope = np.array(lines, dtype=np.float64).reshape(-1, 2).T
    wanted = 1 / (1 + np.exp(-(offset + slope * _odds(top))))
    shares[rows, first] = 0.0
    second = shares.max(axis=1, initial=0.0)
    # The first stays the first: never less than the runner-up would then have.
    wanted = np.maximum(wanted, 1.001 * second / (second + 1 - top))
    rest = (1 - wanted) / (1 - top)
    shares = shares * rest[:, None]
    shares[rows, first] = wanted
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)


def _odds(chance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(np.log(chance / (1 - chance)).clip(-_STEEP, _STEEP), np.float64)


def unsure(first: float) -> bool:
    """Whether the likeliest department's probability is too small to act on without a person."""
    return first < UNSURE


def softmax(scores: Floats) -> npt.NDArray[np.float64]:
    """Rows that sum to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float64)


def fitted(
    first: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], rounds: int = 50
) -> tuple[float, float]:
    """Offset and slope of the line: logistic regression of being right on the first's log-odds.

    Newton's method, with two texts' worth of belief that the softmax was right all along.
    """
    odds = _odds(first.astype(np.float64).clip(_EPSILON, 1 - _EPSILON))
    design = np.stack([np.ones_like(odds), odds], axis=1)
    line, belief = np.array([0.0, 1.0]), 2.0 * np.eye(2)
    start = line.copy()
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-design @ line))
        slope = design.T @ (right - chance) - belief @ (line - start)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + belief
        step = np.linalg.solve(curve, slope)
        line = line + step.clip(-0.5, 0.5)
        if np.abs(step).max() < 1e-6:
            break
    return float(line[0]), float(max(line[1], 0.05))
