"""How `curbside/evidence/data/facets.npz` is made: passages with facets, and a softmax fitted to them.

`python -m training.facets --shared ../shared`. Labels come from what sources say themselves: the
question types of MedQuAD, the headings of MedlinePlus topics, the parts of the NHS urgency cards.
Headings and questions are labels only, never features. Needs NumPy and nothing else; some two
minutes on one core. What is held out here by document is what `evals/facets.py` measures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from curbside.evidence.classifier import BUCKETS, FACETS, features
from evals.facet_sets import Labelled, labelled

EPOCHS, RATE, DECAY, SEED = 6, 0.1, 2e-6, 5  # chosen on a fifth of the fitting part
SMALLEST = 0.02  # of the largest weight; smaller ones are dropped
LARGEST = 1_048_576  # bytes the file may have
OUT = Path("curbside/evidence/data/facets.npz")


def fit(rows: list[Labelled]) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias by AdaGrad, one passage at a time; rare facets weigh more."""
    touched = [features(row.text) for row in rows]
    right = np.array([FACETS.index(row.facet) for row in rows])
    often = np.bincount(right, minlength=len(FACETS))
    worth = (often.mean() / np.maximum(often, 1)) ** 0.5
    weights = np.zeros((BUCKETS, len(FACETS)))
    bias = np.zeros(len(FACETS))
    seen, seen_bias = np.full_like(weights, 1e-6), np.full_like(bias, 1e-6)
    rng = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        loss = 0.0
        for n in rng.permutation(len(rows)):
            at, scale = touched[n], 1 / np.sqrt(max(len(touched[n]), 1))
            raw = weights[at].sum(axis=0) * scale + bias
            share = np.exp(raw - raw.max())
            share /= share.sum()
            loss -= np.log(max(share[right[n]], 1e-12))
            share[right[n]] -= 1
            slope = share * worth[right[n]]
            step = slope * scale + DECAY * weights[at]
            seen[at] += step**2
            weights[at] -= RATE * step / np.sqrt(seen[at])
            seen_bias += slope**2
            bias -= RATE * slope / np.sqrt(seen_bias)
        print(f"epoch {epoch + 1}: mean loss {loss / len(rows):.3f}", flush=True)
    return weights, bias


def main() -> None:
    """Fit on the fitting part and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    rows = [row for row in labelled(parser.parse_args().shared) if not row.held_out]
    print(f"{len(rows):,} passages to fit on")
    weights, bias = fit(rows)
    OUT.parent.mkdir(exist_ok=True)
    scale = np.abs(weights).max() / 127
    weights[np.abs(weights).max(axis=1) < SMALLEST * scale * 127] = 0
    small = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(OUT, weights=small, scale=np.float32(scale), bias=bias.astype(np.float32))
    size = OUT.stat().st_size
    print(f"{OUT}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit("the file is too large to ship")


if __name__ == "__main__":
    main()
