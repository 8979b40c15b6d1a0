"""How well search hears a complaint through its asker's chatter, against its baselines.

`python -m evals.rambling --shared ../shared`

Two sets, both of held-out records only (evals/splits.py):

- *spliced*: a question of question_pairs with eight sentences of chatter around it, three to five
  of them before; the one right answer is its rewriting. Chatter is what patients of doctor_answers
  wrote that asks nothing: sentences of 5 to 30 words without a question mark or a question word in
  which no topic of the catalogue is named. The bars are for this set.
- *natural*: letters of question_titles of at least 50 words, and the short question that a person
  made of each. Only for orientation.

Documents: the texts of question_pairs, the short questions of question_titles, and 10,000 questions
of MedQuAD, which only distract. The unspliced question itself does not count as a document.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import corpora, splits
from evals.retrieval import Ranking, bm25s_baseline, in_half, ndcg, reciprocal_rank
from evals.workspace import DEFAULT, open_workspace

SEED, DISTRACTORS, AROUND, LETTER_WORDS = 17, 10_000, 8, 50
OVER_WORDS, OVER_FUSION = 1.25, 1.10
TOPICS = Path(__file__).parents[1] / "curbside" / "catalog" / "data" / "topics"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ASKS = re.compile(
    r"\?|\b(?:what|why|how|which|should i|can i|could i|is it|is there|do i)\b", re.I
)


@dataclass(frozen=True)
class Set:
    """Queries with the numbers of their right answers and of themselves (0: no document)."""

    name: str
    queries: list[str]
    right: list[set[int]]
    themselves: list[int]


def sentences(text: str) -> list[str]:
    """The text cut after full stops, question and exclamation marks."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def chatter(shared: Path, wanted: splits.Part) -> list[str]:
    """Sentences of that part of doctor_answers that ask nothing and name no topic."""
    from curbside.search import analyser
    from curbside.search.phrases import Phrases

    topics = [
        json.loads(line)
        for path in sorted(TOPICS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    named = Phrases([((t["name_en"], *t["synonyms_en"]), ()) for t in topics])
    out = dict.fromkeys(
        sentence
        for row in splits.doctor_questions(shared, wanted)
        for sentence in sentences(row["question"])
        if 5 <= len(sentence.split()) <= 30
        and not _ASKS.search(sentence)
        and not named.find(analyser.analyse(sentence), 0)
    )
    return list(out)


def ramble(need: str, pool: Sequence[str], rng: random.Random) -> str:
    """The question with ``AROUND`` sentences of chatter before and after it."""
    around = rng.sample(list(pool), AROUND)
    before = rng.randint(3, 5)
    return " ".join([*around[:before], need, *around[before:]])


def build_sets(shared: Path, wanted: splits.Part) -> tuple[list[str], list[Set]]:
    """The documents (numbered from 1) and both sets of queries."""
    from evals import pairs

    rng = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    letters = list(corpora.rows(shared, "question_titles"))
    distract = [row["question"] for row in corpora.rows(shared, "medquad")]
    texts = dict.fromkeys(pairs.texts(shared))
    texts |= dict.fromkeys(row["title"] for row in letters)
    texts |= dict.fromkeys(rng.sample(distract, DISTRACTORS))
    number = {text: n for n, text in enumerate(texts, 1)}
    pool = chatter(shared, wanted)
    asked = pairs.read(splits.question_pairs(shared, wanted))
    spliced = Set(
        "spliced",
        [ramble(pair.asked, pool, rng) for pair in asked],
        [{number[pair.same]} for pair in asked],
        [number[pair.asked] for pair in asked],
    )
    half = "report" if wanted == "report" else "tune"
    long = [
        row
        for row in letters
        if len(row["question"].split()) >= LETTER_WORDS and in_half(row["question"], half)
    ]
    natural = Set(
        "natural",
        [row["question"] for row in long],
        [{number[row["title"]]} for row in long],
        [0] * len(long),
    )
    return list(texts), [spliced, natural]


def index(texts: Sequence[str], work: Path) -> None:
    """Index the texts in a workspace of this encoder's own, unless it holds them."""
    from curbside.embedding import get_encoder

    open_workspace(f"rambling-{get_encoder('onnx').id[-8:]}", work)
    from curbside.search.documents import Document
    from evals.bench_search import build

    build([Document(n, "en", 1, text, "") for n, text in enumerate(texts, 1)])


def measure(rank: Callable[[str], Ranking], queries: Set) -> tuple[float, float]:
    """Mean nDCG@10 and MRR@10."""
    runs = [
        ([n for n in rank(text) if n != self_], right)
        for text, right, self_ in zip(
            queries.queries, queries.right, queries.themselves, strict=True
        )
    ]
    return (
        sum(ndcg(*run) for run in runs) / len(runs),
        sum(reciprocal_rank(*run) for run in runs) / len(runs),
    )


def main() -> int:
    """Measure and print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--original", type=Path, help="folder with all-MiniLM-L6-v2 as fp32 ONNX")
    parser.add_argument("--part", choices=["fit", "choose", "report"], default="report")
    given = parser.parse_args()
    texts, sets = build_sets(given.shared, given.part)
    index(texts, given.work)
    from evals import fusion_baseline
    from evals.retrieval import ours

    plain = fusion_baseline.original(given.original, texts)
    words = bm25s_baseline(texts)
    systems = {"bm25s": words, "all-MiniLM, fp32": plain}
    systems["both by reciprocal rank"] = fusion_baseline.fused(words, plain) if plain else None
    systems["ours"] = ours()
    met = True
    print("| set | queries | system | nDCG@10 | MRR@10 |\n|---|---:|---|---:|---:|")
    for queries in sets:
        gains: dict[str, float] = {}
        for name, rank in systems.items():
            if rank is None:
                print(f"| {queries.name} | | {name} | not run here: no --original | |")
                continue
            gains[name], first = measure(rank, queries)
            row = f"{len(queries.queries)} | {name} | {gains[name]:.4f} | {first:.4f} |"
            print(f"| {queries.name} | {row}", flush=True)
        if queries.name == "spliced":
            met = reached(gains)
    return 0 if met else 1


def reached(gains: dict[str, float]) -> bool:
    """Print ours over the baselines; whether both bars are met."""
    met = True
    for name, bar in (("bm25s", OVER_WORDS), ("both by reciprocal rank", OVER_FUSION)):
        if name in gains:
            ratio = gains["ours"] / gains[name]
            met = met and ratio >= bar
            print(f"\nspliced, ours over {name}: {ratio:.2f} (bar {bar})")
    return met


if __name__ == "__main__":
    sys.exit(main())
