"""How well a question is found that asks the same in other words, against its baselines.

`python -m evals.pairs --shared ../shared [--original FOLDER]`

question_pairs: for each question of the held-out half (evals/splits.py), the 2,325 texts of the
whole set less itself are ranked. *recall@1*: the rewriting is first. *above*: it stands above the
question a doctor wrote to look like it and ask something else. Both directions are given: from the
question to its rewriting, and from the rewriting to the question (which has no hard negative).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from curbside.embedding import get_encoder
from evals import corpora, fusion_baseline, splits
from evals.figures import Figure, table
from evals.workspace import DEFAULT, open_workspace

RECALL, ABOVE = 0.92, 0.965


@dataclass(frozen=True)
class Pair:
    """A question, its rewriting and its hard negative."""

    asked: str
    same: str
    other: str


def read(rows: Sequence[splits.Row]) -> list[Pair]:
    """The pairs of the rows, two rows a pair."""
    held: dict[str, dict[bool, str]] = {}
    for row in rows:
        held.setdefault(row["question_1"], {})[row["similar"]] = row["question_2"]
    return [Pair(asked, both[True], both[False]) for asked, both in held.items()]


def texts(shared: Path) -> list[str]:
    """Every text of the set once, in order."""
    rows = list(corpora.rows(shared, "question_pairs"))
    return list(dict.fromkeys(row[key] for row in rows for key in ("question_1", "question_2")))


def measure(
    rank: fusion_baseline.Rank, pairs: Sequence[Pair], known: Sequence[str]
) -> tuple[float, float, float]:
    """recall@1, the share above the hard negative, and recall@1 the other way round."""
    number = {text: n for n, text in enumerate(known, 1)}
    first = above = back = 0
    for pair in pairs:
        found = [n for n in rank(pair.asked) if n != number[pair.asked]]
        first += found[:1] == [number[pair.same]]
        place = {n: p for p, n in enumerate(found)}
        last = len(known) + 1
        same, other = (place.get(number[t], last) for t in (pair.same, pair.other))
        above += same < other
        turned = [n for n in rank(pair.same) if n != number[pair.same]]
        back += turned[:1] == [number[pair.asked]]
    return first / len(pairs), above / len(pairs), back / len(pairs)


def ours(known: Sequence[str]) -> fusion_baseline.Rank:
    """The product's own search over the texts, everything ranked."""
    from curbside.search.documents import Document
    from curbside.search.queries import Request, ranked
    from evals.bench_search import build

    build([Document(n, "en", 1, text, "") for n, text in enumerate(known, 1)])

    def rank(text: str) -> list[int]:
        return [hit.number for hit in ranked(Request(text, replies=False, limit=len(known)))]

    return rank


def main() -> int:
    """Measure and print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--original", type=Path, help="folder with all-MiniLM-L6-v2 as fp32 ONNX")
    parser.add_argument("--part", choices=["fit", "choose", "report"], default="report")
    given = parser.parse_args()
    open_workspace(f"pairs-{get_encoder('onnx').id[-8:]}", given.work)
    from curbside.search import analyser

    known = texts(given.shared)
    pairs = read(splits.question_pairs(given.shared, given.part))
    words = fusion_baseline.words(known, analyser.analyse)
    systems: dict[str, fusion_baseline.Rank | None] = {"bm25s": words}
    plain = fusion_baseline.original(given.original, known)
    systems["all-MiniLM, fp32"] = plain
    systems["both by reciprocal rank"] = fusion_baseline.fused(words, plain) if plain else None
    systems["ours"] = ours(known)
    figures = []
    for name, rank in systems.items():
        if rank is None:
            figures.append(Figure(name, "not run here: no --original"))
            continue
        first, above, back = measure(rank, pairs, known)
        bars = name == "ours"
        figures += [
            Figure(f"{name}: recall@1", f"{first:.4f}", *_bar(first, RECALL, bars)),
            Figure(f"{name}: above the hard negative", f"{above:.4f}", *_bar(above, ABOVE, bars)),
            Figure(f"{name}: recall@1, the other way", f"{back:.4f}"),
        ]
    print(f"{len(pairs)} questions, part: {given.part}; {len(known)} texts\n")
    print(table(figures))
    return int(any(figure.met is False for figure in figures))


def _bar(value: float, bar: float, holds: bool) -> tuple[str, bool | None]:
    return (f"≥ {bar}", value >= bar) if holds else ("", None)


if __name__ == "__main__":
    sys.exit(main())
