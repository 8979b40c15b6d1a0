"""What each stage of search buys, in quality and in milliseconds: the table of docs/ablations.md.

`python -m evals.ablations --shared ../shared`

Over the documents of evals/rambling.py (13,000) with a stage left out at a time: recall@1 of
question_pairs' rewritings and nDCG@10 of rambling questions, and the median time of a search of
the rewritings' kind. No bar: a stage that buys nothing is to be taken out.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evals import pairs, rambling, splits
from evals.workspace import DEFAULT

# A stage left out: options of the request, and values put in place of the module's own.
VARIANTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "everything": ({}, {}),
    "without words": ({"lexical": False}, {}),
    "without meaning": ({"semantic": False}, {}),
    "without aspects": ({}, {"fusion.ASPECT": 0.0}),
    "words weigh twice as much": ({}, {"fusion.SEMANTIC": 0.8, "fusion.SEMANTIC_SHORT": 0.9}),
    "words weigh half as much": ({}, {"fusion.SEMANTIC": 0.95, "fusion.SEMANTIC_SHORT": 0.975}),
}


@contextmanager
def without(values: dict[str, Any]) -> Iterator[None]:
    """Put the values in place of those of ``curbside.search``'s modules for a while."""
    with ExitStack() as stack:
        for name, value in values.items():
            stack.enter_context(patch(f"curbside.search.{name}", value))
        yield


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--part", choices=["choose", "report"], default="report")
    given = parser.parse_args()
    texts, sets = rambling.build_sets(given.shared, given.part)
    rambling.index(texts, given.work)
    from curbside.search.queries import Request, ranked

    asked = pairs.read(splits.question_pairs(given.shared, given.part))
    number = {text: n for n, text in enumerate(texts, 1)}
    print("| variant | recall@1 | spliced nDCG@10 | natural nDCG@10 | median ms |")
    print("|---|---|---|---|---|")
    for name, (options, values) in VARIANTS.items():
        spent: list[float] = []

        def rank(
            text: str, chosen: dict[str, Any] = options, took: list[float] = spent
        ) -> list[int]:
            start = time.perf_counter()
            hits = ranked(Request(text, replies=False, limit=30, **chosen))
            took.append((time.perf_counter() - start) * 1000)
            return [hit.number for hit in hits]

        with without(values):
            first = 0
            for pair in asked:
                found = [n for n in rank(pair.asked) if n != number[pair.asked]]
                first += found[:1] == [number[pair.same]]
            median = statistics.median(spent)
            gains = [rambling.measure(rank, queries)[0] for queries in sets]
        row = " | ".join(f"{value:.4f}" for value in (first / len(asked), *gains))
        print(f"| {name} | {row} | {median:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
