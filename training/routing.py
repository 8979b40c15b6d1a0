"""Fits the weights of routing's evidence and its calibration: curbside/search/routing_weights.json.

`python -m training.routing --shared ../shared` (two minutes on 2 cores, no random choice)

On the tuning half of ``evals/department_sets.py``: weights by coordinate descent on the log loss
of the accepted departments together, a bias for each department drawn towards zero. The lines of
the calibration are fitted to what weights make of texts that they were not fitted on, a half
at a time: on its own texts every fit looks surer than it is. Questions with a title are
learned from a second time without it, since not everyone sends one. English names of topics are only
for the calibration of English fragments. Nothing of the reporting half is read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.department_evidence import seen
from evals.department_sets import Item, every
from evals.workspace import DEFAULT, open_workspace

COUNTS = {"English": 3.0, "Chinese": 3.0, "tags": 1.0, "sample": 1.5, "internal": 0.25,
          "headings": 0.4, "untitled": 0.7, "names": 0.0}  # fmt: skip
PARTS = 2  # of the texts, each left out once for the calibration
DRAWN = 0.02  # how strongly a bias is drawn to zero
FIRST, LAST = 0.4, 0.05  # steps, relative
Array = npt.NDArray[np.float64]


def untitled(items: list[Item]) -> list[Item]:
    """The English questions that say much more than their title, without it, on one line."""
    out = []
    for item in items:
        title, _, rest = item.text.partition("\n")
        if item.kind in ("English", "tags") and len(rest) > 1.6 * len(title):
            out.append(replace(item, kind="untitled", text=" ".join(rest.split())))
    return out


class Problem:
    """The data, and the loss of a vector of parameters: English, Chinese, full, biases."""

    def __init__(
        self,
        slugs: list[str],
        features: npt.NDArray[np.float32],
        chinese: npt.NDArray[np.bool_],
        accepted: npt.NDArray[np.bool_],
        counts: Array,
    ) -> None:
        self.slugs, self.features, self.chinese = slugs, features, chinese
        self.accepted, self.counts = accepted, counts

    @classmethod
    def of(cls, items: list[Item], slugs: list[str]) -> Problem:
        """Find the evidence in the items."""
        found = seen(items)
        return cls(
            slugs,
            found.features,
            np.array([one.startswith("zh") for one in found.languages]),
            np.array([[s in item.accepted for s in slugs] for item in items]),
            np.array([COUNTS[item.kind] for item in items]),
        )

    def only(self, rows: npt.NDArray[np.bool_]) -> Problem:
        """The same of some of the items."""
        parts = self.features, self.chinese, self.accepted, self.counts
        return Problem(self.slugs, *(part[rows] for part in parts))

    def weights(self, given: Array) -> Any:
        from curbside.search.weights import Weights

        bias = dict(zip(self.slugs, given[13:].tolist(), strict=True))
        one = (0.0, 1.0)
        return Weights(tuple(given[:6]), tuple(given[6:12]), bias, float(given[12]), one, one)

    def scores(self, given: Array) -> npt.NDArray[np.float32]:
        from curbside.search.routing import weighed

        return weighed(self.features.copy(), self.chinese, self.slugs, self.weights(given))

    def loss(self, given: Array) -> float:
        from curbside.search.confidence import softmax

        right = (softmax(self.scores(given)) * self.accepted).sum(axis=1)
        mean = -(self.counts * np.log(right + 1e-6)).sum() / self.counts.sum()
        return float(mean + DRAWN * (given[13:] ** 2).mean())


def descend(problem: Problem) -> Array:
    """Coordinate descent: weights by factors, biases by steps, both ever smaller."""
    given = np.array([0.6, 0.1, 0.6, 12.0, 0.9, 0.5, 0.6, 0.1, 0.9, 4.0, 0.9, 0.7, 7.0]
                     + [0.0] * len(problem.slugs))  # fmt: skip
    best, step = problem.loss(given), FIRST
    while step >= LAST:
        moved = False
        for place in range(len(given)):
            for way in (1, -1):
                tried = given.copy()
                tried[place] = (
                    tried[place] + way * step if place > 12 else tried[place] * (1 + step) ** way
                )
                loss = problem.loss(tried)
                if loss < best - 1e-5:
                    best, given, moved = loss, tried, True
        print(f"step {step:.3f} loss {best:.4f}", flush=True)
        if not moved:
            step /= 2
    return given


def unseen(problem: Problem, items: list[Item]) -> npt.NDArray[np.float64]:
    """The shares of each text by weights fitted on the other parts of the texts."""
    from curbside.search.confidence import softmax

    shares = np.zeros(problem.accepted.shape)
    part = np.array([hashlib.sha256(i.identity.encode()).digest()[5] % PARTS for i in items])
    for mine in (part == number for number in range(PARTS)):
        given = descend(problem.only(~mine))
        shares[mine] = softmax(problem.scores(given))[mine]
    return shares


def calibrated(
    problem: Problem, items: list[Item], shares: npt.NDArray[np.float64]
) -> dict[str, list[float]]:
    """The three lines, each on the texts of its sort; the sorts of sets count alike."""
    from curbside.search.confidence import fitted, is_fragment
    from curbside.search.routing import is_thin

    rows = np.arange(len(items))
    right = problem.accepted[rows, shares.argmax(axis=1)]
    kinds = np.array([item.kind for item in items])
    short = np.array([is_fragment(item.text) for item in items]) | is_thin(problem.features)
    out = {}
    several = np.isin(kinds, ("English", "Chinese", "internal"))  # every right one is accepted
    short_ones = short & (several | np.isin(kinds, ("headings", "names")))
    for name, mine in (
        ("fragment_en", short_ones & ~problem.chinese),
        ("fragment_zh", short_ones & problem.chinese),
        ("question", ~short & several),
    ):
        kept = [_some(np.flatnonzero(mine & (kinds == k))) for k in sorted(set(kinds))]
        chosen = np.concatenate(kept)
        line = fitted(shares.max(axis=1)[chosen], right[chosen])
        out[name] = [round(value, 3) for value in line]
    return out


def _some(rows: npt.NDArray[np.int64], most: int = 400) -> npt.NDArray[np.int64]:
    return rows[:: max(1, len(rows) // most)]


def main() -> None:
    """Fit and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    options = parser.parse_args()
    open_workspace("routing", options.work)
    from curbside.catalog import files, operations
    from curbside.search import routing, weights

    operations.load(files.DEFAULT, "training")
    items = [item for item in every(options.shared) if item.tune and item.kind in COUNTS]
    items += untitled(items)
    problem = Problem.of(items, routing.load().slugs)
    given = descend(problem)
    lines = calibrated(problem, items, unseen(problem, items))
    rounded = [round(value, 4) for value in given.tolist()]
    made = {
        "made_by": "training/routing.py",
        "english": dict(zip(weights.EVIDENCE, rounded[:6], strict=True)),
        "chinese": dict(zip(weights.EVIDENCE, rounded[6:12], strict=True)),
        "full": rounded[12],
        "bias": dict(zip(problem.slugs, rounded[13:], strict=True)),
        **lines,
    }
    target = Path(weights.__file__).with_name(weights.FILE)
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
