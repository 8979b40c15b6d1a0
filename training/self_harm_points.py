"""Fit the points that words have for self-harm: `curbside/safety/triage/concepts/self_harm_points.tsv`.

`python -m training.self_harm_points --shared ../shared` needs numpy and half a minute. A logistic
regression over words, pairs of words and concepts, on messages of ours that are for tuning (never
on the half kept for reporting) and on sentences of real questions as what it is not; of a message
of several sentences the one that says most counts. Points are hundredths, rounded, so that a
person can read the list and change it. Holds no text of the real questions.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import math
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from curbside.safety.triage import rules
from curbside.safety.triage.engine import _Reading
from curbside.safety.triage.points import FEW, NEAR

CORPORA = (
    ("doctor_answers", "question"),
    ("internal_medicine_zh", "question"),
    ("scale_questions", "text"),
)
ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "curbside/safety/triage/concepts/self_harm_points.tsv"
FILES = ("self_harm", "self_harm_joined", "self_harm_hints", "self_harm_wide")
SAYS_IT = re.compile(r"suicid|kill(?:ing)? myself|self.harm|want to die|自杀|自殺|想死")
ROUNDS, WEIGHT, SHRINK, RATE, SEEN, STRONG = 14, 6.0, 1e-4, 0.3, 2, 0.8
MOST, OFTEN = 9_000, 6  # real questions that are read; how much more ours count
Scope = frozenset[str]


class Reader:
    """What a text holds that may have points, sentence by sentence."""

    def __init__(self) -> None:
        self._rules = rules.load()
        names = self._rules.concepts.names
        own = {name for name in names if name.startswith("self_harm")}
        self._concepts = {
            number: name
            for number, name in enumerate(names)
            if name in own or self._below(number, own) or name in self._named()
        }

    def _below(self, number: int, own: set[str]) -> bool:
        concepts = self._rules.concepts
        return any(concepts.names[parent] in own for parent in concepts.parents[number])

    @staticmethod
    def _named() -> set[str]:
        folder = ROOT / "curbside/safety/triage/concepts"
        return {
            name
            for file in FILES
            for name in re.findall(r"(?m)^\[(\w+)\]", (folder / f"{file}.toml").read_text("utf-8"))
        }

    def scopes(self, text: str) -> list[Scope]:
        """The sentences of ``text`` and every two in a row."""
        reading = _Reading(text, self._rules)
        words, found = reading._words, reading._found
        held: dict[int, set[str]] = {}
        for concept, mentions in found.by_concept.items():
            if concept in self._concepts and concept != self._rules.weighed:
                for mention in mentions:
                    sentence = words.sentences[mention.start]
                    held.setdefault(sentence, set()).add(f"[{self._concepts[concept]}]")
        for here, key in enumerate(words.keys):
            around = words.keys[here + 1 : here + NEAR + 1]
            same = [k for k, s in zip(around, words.sentences[here + 1 :], strict=False)
                    if s == words.sentences[here]]  # fmt: skip
            held.setdefault(words.sentences[here], set()).update(_features(key, same))
        one = [frozenset(held[sentence]) for sentence in sorted(held)]
        return one + [a | b for a, b in pairwise(one)]


def _features(key: str, after: list[str]) -> list[str]:
    out = [key]
    if after:
        out.append(f"{key} {after[0]}")
    if len(after) > 1:
        out.append(f"{key} {after[0]} {after[1]}")
    return out + [f"{key} .. {other}" for other in after[1:]]


def ours(leave_out: int) -> tuple[list[str], list[str]]:
    """Our messages that are for tuning: of self-harm, and of anything else."""
    meant, other = [], []
    for file in ("self_harm.jsonl", "triage_messages.jsonl", "triage_fresh.jsonl"):
        lines = (ROOT / "evals/data" / file).read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, lines):
            if row.get("half") == "report" or row.get("round") == leave_out:
                continue
            if row.get("kind") == "self_harm" or row.get("family") == "SELF_HARM":
                meant.append(row["text"])
            elif row.get("family") != "MENTAL":
                other.append(row["text"])
    for name, kept in (("self_harm", meant), ("harmless", other), ("emergencies", other)):
        lines = (ROOT / f"tests/safety/triage/{name}.txt").read_text("utf-8").splitlines()
        kept += [line for line in lines if line.strip() and not line.startswith("#")]
    for row in csv.DictReader(
        (ROOT / "evals/data/urgency_cards.tsv").open(encoding="utf-8", newline=""), delimiter="\t"
    ):
        kept = meant if "SELF-HARM" in row["codes"] else other
        kept += [row[language] for language in ("english", "chinese") if row[language]]
    for rule in rules.load().rules:
        if rule.code == "SELF-HARM":
            meant += rule.positive
            other += rule.negative
        elif not rule.code.startswith(("MIND-", "VIOLENCE-")):
            other += [*rule.positive, *rule.negative]
    return meant, other


def real(shared: Path, most: int) -> list[str]:
    """Real questions that do not speak of self-harm plainly, less those kept to measure on."""
    out: set[str] = set()
    for name, key in CORPORA:
        with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = {json.loads(line)[key].strip() for line in lines}
        found = sorted(t for t in texts if not kept_to_measure(t) and not SAYS_IT.search(t))
        random.Random(1).shuffle(found)  # noqa: S311  # the same at every run
        out.update(found[: most // len(CORPORA)])
    return sorted(out)


def kept_to_measure(text: str) -> bool:
    """Whether a real question is one of the fifth that the points were not fitted on."""
    return hashlib.sha256(text.strip().encode()).digest()[0] % 5 == 0


def prose() -> list[str]:
    """Sentences of this project about other things, so that plain short words gain no points."""
    files = [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/adr/*.md"), *ROOT.glob("curbside/**/*.po")]
    files += [f for f in ROOT.glob("tests/**/*.py") if "safety" not in f.parts]
    found = set()
    for file in sorted(files):
        text = re.sub(r'"\n"|[`*#|>"]', " ", file.read_text(encoding="utf-8"))
        for one in re.split(r"(?<=[.?!。？！])\s|\n", text):
            if len(one) > 3 and not SAYS_IT.search(one):
                found.add(one.strip())
    return sorted(found)


def fit(meant: list[list[Scope]], other: list[list[Scope]]) -> tuple[dict[str, float], float]:
    """Weights of what stands in the scopes, and where every sentence starts."""
    seen = Counter(f for scopes in (*meant, *other) for f in frozenset().union(*scopes))
    kept = {f for f, count in seen.items() if count >= SEEN}
    weights = _fit(meant, other, kept)
    strong = {f for f, weight in weights[0].items() if abs(weight) >= STRONG}
    return _fit(meant, other, strong)


def _fit(
    meant: list[list[Scope]], other: list[list[Scope]], kept: set[str]
) -> tuple[dict[str, float], float]:
    number = {f: n for n, f in enumerate(sorted(kept))}
    examples: list[tuple[list[Any], int]] = []
    for group, label in ((meant, 1), (other, 0)):
        for scopes in group:
            found = [np.array([number[f] for f in s if f in number], dtype=int) for s in scopes]
            examples += [(found, 1)] if label else [([one], 0) for one in found]
    weights, base = np.zeros(len(number)), -3.0
    squares = np.full(len(number), 1e-2)
    chance = random.Random(1)  # noqa: S311  # likewise
    for _ in range(ROUNDS):
        chance.shuffle(examples)
        for found, label in examples:
            sums = [float(weights[f].sum()) / max(FEW, len(f)) ** 0.5 for f in found]
            best = max(range(len(sums)), key=sums.__getitem__)
            here, root = found[best], max(FEW, len(found[best])) ** 0.5
            chanced = 1 / (1 + math.exp(-max(-30.0, min(30.0, sums[best] + base))))
            slope = (chanced - label) * (WEIGHT if label else 1.0)
            step = slope / root + SHRINK * weights[here]
            squares[here] += step * step
            weights[here] -= RATE * step / np.sqrt(squares[here])
            base -= 0.005 * slope
    return {f: float(weights[n]) for f, n in number.items()}, base


def write(weights: dict[str, float], base: float, out: Path) -> int:
    """Write the list; returns its length."""
    rounded = {f: round(w * 100) for f, w in weights.items()}
    rows = sorted((-p, f) for f, p in rounded.items() if abs(p) >= 5)
    head = "# Points for self-harm in hundredths: of words (in the form they are matched by), of\n" \
        "# words in a row, of words near each other (..) and of [concepts]. A sentence that comes to\n" \
        "# 0 or more is raised. Made by training/self_harm_points.py; can be changed by hand.\n"  # fmt: skip
    lines = [f"{-points}\t{feature}\n" for points, feature in rows]
    out.write_text(f"{head}{round(base * 100)}\t(every sentence)\n{''.join(lines)}", "utf-8")
    return len(rows)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--leave-out", type=int, default=0, help="a round of fresh messages")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--sooner", type=float, default=1.0, help="raise this much sooner")
    given = parser.parse_args()
    reader = Reader()
    meant, other = ours(given.leave_out)
    chaff = real(given.shared, MOST) + prose()
    scopes = [[reader.scopes(text) for text in texts] for texts in (meant, other, chaff)]
    weights, base = fit(scopes[0], scopes[1] * OFTEN + scopes[2])
    count = write(weights, base + given.sooner, given.out)
    print(
        f"{len(meant)} of self-harm, {len(other)} + {len(chaff)} of something else, {count} lines"
    )


if __name__ == "__main__":
    main()
