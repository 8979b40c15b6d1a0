"""Which records may be trained on, which choose between candidates, and which are only reported.

Three parts: *report* (half of each set, by a hash) is measured and nothing else; of the other
half, a quarter (*choose*) decides between what was fitted, and the rest (*fit*) is fitted on.
Texts that stand in one group (a question with its rewritings, a chain of pairs that share a text)
never straddle two parts. ``Guard`` finds what the hash cannot: another record that says the same,
or nearly. Deliberately reads the sets only; nothing is fitted or measured here.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from evals import corpora
from evals.retrieval import in_half, partners

Part = Literal["fit", "choose", "report"]
Row = dict[str, Any]
Reader = Callable[[Path, Part], list[Row]]
BOTH = ("question_1", "question_2")
GRAMS = 5  # characters; two texts are near-duplicates from this Jaccard index of their sets on:
NEAR = 0.8


def part(identity: str) -> Part:
    """The part of a record or group by a hash of its identity: 1/2 report, 1/8 choose, 3/8 fit."""
    if in_half(identity, "report"):
        return "report"
    second = hashlib.blake2b(identity.encode(), digest_size=2).digest()[1]
    return "choose" if second % 4 == 0 else "fit"


def groups(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each text with the name of its group: the least text it is joined to by any chain."""
    parent: dict[str, str] = {}

    def top(text: str) -> str:
        while parent.setdefault(text, text) != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for one, other in edges:
        low, high = sorted((top(one), top(other)))
        parent[high] = low
    return {text: top(text) for text in list(parent)}


def question_pairs(shared: Path, wanted: Part) -> list[Row]:
    """Pairs of question_pairs; a doctor's question and both its rewritings stay together."""
    rows = list(corpora.rows(shared, "question_pairs"))
    return _grouped(rows, wanted)


def pairs_zh(shared: Path, wanted: Part) -> list[Row]:
    """Pairs of question_pairs_zh; pairs that share a text, through any chain, stay together."""
    rows = list(corpora.rows(shared, "question_pairs_zh"))
    return _grouped(rows, wanted)


def entailment(shared: Path, wanted: Part) -> list[Row]:
    """RQE pairs: the published development set is *report*; the training set is the rest, a
    question and what it entails together. (What it does not entail may be in the other part.)
    """
    if wanted == "report":
        return list(corpora.rows(shared, "question_entailment_dev"))
    rows = list(corpora.rows(shared, "question_entailment_train"))
    entailed = [row for row in rows if row["entails"]]
    held = {normal(row["question"]): "" for row in rows}
    held |= groups((normal(row["question"]), normal(row["faq"])) for row in entailed)
    return [
        row
        for row in rows
        if ("choose" if part(_named(held, row["question"])) == "choose" else "fit") == wanted
    ]


def _named(held: dict[str, str], text: str) -> str:
    return held[normal(text)] or normal(text)


def doctor_questions(shared: Path, wanted: Part) -> list[Row]:
    """Distinct questions of doctor_answers, halved as evals/routing.py halves them."""
    seen: dict[str, Row] = {}
    for row in corpora.rows(shared, "doctor_answers"):
        seen.setdefault(f"{row['title']}\n{row['question']}", row)
    named = groups((normal(row["title"]), normal(row["question"])) for row in seen.values())
    parts = defaultdict(set)
    for text, row in seen.items():
        parts[named[normal(row["title"])]].add(part(text))
    order: tuple[Part, ...] = ("report", "choose", "fit")
    return [
        row
        for row in seen.values()
        if next(p for p in order if p in parts[named[normal(row["title"])]]) == wanted
    ]


def internal_medicine(shared: Path, wanted: Part) -> list[Row]:
    """Rows of internal_medicine_zh, halved as evals/routing.py halves them."""
    rows = corpora.rows(shared, "internal_medicine_zh")
    return [row for row in rows if part(f"{row['title']}\n{row['question']}") == wanted]


def medquad(shared: Path, wanted: Literal["fit", "report"]) -> list[Row]:
    """MedQuAD rows by what evals/retrieval.py asks: *report* are its reported queries and all
    that is joined to one as a right answer; *fit* is the rest.
    """
    rows = list(corpora.rows(shared, "medquad"))
    right = partners(rows)
    named = groups((str(a), str(b)) for a, found in right.items() for b in found)
    reported = {named[str(number)] for number in right if in_half(rows[number - 1]["id"], "report")}
    return [
        row
        for number, row in enumerate(rows, 1)
        if (named.get(str(number)) in reported) == (wanted == "report")
    ]


def held_out(shared: Path) -> list[str]:
    """Every text that must not be trained on: of *report* and *choose*, all sets, deduplicated."""
    out: dict[str, None] = {}
    parts: tuple[Part, Part] = ("report", "choose")
    for wanted in parts:
        for row in (*question_pairs(shared, wanted), *pairs_zh(shared, wanted)):
            out |= {row["question_1"]: None, row["question_2"]: None}
        for row in entailment(shared, wanted):
            out[row["question"]] = None
            if row["entails"]:  # what is not entailed is a stock sentence, shared by thousands
                out[row["faq"]] = None
        for row in (*doctor_questions(shared, wanted), *internal_medicine(shared, wanted)):
            out |= {row["title"]: None, row["question"]: None}
    for row in medquad(shared, "report"):
        out[row["question"]] = None
    for row in corpora.rows(shared, "question_titles"):
        out |= {row["question"]: None, row["title"]: None}
    return list(out)


def normal(text: str) -> str:
    """Width, case, punctuation and spacing folded away: what makes two texts the same text."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


class Guard:
    """Finds a held-out text that is the same as, or nearly the same as, a given one. Exact.

    Two sets of Jaccard index t or more share one of the rarest |x| - ceil(t|x|) + 1 members of
    either (prefix filtering: Chaudhuri, Ganti and Kaushik 2006), so only those are looked up.
    """

    def __init__(self, texts: Sequence[str], near: float = NEAR) -> None:
        self._near = near
        self._same = {normal(text) for text in texts}
        self._sets = [grams(text) for text in sorted(self._same)]
        self._often = Counter(gram for one in self._sets for gram in one)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._sets):
            for gram in self._prefix(one):
                self._having[gram].append(number)

    def leaks(self, text: str) -> str:
        """``"same"``, ``"near"`` or, where the text may be trained on, an empty string."""
        plain = normal(text)
        if plain in self._same:
            return "same"
        own = grams(plain)
        met = {n for gram in self._prefix(own) for n in self._having.get(gram, ())}
        for number in met:
            other = self._sets[number]
            both = len(own & other)
            if both and both / (len(own) + len(other) - both) >= self._near:
                return "near"
        return ""

    def _prefix(self, one: frozenset[str]) -> list[str]:
        # Less a little, so that rounding cannot make 0.8 * 15 a fraction more than 12.
        count = len(one) - math.ceil(self._near * len(one) - 1e-9) + 1
        return sorted(one, key=lambda gram: (self._often[gram], gram))[:count]


def grams(text: str) -> frozenset[str]:
    """The set of ``GRAMS`` characters in a row of the normal text; itself where it is shorter."""
    plain = normal(text)
    return frozenset(plain[i : i + GRAMS] for i in range(max(len(plain) - GRAMS + 1, 1)))


def _grouped(rows: list[Row], wanted: Part) -> list[Row]:
    one, other = BOTH
    named = groups((normal(row[one]), normal(row[other])) for row in rows)
    return [row for row in rows if part(named[normal(row[one])]) == wanted]
