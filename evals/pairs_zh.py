"""How well a Chinese question is found that asks the same, against BM25 over pairs of characters.

`python -m evals.pairs_zh --shared ../shared`

question_pairs_zh, the held-out half (evals/splits.py): every text of that half is a document; the
queries are the first texts of 1,000 of its similar pairs. *recall@1*: the other text of the pair is
first. Many texts that ask the same are not labelled as a pair, so that figure is low for every
system; *any partner* also counts a text that another pair of the set says asks the same.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from curbside.embedding import get_encoder
from evals import fusion_baseline, splits
from evals.figures import Figure, table
from evals.workspace import DEFAULT, open_workspace

SEED, QUERIES = 23, 1_000
OVER = 1.10


def pairs_of_characters(text: str) -> list[str]:
    """The baseline's own analyser: every two neighbouring characters that are not spaces."""
    plain = "".join(text.casefold().split())
    return [plain[i : i + 2] for i in range(len(plain) - 1)] or [plain]


def measure(
    rank: fusion_baseline.Rank, rows: Sequence[splits.Row], known: Sequence[str]
) -> tuple[float, float]:
    """recall@1 of the pair's other text, and of any text labelled as asking the same."""
    number = {text: n for n, text in enumerate(known, 1)}
    right: dict[int, set[int]] = defaultdict(set)
    similar = [row for row in rows if row["similar"]]
    for row in similar:
        one, other = (number[row[key]] for key in splits.BOTH)
        right[one].add(other)
        right[other].add(one)
    rng = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    asked = rng.sample(similar, min(QUERIES, len(similar)))
    exact = partner = 0
    for row in asked:
        one, other = (number[row[key]] for key in splits.BOTH)
        first = next((n for n in rank(row["question_1"])[:2] if n != one), 0)
        exact += first == other
        partner += first in right[one]
    return exact / len(asked), partner / len(asked)


def ours(known: Sequence[str]) -> fusion_baseline.Rank:
    """The product's own search over the texts."""
    from curbside.search.documents import Document
    from curbside.search.queries import Request, ranked
    from evals.bench_search import build

    build([Document(n, "zh-hans", 1, text, "") for n, text in enumerate(known, 1)])

    def rank(text: str) -> list[int]:
        return [hit.number for hit in ranked(Request(text, replies=False))]

    return rank


def main() -> int:
    """Measure and print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--part", choices=["fit", "choose", "report"], default="report")
    given = parser.parse_args()
    open_workspace(f"pairs-zh-{given.part}-{get_encoder('onnx').id[-8:]}", given.work)
    rows = splits.pairs_zh(given.shared, given.part)
    known = list(dict.fromkeys(row[key] for row in rows for key in splits.BOTH))
    plain = measure(fusion_baseline.words(known, pairs_of_characters), rows, known)
    mine = measure(ours(known), rows, known)
    figures = []
    for name, before, after in zip(("recall@1", "any partner"), plain, mine, strict=True):
        ratio = after / before
        figures += [
            Figure(f"bigram BM25: {name}", f"{before:.4f}"),
            Figure(f"ours: {name}", f"{after:.4f}, {ratio:.2f} times", f"≥ {OVER}", ratio >= OVER),
        ]
    print(f"part: {given.part}; {len(known)} texts\n\n{table(figures)}")
    return int(any(figure.met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
