"""Fit the second stage of search: how telling each word piece is, and four weights.

Purpose: `curbside/embedding/model/pieces.npz` (in how many questions of the *fit* parts each piece
of the tokenizer occurs, as a weight) and `WEIGHTS` of `curbside/search/second.py`, which are printed
to be put there. The encoder that ships has learned the *fit* questions nearly by heart, and would
say that nothing need be told apart, so the weights are fitted on what the original encoder makes of
them. Deliberately trains no network. Minutes on one core, from the repository root:

    python training/second_stage.py --shared ../shared
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import torch
from encode import MAX_TOKENS, SentenceModel, batch, tokenizer

from curbside.embedding import Pieces
from curbside.search import analyser, bm25, fusion, second
from curbside.search.aspects import aspects
from evals import pairs, splits

TARGET = Path(__file__).parents[1] / "curbside" / "embedding" / "model" / "pieces.npz"
VOCABULARY, STEP = 30_522, 0.05
POOL = 10  # candidates of a question that are fitted on
DRAWN = 0.03  # how far the weights are drawn to nothing, in units of a tenth of a cosine
STEPS, RATE = 3_000, 0.05


def telling(shared: Path) -> np.ndarray:
    """A weight for each piece: its inverse document frequency among questions of *fit*."""
    texts = [row["question"] for row in splits.medquad(shared, "fit")][::4]
    texts += [f"{r['title']} {r['question'][:300]}" for r in splits.doctor_questions(shared, "fit")]
    texts += [row["question"] for row in splits.entailment(shared, "fit")][::2]
    found = tokenizer(MAX_TOKENS).encode_batch(texts)
    often = Counter(piece for text in found for piece in set(text.ids))
    weights = [bm25.inverse_document_frequency(len(texts), often[n]) for n in range(VOCABULARY)]
    codes = np.clip(np.rint(np.array(weights) / STEP), 1, 255).astype(np.uint8)
    np.savez_compressed(TARGET, weights=codes, step=np.float32(STEP))
    return codes * np.float32(STEP)


@torch.no_grad()
def read(texts: Sequence[str], weights: np.ndarray) -> tuple[np.ndarray, list[Pieces]]:
    """Unit rows of the texts and their pieces, by the original encoder."""
    model = SentenceModel().eval()
    rows, out = np.zeros((len(texts), 384), np.float32), [None] * len(texts)
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    unit = torch.nn.functional.normalize
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        ids, mask = batch([texts[n] for n in part], MAX_TOKENS)
        held = model.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        for row, n in enumerate(part):
            count = int(mask[row].sum())
            middle, last = (held.hidden_states[layer][row, :count] for layer in (4, 6))
            rows[n] = unit(last.mean(0), dim=0)
            inner = (unit(layer[1:-1], dim=1).numpy() for layer in (middle, last))
            out[n] = Pieces(weights[ids[row, 1 : count - 1].numpy()], *inner)
    return rows, out


def first_stage(texts: Sequence[str], rows: np.ndarray) -> np.ndarray:
    """The scores that `fusion` gives every text for every other."""
    terms = [analyser.analyse(text) for text in texts]
    average = sum(map(len, terms)) / len(terms)
    spread = Counter(term for one in terms for term in set(one))
    holding = defaultdict(list)
    for number, one in enumerate(terms):
        for dimension, weight in bm25.document_weights(one, average).items():
            holding[dimension].append((number, weight))
    frequencies = {bm25.term_id(term): count for term, count in spread.items()}
    masks, cosines = [aspects(one) for one in terms], rows @ rows.T
    out = np.zeros_like(cosines)
    for n, one in enumerate(terms):
        said = one if len(one) <= fusion.SHORT else list(dict.fromkeys(one))
        query = bm25.query_weights(said, len(texts), frequencies)
        words = np.zeros(len(texts))
        for dimension, weight in query.items():
            for number, held in holding[dimension]:
                words[number] += weight * held
        semantic = fusion.semantic_weight("en", len(one))
        asked = fusion.Asked(sum(query.values()), len(one), semantic, masks[n])
        out[n] = [
            fusion.score(fusion.Candidate(d, 0, masks[d], words[d], 0.0, cosines[n, d]), asked)
            for d in range(len(texts))
        ]
    return out


def examples(shared: Path, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Features (questions, POOL, 1 + 4), cosines times ten, and the place of the right text."""
    texts = pairs.texts(shared)
    number = {text: n for n, text in enumerate(texts)}
    rows, pieces = read(texts, weights)
    scores = first_stage(texts, rows)
    np.fill_diagonal(scores, -1.0)
    features, right = [], []
    for pair in pairs.read(splits.question_pairs(shared, "fit")):
        for one, other in ((pair.asked, pair.same), (pair.same, pair.asked)):
            n = number[one]
            best = np.argsort(-scores[n])[:POOL].tolist()
            if number[other] in best:
                near = [(scores[n, d], *second.nearness(pieces[n], pieces[d])) for d in best]
                features.append(near)
                right.append(best.index(number[other]))
    return np.array(features) * 10, np.array(right)


def fit(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Conditional logit by gradient descent: the right text among the first POOL."""
    given = np.zeros(features.shape[2])
    given[0] = 2.0
    chosen = features[np.arange(len(right)), right]
    for _ in range(STEPS):
        logits = features @ given
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = (np.einsum("qc,qcf->qf", shares, features) - chosen).mean(axis=0)
        given -= RATE * (slope + 2 * DRAWN * given / len(given))
    return given


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    given = parser.parse_args()
    torch.manual_seed(0)
    features, right = examples(given.shared, telling(given.shared))
    weights = fit(features, right)
    hit = [
        float((f.argmax(axis=1) == right).mean()) for f in (features[:, :, 0], features @ weights)
    ]
    print(f"{len(right)} questions, first right {hit[0]:.4f} before, {hit[1]:.4f} after")
    print("WEIGHTS =", tuple(round(float(w / weights[0]), 2) for w in weights[1:]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
