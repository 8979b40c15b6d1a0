"""What the index's two shortcuts lose: rare terms alone choose candidates, and HNSW approximates.

`python -m evals.shortcuts --shared ../shared`. The first ten with each shortcut are compared with
the first ten without it (every term chooses candidates; no vector index), on the texts of
``bench_search`` at 141,143. A score counts, not a name: of equal scores either may come first.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from evals.bench_search import SEED, build
from evals.figures import Figure, table
from evals.workspace import DEFAULT, open_workspace

QUERIES, TOP = 150, 10
BAR = 0.95


def main() -> int:
    """Build, compare, print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    given = parser.parse_args()
    open_workspace("search-large", given.work)
    from evals import corpora

    rng = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    documents = corpora.scale(given.shared)
    asked = corpora.doctor_answers(given.shared, 47_442)
    build(documents)
    short = [d.question for d in rng.sample(documents, QUERIES)]
    long = [d.question for d in rng.sample(asked, QUERIES)]
    figures = []
    for kind, texts in (("short", short), ("long", long)):
        for name, lexical, semantic in (
            ("words", True, False),
            ("meaning", False, True),
            ("both", True, True),
        ):
            kept = overlap(texts, lexical, semantic)
            figures.append(
                Figure(f"{name}, {kind} questions", f"{kept:.3f}", f"≥ {BAR}", kept >= BAR)
            )
    print(table(figures))
    return 0 if all(figure.met for figure in figures) else 1


def overlap(texts: Sequence[str], lexical: bool, semantic: bool) -> float:
    """The mean share of the exact first ten scores that the shortcuts reach too."""
    shares = []
    for text in texts:
        quick = _scores(text, lexical, semantic, exact=False)
        exact = _scores(text, lexical, semantic, exact=True)
        if exact:
            worst = exact[-1] - 1e-4
            shares.append(min(sum(s >= worst for s in quick), len(exact)) / len(exact))
    return sum(shares) / len(shares)


def _scores(text: str, lexical: bool, semantic: bool, exact: bool) -> list[float]:
    from curbside.search.queries import Request, ranked

    request = Request(text, replies=False, limit=TOP, lexical=lexical, semantic=semantic)
    with without_shortcuts() if exact else nullcontext():
        return [hit.score for hit in ranked(request)]


@contextmanager
def without_shortcuts() -> Iterator[None]:
    """Let every term of the query choose candidates, and read every vector."""
    from django.db import connection, transaction

    from curbside.search import queries

    held = queries.QUESTION_SHARE, queries.QUESTION_TERMS
    queries.QUESTION_SHARE, queries.QUESTION_TERMS = 1.0, queries.MAX_TERMS
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_indexscan = off")
            yield
    finally:
        queries.QUESTION_SHARE, queries.QUESTION_TERMS = held


if __name__ == "__main__":
    sys.exit(main())
