"""How well the index finds, against its baselines in the same run.

`python -m evals.retrieval --shared ../shared`

MedQuAD, question → question: two questions ask the same when they have the same question type and
the same focus (or one's focus is a listed synonym of the other's) and come from different
documents of the corpus. Queries are questions that have at least one such partner; half of them,
by a hash of the id, are for tuning (`--half tune`), the other half is reported. Everything else in
the corpus, other types of the same focus included, is a wrong answer.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals import corpora
from evals.workspace import DEFAULT, open_workspace

SEED, QUERIES, DEPTH = 11, 750, 10
Ranking = list[int]


def partners(rows: Sequence[Mapping[str, Any]]) -> dict[int, set[int]]:
    """For each question's number, the numbers of those that ask the same in another document."""
    by_name: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, row in enumerate(rows, 1):
        for name in (row["focus"], *(row["synonyms"] or [])):
            by_name[_key(name), row["question_type"]].add(number)
    document = {number: row["id"].rsplit("_Sec", 1)[0] for number, row in enumerate(rows, 1)}
    out: dict[int, set[int]] = {}
    for number, row in enumerate(rows, 1):
        same = by_name[_key(row["focus"]), row["question_type"]]
        # Partners by either side's synonyms: those that list my focus, and those I list.
        for name in row["synonyms"] or []:
            key = (_key(name), row["question_type"])
            same = same | {n for n in by_name[key] if _key(rows[n - 1]["focus"]) == key[0]}
        found = {n for n in same if document[n] != document[number]}
        if found:
            out[number] = found
    return out


def _key(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def in_half(identity: str, half: str) -> bool:
    """Whether a record belongs to the half, by a hash of its id."""
    odd = hashlib.blake2b(identity.encode(), digest_size=1).digest()[0] % 2 == 1
    return odd == (half == "tune")


def ndcg(ranking: Ranking, right: set[int]) -> float:
    """nDCG@10 with one grade of relevance (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(i + 2) for i, n in enumerate(ranking[:DEPTH]) if n in right)
    best = sum(1 / math.log2(i + 2) for i in range(min(len(right), DEPTH)))
    return gain / best


def reciprocal_rank(ranking: Ranking, right: set[int]) -> float:
    """One over the rank of the first right answer among ten; 0 where there is none."""
    return next((1 / (i + 1) for i, n in enumerate(ranking[:DEPTH]) if n in right), 0.0)


def recall(ranking: Ranking, right: set[int]) -> float:
    """The share of the (at most ten) right answers among the first ten."""
    return len(right & set(ranking[:DEPTH])) / min(len(right), DEPTH)


def bm25s_baseline(texts: Sequence[str]) -> Callable[[str], Ranking]:
    """bm25s on the same terms, the same k1 and b, all texts scored."""
    import bm25s

    from curbside.search import analyser, bm25

    index = bm25s.BM25(k1=bm25.K1, b=bm25.B, method="lucene")
    index.index([analyser.analyse(text) for text in texts], show_progress=False)

    def rank(text: str) -> Ranking:
        terms = analyser.analyse(text)
        if not any(term in index.vocab_dict for term in terms):
            return []
        found, _ = index.retrieve([terms], k=30, show_progress=False)
        return [int(n) + 1 for n in found[0]]

    return rank


def ours(lexical: bool = True, semantic: bool = True) -> Callable[[str], Ranking]:
    """The index through `search.queries`, duplicates kept and no floor: like with like."""
    from curbside.search import queries

    def rank(text: str) -> Ranking:
        request = queries.Request(text, replies=False, limit=30, lexical=lexical, semantic=semantic)
        return [hit.number for hit in queries.ranked(request)]

    return rank


def main() -> int:
    """Build, measure, print; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    given = parser.parse_args()
    open_workspace("retrieval", given.work)
    from evals.bench_search import build

    documents = corpora.medquad(given.shared)
    build([d.__class__(d.number, d.language, d.department, d.question, "") for d in documents])
    rows = list(corpora.rows(given.shared, "medquad"))
    asked = partners(rows)
    chosen = [n for n in sorted(asked) if in_half(rows[n - 1]["id"], given.half)]
    chosen = random.Random(SEED).sample(chosen, min(QUERIES, len(chosen)))  # noqa: S311
    systems = {
        "bm25s, same terms": bm25s_baseline([d.question for d in documents]),
        "words alone": ours(semantic=False),
        "meaning alone": ours(lexical=False),
        "hybrid": ours(),
    }
    print(f"{len(chosen)} queries of {len(asked)}, half: {given.half}\n")
    print("| system | nDCG@10 | recall@10 | MRR@10 |\n|---|---|---|---|")
    score: dict[str, float] = {}
    for name, rank in systems.items():
        runs = [([n for n in rank(documents[q - 1].question) if n != q], asked[q]) for q in chosen]
        values = [
            sum(measure(*run) for run in runs) / len(runs)
            for measure in (ndcg, recall, reciprocal_rank)
        ]
        score[name] = values[0]
        print(f"| {name} | " + " | ".join(f"{v:.4f}" for v in values) + " |", flush=True)
    lexical_ok = score["words alone"] >= score["bm25s, same terms"] - 0.0005
    hybrid_ok = score["hybrid"] > max(score["words alone"], score["meaning alone"])
    print(f"\nwords alone no worse than bm25s: {lexical_ok}; hybrid better than both: {hybrid_ok}")
    return 0 if lexical_ok and hybrid_ok else 1


if __name__ == "__main__":
    sys.exit(main())
