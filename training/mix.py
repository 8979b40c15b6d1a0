"""How much of the fine-tuned weights to keep: measured on what was neither fitted nor reported.

Purpose: weights between the original and the fine-tuned ones keep what both know (Wortsman et al.,
"Robust fine-tuning of zero-shot models", 2022). Prints a row a share; with `--share`, writes those
weights for `export_encoder.py`. Deliberately reads no *report* part. From the repository root:

    python training/mix.py --shared ../shared --checkpoint /tmp/training/checkpoint.pt
    python training/mix.py ... --share 0.6 --out /tmp/training/mixed.pt
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import torch
from encode import SentenceModel, vectors

from evals import corpora, pairs, rambling, retrieval, splits

SHARES = (0.0, 0.4, 0.7, 1.0)
QUERIES, DISTRACTORS = 300, 2_000


def mixed(original: dict, tuned: dict, share: float) -> dict:
    """The weights `share` of the way from the original to the fine-tuned ones."""
    return {name: (1 - share) * value + share * tuned[name] for name, value in original.items()}


def question_pairs(model: SentenceModel, shared: Path) -> tuple[float, float, float]:
    """recall@1, above the hard negative, recall@1 the other way, as evals/pairs.py."""
    known = pairs.texts(shared)
    number = {text: n for n, text in enumerate(known)}
    chosen = pairs.read(splits.question_pairs(shared, "choose"))
    made = vectors(model, known)
    asked, same, other = (
        torch.tensor([number[getattr(pair, field)] for pair in chosen])
        for field in ("asked", "same", "other")
    )
    row = torch.arange(len(chosen))
    forth, back = made[asked] @ made.T, made[same] @ made.T
    forth[row, asked] = back[row, same] = -1
    above = forth[row, same] > forth[row, other]
    return (
        float((forth.argmax(1) == same).float().mean()),
        float(above.float().mean()),
        float((back.argmax(1) == asked).float().mean()),
    )


def medquad(model: SentenceModel, shared: Path) -> float:
    """nDCG@10 of tuning queries of evals/retrieval.py that were not trained on, few documents."""
    rows = list(corpora.rows(shared, "medquad"))
    right = retrieval.partners(rows)
    trained = {row["id"] for row in splits.medquad(shared, "fit")}
    rng = random.Random(retrieval.SEED)  # noqa: S311 - a sample, not a secret
    asked = [
        n
        for n in right
        if retrieval.in_half(rows[n - 1]["id"], "tune") and rows[n - 1]["id"] not in trained
    ]
    asked = rng.sample(asked, min(QUERIES, len(asked)))
    numbers = sorted(
        {n for q in asked for n in (q, *right[q])}
        | set(rng.sample(range(1, len(rows) + 1), DISTRACTORS))
    )
    made = vectors(model, [rows[n - 1]["question"] for n in numbers])
    place = {n: p for p, n in enumerate(numbers)}
    total = 0.0
    for q in asked:
        best = (made @ made[place[q]]).argsort(descending=True)[:12].tolist()
        total += retrieval.ndcg([numbers[p] for p in best if numbers[p] != q], right[q])
    return total / len(asked)


def spliced(model: SentenceModel, shared: Path) -> float:
    """nDCG@10 of the spliced set of evals/rambling.py, part *choose*, few documents."""
    texts, (queries, _) = rambling.build_sets(shared, "choose")
    made = vectors(model, texts[: 2 * DISTRACTORS])
    asked = vectors(model, queries.queries)
    total = 0.0
    for row, right, itself in zip(asked, queries.right, queries.themselves, strict=True):
        best = (made @ row).argsort(descending=True)[:12].tolist()
        total += retrieval.ndcg([p + 1 for p in best if p + 1 != itself], right)
    return total / len(asked)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--share", type=float, help="write the weights of this share")
    parser.add_argument("--out", type=Path, help="where to write them")
    given = parser.parse_args()
    torch.set_num_threads(1)
    model = SentenceModel().eval()
    original = {name: value.clone() for name, value in model.state_dict().items()}
    tuned = torch.load(given.checkpoint, weights_only=True)["model"]
    if given.share is not None:
        torch.save(mixed(original, tuned, given.share), given.out)
        return 0
    print("| share | recall@1 | above | other way | MedQuAD nDCG | spliced nDCG |")
    print("|---|---|---|---|---|---|")
    for share in SHARES:
        model.load_state_dict(mixed(original, tuned, share))
        with torch.autocast("cpu", torch.bfloat16):
            row = (
                *question_pairs(model, given.shared),
                medquad(model, given.shared),
                spliced(model, given.shared),
            )
        print(f"| {share} | " + " | ".join(f"{value:.4f}" for value in row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
