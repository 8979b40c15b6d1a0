"""Fit the points that words have for self-harm: `curbside/safety/triage/concepts/self_harm_points.tsv`.

`python -m training.self_harm_points --shared ../shared` needs a minute or two. A logistic
regression over concepts, words and two words in a row whose weights are mostly nothing
(``sparse_logistic``), on messages of ours that are for tuning (never on the half kept for
reporting) and on sentences of real questions as what it is not; of a message of several sentences
the one that says most counts. The list is written as people write, in an order in which it can be
read in an evening, and can be changed by hand. Holds no text of the real questions.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from curbside.safety.triage import rules
from curbside.safety.triage.engine import _Reading
from curbside.safety.triage.points import ENOUGH, FEW
from training.sparse_logistic import Problem, Rows, best_of, fit

CORPORA = (
    ("doctor_answers", "question"),
    ("internal_medicine_zh", "question"),
    ("scale_questions", "text"),
)
ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "curbside/safety/triage/concepts/self_harm_points.tsv"
FILES = ("self_harm", "self_harm_joined", "self_harm_hints", "self_harm_wide")
SAYS_IT = re.compile(r"suicid|kill(?:ing)? myself|self.harm|want to die|自杀|自殺|想死")
SEEN, SPARSE, SMALL, TURNS = 3, (1.5, 0.5), 0.05, 3  # messages a line must be in; costs of weights
MEANT, OURS, REAL = 6.0, 3.0, 1.5  # how much a message, a sentence of ours, of others counts
MOST, LEAST = 12_000, 2  # real questions that are read; points below which a line is not worth it
# Words that only join others: a line for one of them, or for two, would say nothing to a reader.
JOINING = """
about after again all also am and any are as ask at back be because been before
being between both but by came can cant come could d day did didnt do doe doesnt
dont during each even few for from get go got had has have having he her here
hes him his how i id if ill im in into is isnt it its ive just like ll m man
many may me men might month more most much must my new no nor not now of off ok
old on one only onto or other out over own people person pm re s said same say
shall she shes should so some still such t tell than that them then there these
they theyr thing this those through time to today told too two under until up us
ve very was wasnt we week well went were what when where which while who whom
why will with without woman women wont would year yes you
"""
SMALL_WORDS = frozenset(JOINING.split())
SMALL_HAN = frozenset(
    "一七三上下不与个中为么九也了二五些什从他以们会但你來個們候八六再几到医十去又只可吗吧呢和啊問嗎四因在多大天她如妳它对對小少就师師年幾很得從怎您想我所才把日时是時會月有来果样樣次没為生的看着給给能與著被裡要覺觉說請謝讓让说请谢跟过还这這過還那都醫里问麼"
)
Scope = frozenset[str]


class Reader:
    """What a text holds that may have points, sentence by sentence."""

    def __init__(self) -> None:
        self._rules = rules.load()
        self._written: dict[str, Counter[str]] = {}
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

    def scopes(self, text: str, known: bool = False) -> list[Scope]:
        """The sentences of ``text`` and every two in a row; the words of ``known`` texts are how
        the list writes them.
        """
        reading = _Reading(text, self._rules)
        words, found = reading._words, reading._found
        held: dict[int, set[str]] = {}
        for concept, mentions in found.by_concept.items():
            if concept in self._concepts and concept != self._rules.weighed:
                for mention in mentions:
                    sentence = words.sentences[mention.start]
                    held.setdefault(sentence, set()).add(f"[{self._concepts[concept]}]")
        for here, key in enumerate(words.keys):
            features = held.setdefault(words.sentences[here], set())
            features.add(key)
            if words.sentences[here + 1 : here + 2] == words.sentences[here : here + 1]:
                features.add(f"{key} {words.keys[here + 1]}")
            if known:
                start, end = words.spans[here]
                self._written.setdefault(key, Counter())[text[start:end].lower()] += 1
        one = [frozenset(held[sentence]) for sentence in sorted(held)]
        return one + [a | b for a, b in pairwise(one)]

    def written(self, feature: str) -> str:
        """``feature`` as people write it; empty where that is read as something else."""
        read = self._rules.concepts.lexicon.reader.read
        keys = feature.split()
        words = [self._written[key].most_common(1)[0][0] for key in keys]
        for said in ("".join(words), " ".join(words), feature):
            if read(said).keys == keys:
                return said
        return ""


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


def fitted(
    meant: list[list[Scope]], other: list[list[Scope]], chaff: list[list[Scope]]
) -> tuple[dict[str, float], float]:
    """Weights of what stands in the scopes, and where every sentence starts: fitted once to find
    out what is worth a line, and again with those lines alone.
    """
    seen = Counter(f for scopes in (*meant, *other) for f in frozenset().union(*scopes))
    weights, base = {f: 0.0 for f, count in seen.items() if count >= SEEN and _says(f)}, -3.0
    for sparse in SPARSE:
        weights, base = _fitted(meant, other, chaff, (weights, base), sparse)
        weights = {f: weight for f, weight in weights.items() if abs(weight / base) > LEAST / 100}
    return weights, base


def _says(feature: str) -> bool:
    """Whether a line for ``feature`` would say something."""
    words = feature.split()
    return len(words) > 1 or not (feature in SMALL_WORDS or feature in SMALL_HAN)


def _fitted(
    meant: list[list[Scope]],
    other: list[list[Scope]],
    chaff: list[list[Scope]],
    start: tuple[dict[str, float], float],
    sparse: float,
) -> tuple[dict[str, float], float]:
    features, base = sorted(start[0]), start[1]
    number = {f: n for n, f in enumerate(features)}
    held = [
        [number[f] for f in sorted(scope) if f in number]
        for groups in (meant, other, chaff)
        for scopes in groups
        for scope in scopes
    ]
    owner = np.array([n for n, scopes in enumerate(meant) for _ in scopes])
    ours, real = (sum(map(len, groups)) for groups in (other, chaff))
    label = np.concatenate([np.ones(len(owner)), np.zeros(ours + real)])
    rest = np.concatenate([np.full(ours, OURS), np.full(real, REAL)])
    rows, weights = Rows.of(held, len(number), FEW), np.array([start[0][f] for f in features])
    share = MEANT / np.bincount(owner)[owner]  # at first all sentences of a message alike
    for turn in range(TURNS):
        if turn or weights.any():
            share = MEANT * best_of(rows.times(weights)[: len(owner)], owner)
        problem = Problem(rows, label, np.concatenate([share, rest]), sparse, SMALL)
        weights, base = fit(problem, weights, base)
    return dict(zip(features, map(float, weights), strict=True)), base


HEAD = """\
# Points for self-harm. A sentence, or two in a row, that gathers {enough} is raised (SELF-HARM-MAYBE);
# where it holds more than four lines it needs more: 150 of nine, 200 of sixteen. Each line counts
# once, in any form of its word; those below nothing are mostly something else. Fitted by
# training/self_harm_points.py on our own messages; can be changed by hand.
"""
KINDS = (
    "Ideas: concepts of the files self_harm*.toml",
    "English words",
    "Two English words in a row, small words such as the and my left out",
    "Chinese characters",
    "Two Chinese characters in a row",
)


def _kind(feature: str) -> int:
    chinese = any("\u3400" <= c <= "\u9fff" for c in feature)
    return 0 if feature.startswith("[") else 1 + 2 * chinese + (" " in feature)


def write(weights: dict[str, float], base: float, reader: Reader, out: Path) -> int:
    """Write the list, sorted by kind and points; returns its length."""
    lines: list[list[tuple[int, str]]] = [[] for _ in KINDS]
    for feature, weight in weights.items():
        points = round(weight / -base * ENOUGH / FEW**0.5)
        said = feature if feature.startswith("[") else reader.written(feature)
        if abs(points) >= LEAST and said:
            lines[_kind(feature)].append((-points, said))
    parts = [HEAD.format(enough=ENOUGH)]
    for kind, rows in zip(KINDS, lines, strict=True):
        listed = "".join(f"{-points}\t{said}\n" for points, said in sorted(rows))
        parts.append(f"\n# {kind}\n\n{listed}")
    out.write_text("".join(parts), "utf-8")
    return sum(map(len, lines))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--leave-out", type=int, default=0, help="a round of fresh messages")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--sooner", type=float, default=0.0, help="raise this much sooner")
    given = parser.parse_args()
    reader = Reader()
    meant, other = ours(given.leave_out)
    chaff = real(given.shared, MOST) + prose()
    scopes = [[reader.scopes(text, known=True) for text in texts] for texts in (meant, other)]
    weights, base = fitted(*scopes, [reader.scopes(text) for text in chaff])
    count = write(weights, base + given.sooner, reader, given.out)
    print(
        f"{len(meant)} of self-harm, {len(other)} + {len(chaff)} of something else, {count} lines"
    )


if __name__ == "__main__":
    main()
