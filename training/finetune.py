"""Fine-tune all-MiniLM-L6-v2 on health questions: contrastive, with hard negatives, and held near
to what two general encoders say (`teacher.py`), so that little data does not spoil it.

Purpose: from the examples of `examples.py` to weights (fp32) that `export_encoder.py` makes the
shipped file of. Deliberately quantises nothing and chooses nothing: the share of the original
weights kept in the mix is chosen by `mix.py` on the *choose* parts. Resumes where it was cut off.
Run from the repository root (training/README.md):

    python training/finetune.py --shared ../shared --work /tmp/training --teacher FOLDER
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import teacher
import torch
from encode import SentenceModel, batch
from examples import Example, examples

SEED = 20261124
SCALE = 20.0  # cosines times this are the logits, as the original was trained
RATE, WARM_UP, DECAY = 3e-5, 0.1, 0.01
TEACHER = 2.0  # weight of the teacher beside the labels
BATCH = {"rambling": 24, "titles": 24, "unlabelled": 96}
USUAL_BATCH = 48
# Examples of a source in a pass, so that one core is done in a quarter of an hour.
MOST = {"catalogue": 2_000, "medquad, another name": 2_400, "rambling": 1_200}
REPEAT = {"question_pairs": 2, "titles": 2}  # small sets that are nearest to the task
SAVE_EVERY = 50
Taught = Callable[[list[str]], torch.Tensor]  # texts to the teacher's rows


def batches(found: list[Example], rng: random.Random) -> list[list[Example]]:
    """The whole run: each batch of one source, so that its negatives are hard; shuffled."""
    by_source: dict[str, list[Example]] = {}
    for example in found:
        if not example.anchor or not (example.positive or example.source == "unlabelled"):
            continue  # some records of the corpora have an empty text
        by_source.setdefault(example.source, []).append(example)
    out = []
    for source, members in by_source.items():
        size = BATCH.get(source, USUAL_BATCH)
        for _ in range(REPEAT.get(source, 1)):
            rng.shuffle(members)
            taken = members[: MOST.get(source, len(members))]
            parts = [taken[i : i + size] for i in range(0, len(taken), size)]
            out += [part for part in parts if len(part) > 4]
    rng.shuffle(out)
    return out


def loss(model: SentenceModel, part: list[Example], taught: Taught) -> torch.Tensor:
    """The labels' loss, where the batch has any, and the teacher's."""
    asked = model(*batch([e.anchor for e in part]))
    clean = [e.clean or e.anchor for e in part]
    texts = [e.positive for e in part if e.positive] + [e.negative for e in part if e.negative]
    others = model(*batch(texts)) if texts else asked[:0]
    # Cosines times SCALE need more than the 8 bits that bfloat16 keeps.
    with torch.autocast("cpu", enabled=False):
        value = TEACHER * distance(torch.cat([asked, others]), taught(clean + texts))
        return value + contrast(asked, others, [e.group for e in part]) if texts else value


def contrast(asked: torch.Tensor, others: torch.Tensor, groups: list[str]) -> torch.Tensor:
    """InfoNCE both ways. Columns are the positives, then the hard negatives; texts that belong
    to the row's own group are no negatives of it.
    """
    count = len(groups)
    logits = SCALE * asked @ others.T
    same = torch.tensor(
        [[i != j and a == b for j, b in enumerate(groups)] for i, a in enumerate(groups)]
    )
    forth = torch.cat([logits[:, :count].masked_fill(same, -math.inf), logits[:, count:]], dim=1)
    back = logits[:, :count].T.masked_fill(same, -math.inf)
    wanted = torch.arange(count)
    cross = torch.nn.functional.cross_entropy
    return (cross(forth, wanted) + cross(back, wanted)) / 2


def distance(made: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """How far each text's nearness to the others differs from the teacher's (Kullback-Leibler)."""
    own = torch.eye(len(made), dtype=torch.bool)
    ours = (SCALE * made @ made.T).masked_fill(own, -1e4).log_softmax(dim=1)
    theirs = (SCALE * wanted @ wanted.T).masked_fill(own, -1e4).log_softmax(dim=1)
    return torch.nn.functional.kl_div(ours, theirs, log_target=True, reduction="batchmean")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--teacher", type=Path, required=True, help="all-mpnet-base-v2, unpacked")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has AMX")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311 - an order, not a secret
    found = examples(given.shared, rng)
    plan = batches(found, rng)
    given.work.mkdir(parents=True, exist_ok=True)
    with torch.autocast("cpu", torch.bfloat16, enabled=given.bf16):
        taught = teacher_of(found, given.teacher, given.work / "teacher.pt")
    train(plan, taught, given.work / "checkpoint.pt", given.bf16)
    return 0


def teacher_of(found: list[Example], folder: Path, kept: Path) -> Taught:
    """Look-up of the teacher's rows, which are made once and kept."""
    wanted = dict.fromkeys(
        text for e in found for text in (e.clean or e.anchor, e.positive, e.negative) if text
    )
    held = torch.load(kept, weights_only=True) if kept.exists() else {}
    if missing := [text for text in wanted if text not in held]:
        held |= dict(zip(missing, teacher.rows(folder, missing), strict=True))
        torch.save(held, kept)
    return lambda texts: torch.stack([held[text] for text in texts])


def train(plan: list[list[Example]], taught: Taught, kept: Path, bf16: bool) -> None:
    """One pass over the plan, from the last checkpoint on; prints loss and rate."""
    model = SentenceModel().train()
    for module in model.modules():  # small steps, much data: dropout only adds noise
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    warm = max(int(len(plan) * WARM_UP), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, (len(plan) - n) / max(len(plan) - warm, 1))
    )
    first = 0
    if kept.exists():
        held = torch.load(kept, weights_only=True)
        first = held["step"]
        model.load_state_dict(held["model"])
        optimiser.load_state_dict(held["optimiser"])
        schedule.load_state_dict(held["schedule"])
    total, start = 0.0, time.monotonic()
    for step in range(first, len(plan)):
        # Entered anew each step, because it keeps the weights it has once rounded.
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            value = loss(model, plan[step], taught)
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += value.item()
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == len(plan):
            spent = time.monotonic() - start
            rate = (step + 1 - first) / spent
            print(f"{step + 1}/{len(plan)} loss {total / SAVE_EVERY:.3f} {rate:.2f}/s", flush=True)
            total = 0.0
            state = {"step": step + 1, "model": model.state_dict()}
            state |= {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
            torch.save(state, kept.with_suffix(".new"))
            kept.with_suffix(".new").replace(kept)


if __name__ == "__main__":
    raise SystemExit(main())
