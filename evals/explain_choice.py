"""Which questions of doctor_answers the explainer is measured on: the rule, to be rerun.

A record counts where its reply has 60 to 300 words, its question 20 to 250, and where its title or
question names a subject that the evidence covers: the title of a MedlinePlus topic, or the focus of
a MedQuAD document that has answers and does not come from the two collections of genetic and rare
diseases. Of records about one page the longest reply is taken. They are ordered by a hash of a seed
and their id. ``python -m evals.explain_choice --shared ../shared`` prints them in that order; the
first were read in that order, and those without medical substance left out with a reason in
``data/explain_left_out.tsv``. Deliberately looks at no evidence text and composes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curbside.search import analyser
from evals import corpora

SEED = "explain-1"
REPLY_WORDS, QUESTION_WORDS = range(60, 301), range(20, 251)
RARE = frozenset({"GHR", "GARD"})
Row = dict[str, Any]


def order(identity: str) -> bytes:
    """Where a record stands among the others."""
    return hashlib.blake2b(f"{SEED}:{identity}".encode(), digest_size=8).digest()


def half(identity: str) -> str:
    """The half that a record belongs to."""
    return "report" if order(identity)[-1] % 2 else "tune"


def subjects(shared: Path) -> set[tuple[str, ...]]:
    """The subjects of the evidence as runs of stems."""
    names = [row["title"] for row in corpora.rows(shared, "medlineplus_topics")]
    names += [
        row["focus"]
        for row in corpora.rows(shared, "medquad")
        if row["answer"] and row["source"] not in RARE
    ]
    return {tuple(analyser.analyse(name)) for name in names} - {()}


def candidates(shared: Path) -> Iterator[Row]:
    """The records that count, in their order."""
    known = subjects(shared)
    longest = max(map(len, known))
    best: dict[str, Row] = {}
    for row in corpora.rows(shared, "doctor_answers"):
        reply, question = (len((row[name] or "").split()) for name in ("answer", "question"))
        if reply not in REPLY_WORDS or question not in QUESTION_WORDS:
            continue
        terms = analyser.analyse(f"{row['title']} {row['question']}")
        runs = (tuple(terms[i : i + n]) for i in range(len(terms)) for n in range(1, longest + 1))
        if any(run in known for run in runs):
            held = best.get(row["url"])
            if held is None or len(row["answer"]) > len(held["answer"]):
                best[row["url"]] = row
    yield from sorted(best.values(), key=lambda row: order(row["id"]))


def main() -> None:
    """Print the first records, for a person to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--first", type=int, default=60)
    given = parser.parse_args()
    for place, row in enumerate(candidates(given.shared)):
        if place < given.first:
            print(f"{place} {row['id']} {half(row['id'])}\nTITLE {row['title']}")
            print(f"QUESTION {row['question']}\nREPLY {row['answer']}\n")
    print(place + 1, "candidates")


if __name__ == "__main__":
    main()
