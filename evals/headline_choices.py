"""Which of two headlines a reader would rather click: ours, or the best baseline's.

`python -m evals.headline_choices --shared ../shared` counts what was chosen;
`--sheet` prints the fifty letters with both headlines, in an order that the seed shuffled, for
another judge.

Letters of MeQSum's reported half. The choices in ``data/headline_choices.jsonl`` were made by one
assistant (a language model), twice, without being told which is which; but the baseline's form can
be recognised, so that is blind in name only. Choices belong to the headlines of the day they were
made: the engine has to be judged again when it changes much.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from pathlib import Path

from evals.headlines import keyword, ours, pairs

SEED, START, COUNT = 20261128, 200, 50
GOAL = 2 / 3
CHOICES = Path(__file__).parent / "data" / "headline_choices.jsonl"


def sheet(shared: Path) -> list[tuple[str, str, str, str, bool]]:
    """(id, question, A, B, whether A is ours)."""
    letters = [question for question, _title in pairs(shared, "English", "report")]
    chance = random.Random(SEED)  # noqa: S311 - an order, not a secret
    chance.shuffle(letters)
    out = []
    for question in letters[START : START + COUNT]:
        first = chance.random() < 0.5
        made, plain = ours(question), keyword(question)
        one, two = (made, plain) if first else (plain, made)
        name = hashlib.sha256(question.encode()).hexdigest()[:16]
        out.append((name, question, one, two, first))
    return out


def main() -> int:
    """Print the sheet, or the count of both passes; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sheet", action="store_true")
    given = parser.parse_args()
    if given.sheet:
        for number, (_name, question, one, two, _first) in enumerate(sheet(given.shared)):
            print(f"{number} {' '.join(question.split())[:400]}\n   A {one}\n   B {two}")
        return 0
    rows = [json.loads(line) for line in CHOICES.read_text("utf-8").splitlines()]
    shares = []
    for judged in ("first", "second"):
        chosen = [row[judged] for row in rows]
        shares.append(chosen.count("ours") / len(rows))
        print(
            f"{judged} pass: ours {chosen.count('ours')}, baseline {chosen.count('baseline')}, "
            f"neither {chosen.count('neither')} of {len(rows)}"
        )
    same = sum(row["first"] == row["second"] for row in rows) / len(rows)
    print(f"the passes agree on {same:.0%}; the goal is {GOAL:.0%} ours")
    return 0 if min(shares) >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
