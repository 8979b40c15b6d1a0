"""What the encoder is fine-tuned on: triples of texts from the corpora, leaks taken out.

Purpose: turn each set into (anchor, positive, hard negative) with the name of its source.
Deliberately fits nothing. Only the *fit* part of each set is read (evals/splits.py), and an
example is dropped where any of its texts is the same as, or nearly the same as, a held-out one.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evals import splits
from evals.rambling import chatter, ramble
from evals.retrieval import partners

TOPICS = Path(__file__).parents[1] / "curbside" / "catalog" / "data" / "topics"
MEDQUAD = 4_000  # triples of each of MedQuAD's two kinds
CATALOGUE = 4_000
RAMBLING = 2_500
UNLABELLED = 5_000  # of MedQuAD; of the other sets all there are


class Example(NamedTuple):
    """``positive`` and ``negative`` are empty where there is none. Texts of one ``group`` are never
    each other's negatives in a batch. ``clean`` is the anchor before chatter was put around it.
    """

    anchor: str
    positive: str
    negative: str
    group: str
    source: str
    clean: str = ""


def examples(shared: Path, rng: random.Random) -> list[Example]:
    """All examples, leaks taken out, in the order of their sources; prints what was dropped."""
    made = [
        *question_pairs(shared),
        *entailment(shared, rng),
        *medquad(shared, rng),
        *titles(shared),
        *catalogue(rng),
        *rambling(shared, rng),
        *unlabelled(shared, rng),
    ]
    guard = splits.Guard(splits.held_out(shared))
    verdict: dict[str, str] = {}
    dropped: Counter[tuple[str, str]] = Counter()
    kept = []
    for example in made:
        for text in example[:3]:
            if text not in verdict:
                verdict[text] = guard.leaks(text)
        found = next((verdict[text] for text in example[:3] if verdict[text]), "")
        if found:
            dropped[example.source, found] += 1
        else:
            kept.append(example)
    report(kept, dropped)
    return kept


def report(kept: list[Example], dropped: Counter[tuple[str, str]]) -> None:
    """The leak report: examples a source, and how many were dropped for which likeness."""
    print("| source | examples | dropped: same | dropped: near |\n|---|---|---|---|")
    for source, count in Counter(example.source for example in kept).items():
        print(f"| {source} | {count} | {dropped[source, 'same']} | {dropped[source, 'near']} |")


def question_pairs(shared: Path) -> Iterator[Example]:
    """A doctor's question, its rewriting, and the question that only shares its words."""
    right, wrong = {}, {}
    for row in splits.question_pairs(shared, "fit"):
        (right if row["similar"] else wrong)[row["question_1"]] = row["question_2"]
    for asked, same in right.items():
        yield Example(asked, same, wrong.get(asked, ""), asked, "question_pairs")
        yield Example(same, asked, wrong.get(asked, ""), asked, "question_pairs")


def entailment(shared: Path, rng: random.Random) -> Iterator[Example]:
    """A clinician's long question and the short one it entails; equal texts teach nothing."""
    rows = splits.entailment(shared, "fit")
    wrong = defaultdict(list)
    for row in rows:
        if not row["entails"]:
            wrong[row["question"]].append(row["faq"])
    for row in rows:
        asked, same = row["question"], row["faq"]
        if row["entails"] and splits.normal(asked) != splits.normal(same):
            negative = rng.choice(wrong[asked]) if wrong[asked] else ""
            yield Example(asked, same, negative, splits.normal(same), "entailment")


def medquad(shared: Path, rng: random.Random) -> Iterator[Example]:
    """Same focus (by another of its names, or in another document) and same type are near; the
    same focus and another type is the hard negative.
    """
    rows = splits.medquad(shared, "fit")
    by_focus = defaultdict(list)
    for row in rows:
        by_focus[row["focus"]].append(row)
    right = partners(rows)
    numbers = sorted(right)
    rng.shuffle(numbers)
    for number in numbers[:MEDQUAD]:
        row, other = rows[number - 1], rows[min(right[number]) - 1]
        negative = _other_type(by_focus[other["focus"]], row, rng)
        group = f"{row['focus']}/{row['question_type']}"
        yield Example(row["question"], other["question"], negative, group, "medquad, two documents")
    named = [row for row in rows if row["synonyms"] and row["focus"] in row["question"]]
    for row in rng.sample(named, min(MEDQUAD, len(named))):
        swapped = row["question"].replace(row["focus"], rng.choice(row["synonyms"]))
        negative = _other_type(by_focus[row["focus"]], row, rng)
        group = f"{row['focus']}/{row['question_type']}"
        yield Example(swapped, row["question"], negative, group, "medquad, another name")


def _other_type(same_focus: list[splits.Row], row: splits.Row, rng: random.Random) -> str:
    others = [r["question"] for r in same_focus if r["question_type"] != row["question_type"]]
    return str(rng.choice(others)) if others else ""


def titles(shared: Path) -> Iterator[Example]:
    """A patient's question and its short title, where the two are not the same words."""
    for row in splits.doctor_questions(shared, "fit"):
        if splits.normal(row["title"]) not in splits.normal(row["question"]):
            yield Example(row["question"], row["title"], "", row["title"], "titles")


def catalogue(rng: random.Random) -> Iterator[Example]:
    """Lay and clinical names of one topic, from the project's own catalogue."""
    out = []
    for path in sorted(TOPICS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            topic = json.loads(line)
            for synonym in topic["synonyms_en"]:
                out.append(Example(synonym, topic["name_en"], "", topic["slug"], "catalogue"))
    yield from rng.sample(out, min(CATALOGUE, len(out)))


def rambling(shared: Path, rng: random.Random) -> Iterator[Example]:
    """A question among sentences that ask nothing, and the same question put otherwise."""
    pool = chatter(shared, "fit")
    short = [e for e in (*question_pairs(shared), *entailment(shared, rng)) if len(e.anchor) < 200]
    for example in rng.sample(short, min(RAMBLING, len(short))):
        text = ramble(example.anchor, pool, rng)
        yield example._replace(anchor=text, source="rambling", clean=example.anchor)


def unlabelled(shared: Path, rng: random.Random) -> Iterator[Example]:
    """Questions for the teacher alone: patients', clinicians' and MedQuAD's."""
    texts = [row["title"] for row in splits.doctor_questions(shared, "fit")]
    texts += [row["question"] for row in splits.entailment(shared, "fit")]
    found = [row["question"] for row in splits.medquad(shared, "fit")]
    texts += rng.sample(found, min(UNLABELLED, len(found)))
    for text in dict.fromkeys(texts):
        yield Example(text, "", "", text, "unlabelled")
