"""A logistic regression whose weights are mostly nothing, fitted with numpy alone.

Accelerated proximal gradient (FISTA, Beck and Teboulle 2009) with the step found by halving. A
positive example is a group of rows, of which the one that says most counts; every row of a negative
one counts. Says nothing of what a row is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass
class Rows:
    """Which of ``columns`` features stand in which rows, and what each counts there."""

    row: Integers
    column: Integers
    value: Floats
    rows: int
    columns: int

    @classmethod
    def of(cls, held: Sequence[Sequence[int]], columns: int, few: int) -> Rows:
        """Rows that hold features by number, each of which counts for less where there are more
        than ``few``.
        """
        row = [number for number, features in enumerate(held) for _ in features]
        column = [feature for features in held for feature in features]
        value = [1 / max(few, len(features)) ** 0.5 for features in held for _ in features]
        numbers = np.array(row, dtype=int), np.array(column, dtype=int)
        return cls(*numbers, np.array(value), len(held), columns)

    def times(self, weights: Floats) -> Floats:
        """The sum of the weights in each row."""
        return np.bincount(self.row, weights=weights[self.column] * self.value, minlength=self.rows)

    def turned(self, values: Floats) -> Floats:
        """The sum of the rows' values for each feature."""
        return np.bincount(
            self.column, weights=values[self.row] * self.value, minlength=self.columns
        )


def best_of(scores: Floats, owner: Integers) -> Floats:
    """One for the best row of each owner, nothing for its others."""
    order = np.lexsort((scores, owner))
    last = np.append(owner[order][1:] != owner[order][:-1], True)
    out = np.zeros(len(scores))
    out[order[last]] = 1.0
    return out


@dataclass
class Problem:
    """What is fitted: rows, what each is (1 or 0) and counts, and what a weight costs."""

    rows: Rows
    label: Floats
    counts: Floats
    sparse: float
    small: float

    def loss(self, weights: Floats, base: float) -> tuple[float, Floats]:
        """The loss without what weights cost for being there, and the scores."""
        scores = self.rows.times(weights) + base
        wrong = np.where(self.label == 1, -scores, scores)
        told = float((self.counts * np.logaddexp(0, wrong)).sum())
        return told + 0.5 * self.small * float(weights @ weights), scores

    def slope(self, weights: Floats, scores: Floats) -> tuple[Floats, float]:
        """How the loss changes with each weight, and with the base."""
        chance = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        each = self.counts * (chance - self.label)
        return self.rows.turned(each) + self.small * weights, float(each.sum())


def fit(problem: Problem, weights: Floats, base: float, steps: int = 60) -> tuple[Floats, float]:
    """``weights`` and ``base`` after so many steps from where they are."""
    ahead, ahead_base, pace, stiff = weights, base, 1.0, 50.0
    for _ in range(steps):
        here, scores = problem.loss(ahead, ahead_base)
        slope, slope_base = problem.slope(ahead, scores)
        while True:
            moved = ahead - slope / stiff
            moved = np.sign(moved) * np.maximum(np.abs(moved) - problem.sparse / stiff, 0)
            moved_base = ahead_base - slope_base / stiff
            by, by_base = moved - ahead, moved_base - ahead_base
            allowed = slope @ by + slope_base * by_base + stiff / 2 * (by @ by + by_base**2)
            if problem.loss(moved, moved_base)[0] <= here + allowed + 1e-9:
                break
            stiff *= 2
        if slope @ (moved - weights) + slope_base * (moved_base - base) > 0:
            pace = 1.0
        following = (1 + math.sqrt(1 + 4 * pace**2)) / 2
        push = (pace - 1) / following
        ahead = moved + push * (moved - weights)
        ahead_base = moved_base + push * (moved_base - base)
        weights, base, pace, stiff = moved, moved_base, following, stiff * 0.97
    return weights, base
