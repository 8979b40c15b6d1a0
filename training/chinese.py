"""Train the table of Chinese characters and pairs: `curbside/embedding/model/chinese.npz`.

Purpose: vectors whose sum places a Chinese question near others that ask the same. Contrastive, on
the *fit* part of question_pairs_zh with its unlike pairs as hard negatives, titles and questions of
internal_medicine_zh, and names and synonyms of the project's own catalogue; the vocabulary is what
the Chinese texts of scale_questions use most. A minute on one core. From the repository root:

    python training/chinese.py --shared ../shared
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import torch
from quantise import to_codes

from curbside.embedding.chinese import fold, grams
from evals import corpora, splits

TARGET = Path(__file__).parents[1] / "curbside" / "embedding" / "model" / "chinese.npz"
TOPICS = Path(__file__).parents[1] / "curbside" / "catalog" / "data" / "topics"
SEED, WIDTH = 20261125, 128
LEAST, PAIRS = 8, 5_000  # texts that must have a character; pairs and Latin words kept
SCALE, RATE, ROUNDS, BATCH, STRANGERS = 15.0, 3e-3, 4, 256, 128
LEVELS = 127
# Taiwan's own characters for words OpenCC leaves alone, as curbside/search/analyser.py has them.
TAIWAN = dict(("痺痹", "痠酸", "妳你", "喫吃"))
Pair = tuple[str, str, str]  # two texts that ask the same, and the name of their group


def simplified() -> dict[int, str]:
    """Traditional to Simplified by character, from OpenCC's table (Apache-2.0)."""
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    pairs = [line.split() for line in table.read_text(encoding="utf-8").splitlines()]
    made = {ord(pair[0]): pair[1] for pair in pairs if len(pair) >= 2 and len(pair[0]) == 1}
    return made | {ord(one): other for one, other in TAIWAN.items()}


def vocabulary(texts: list[list[str]]) -> tuple[list[str], torch.Tensor]:
    """The grams that get a row, and how telling each is (inverse document frequency)."""
    often = Counter(gram for found in texts for gram in set(found))
    single = [g for g, n in often.most_common() if len(g) == 1 and n >= LEAST]
    longer = [g for g, n in often.most_common() if len(g) > 1][:PAIRS]
    kept = single + longer
    return kept, torch.tensor([math.log(len(texts) / often[gram]) for gram in kept])


class Table(torch.nn.Module):
    """Texts to unit rows (texts, WIDTH)."""

    def __init__(self, kept: list[str], telling: torch.Tensor, variants: dict[int, str]) -> None:
        super().__init__()
        self._row = {gram: row for row, gram in enumerate(kept)}
        self._variants = variants
        self._read: dict[str, list[int]] = {}
        self.sums = torch.nn.EmbeddingBag(len(kept), WIDTH, mode="sum")
        with torch.no_grad():
            self.sums.weight.normal_(0, 0.3 / WIDTH**0.5)
            self.sums.weight.mul_(telling.clamp(max=8).sqrt()[:, None])

    def forward(self, texts: list[str]) -> torch.Tensor:
        rows, starts = [], []
        for text in texts:
            if text not in self._read:
                found = grams(fold(text, self._variants))
                self._read[text] = [self._row[gram] for gram in found if gram in self._row] or [0]
            starts.append(len(rows))
            rows += self._read[text]
        sums = self.sums(torch.tensor(rows), torch.tensor(starts))
        return torch.nn.functional.normalize(sums, dim=1)


def examples(shared: Path) -> tuple[list[Pair], dict[str, list[str]]]:
    """Pairs to learn from and the hard negatives of a text; leaks are taken out and counted."""
    rows = splits.pairs_zh(shared, "fit")
    joined = splits.groups((r["question_1"], r["question_2"]) for r in rows if r["similar"])
    found = [
        (r["question_1"], r["question_2"], joined[r["question_1"]]) for r in rows if r["similar"]
    ]
    found += [
        (row["title"], row["question"], row["title"])
        for row in splits.internal_medicine(shared, "fit")
        if row["title"] and row["question"]
    ]
    guard = splits.Guard(splits.held_out(shared))
    kept = [pair for pair in found if not (guard.leaks(pair[0]) or guard.leaks(pair[1]))]
    print(f"{len(kept)} pairs, {len(found) - len(kept)} dropped as the same or nearly")
    unlike = defaultdict(list)
    for row in rows:
        if not (row["similar"] or guard.leaks(row["question_1"]) or guard.leaks(row["question_2"])):
            unlike[row["question_1"]].append(row["question_2"])
            unlike[row["question_2"]].append(row["question_1"])
    return kept + list(catalogue()), unlike


def catalogue() -> Iterator[Pair]:
    """Names of one topic, from the project's own catalogue."""
    for path in sorted(TOPICS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            topic = json.loads(line)
            for synonym in topic["synonyms_zh"]:
                yield synonym, topic["name_zh"], topic["slug"]


def loss(
    table: Table, part: list[Pair], unlike: dict[str, list[str]], rng: random.Random
) -> torch.Tensor:
    """InfoNCE both ways over the batch, its hard negatives and some strangers."""
    ones, others, names = (list(column) for column in zip(*part, strict=True))
    hard = [rng.choice(unlike[text]) for text in (*ones, *others) if unlike.get(text)]
    pool = list(unlike)
    hard += [rng.choice(pool) for _ in range(STRANGERS)]
    logits = SCALE * table(ones) @ table(others + hard).T
    count = len(part)
    same = torch.tensor(
        [[i != j and a == b for j, b in enumerate(names)] for i, a in enumerate(names)]
    )
    forth = torch.cat([logits[:, :count].masked_fill(same, -1e9), logits[:, count:]], dim=1)
    back = logits[:, :count].T.masked_fill(same, -1e9)
    wanted = torch.arange(count)
    cross = torch.nn.functional.cross_entropy
    return (cross(forth, wanted) + cross(back, wanted)) / 2


def train(
    table: Table, found: list[Pair], unlike: dict[str, list[str]], rng: random.Random
) -> None:
    """`ROUNDS` passes, the rate falling to nothing; prints the loss of each."""
    optimiser = torch.optim.Adam(table.parameters(), lr=RATE)
    steps = ROUNDS * (len(found) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: max(1 - n / steps, 0.0))
    for turn in range(ROUNDS):
        rng.shuffle(found)
        total, start = 0.0, time.monotonic()
        for first in range(0, len(found) - BATCH + 1, BATCH):
            value = loss(table, found[first : first + BATCH], unlike, rng)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            schedule.step()
            total += value.item() / (len(found) // BATCH)
        print(f"{turn + 1}/{ROUNDS} loss {total:.3f}, {time.monotonic() - start:.0f} s", flush=True)


def write(table: Table, kept: list[str], variants: dict[int, str], path: Path) -> None:
    """int8 with a scale a row, and the vocabulary; only variants of characters it holds."""
    codes, scales = to_codes(table.sums.weight.detach().numpy(), axis=1, levels=LEVELS)
    held = {char for gram in kept for char in gram}
    lines = [chr(one) + other for one, other in sorted(variants.items()) if other in held]
    np.savez_compressed(
        path,
        table=codes,
        scales=scales.reshape(-1).astype(np.float16),
        grams=np.frombuffer("\n".join(kept).encode(), np.uint8),
        variants=np.frombuffer("\n".join(lines).encode(), np.uint8),
    )
    print(f"{len(kept)} rows, {path.stat().st_size / 1e6:.2f} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311 - an order, not a secret
    variants = simplified()
    held = {splits.normal(text) for text in splits.held_out(given.shared)}
    texts = [
        row["text"]
        for row in corpora.rows(given.shared, "scale_questions")
        if row["language"] == "zh" and splits.normal(row["text"]) not in held
    ]
    found, unlike = examples(given.shared)
    names = [text for pair in catalogue() for text in pair[:2]]
    read = [list(grams(fold(text, variants))) for text in (*texts, *names)]
    kept, telling = vocabulary(read)
    table = Table(kept, telling, variants)
    train(table, found, unlike, rng)
    write(table, kept, variants, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
