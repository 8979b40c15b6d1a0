"""How fast the index answers, in milliseconds inside the server, at two sizes.

`python -m evals.bench_search --shared ../shared`. The index is built once and kept.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.workspace import DEFAULT, open_workspace

if TYPE_CHECKING:
    from curbside.search.documents import Document

SEED = 7
QUERIES = 300
BARS = {"53,756": (15.0, 40.0), "141,143": (30.0, 80.0)}  # median, 95th percentile


def build(documents: Sequence[Document]) -> None:
    """Index the documents unless this workspace holds that many, by today's analyser."""
    from curbside.search import analyser, operations
    from curbside.search.models import IndexRow, IndexStatistics

    held = IndexStatistics.objects.get(id=1)
    if held.documents == len(documents) and held.analyser == analyser.VERSION:
        return
    operations.remove(list(IndexRow.objects.values_list("document", flat=True)))
    start = time.perf_counter()
    for batch in _batches(documents, 500):
        operations.write(batch, operations.encode(batch))
    _analyse()
    rate = len(documents) / (time.perf_counter() - start)
    print(f"indexed {len(documents):,} documents at {rate:,.0f}/s", file=sys.stderr)


def _batches(documents: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    for start in range(0, len(documents), size):
        yield documents[start : start + size]


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("search_indexrow", "search_indexvector", "search_indexterm"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def milliseconds(call: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile of the calls, after a tenth of them as warm-up."""
    for text in texts[: len(texts) // 10]:
        call(text)
    spent = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def measure(size: str, short: Sequence[str], long: Sequence[str]) -> bool:
    """Print a row a kind of request; whether all bars are met."""
    from curbside.search.queries import Request, find

    median_bar, tail_bar = BARS[size]
    met = True
    kinds: list[tuple[str, Callable[[str], object], Sequence[str]]] = [
        ("search, short questions", lambda t: find(Request(t, limit=200)), short),
        ("similar, short questions", lambda t: find(Request(t, replies=False)), short),
        ("search, long questions", lambda t: find(Request(t, limit=200)), long),
        ("similar, long questions", lambda t: find(Request(t, replies=False)), long),
        ("words alone", lambda t: find(Request(t, replies=False, semantic=False)), short),
        ("meaning alone", lambda t: find(Request(t, replies=False, lexical=False)), short),
    ]
    for name, call, texts in kinds:
        median, tail = milliseconds(call, texts)
        good = median <= median_bar and tail <= tail_bar
        met = met and good
        print(
            f"| {size} | {name} | {median:.1f} | {tail:.1f} "
            f"| {median_bar:.0f} / {tail_bar:.0f} | {'yes' if good else 'NO'} |",
            flush=True,
        )
    return met


def main() -> int:
    """Build, measure, print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--size", choices=["small", "large"], default="small")
    given = parser.parse_args()
    open_workspace(f"search-{given.size}", given.work)
    from evals import corpora

    rng = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    asked = corpora.doctor_answers(given.shared, 47_442)
    long = [document.question for document in rng.sample(asked, QUERIES)]
    if given.size == "small":
        size, documents = "53,756", corpora.medquad(given.shared) + asked
    else:
        size, documents = "141,143", corpora.scale(given.shared)
    short = [d.question for d in rng.sample(documents[:47_000], QUERIES)]
    build(documents)
    print("| documents | request | median ms | p95 ms | bar | met |\n|---|---|---|---|---|---|")
    return 0 if measure(size, short, long) else 1


if __name__ == "__main__":
    sys.exit(main())
