"""How good the extractive explainer is: sources, key points, relevance, agreement, plainness, time.

`python -m evals.explain --shared ../shared [--half report]`. The evidence, MedQuAD and MedlinePlus,
is in a database of its own (imported at the first run). Three baselines in the same run see
passages of the same search and get the same number of words. Key points and judgements are a person's, in
``data``: what is irrelevant or contradicts the reply was judged twice, by sentence; a sentence that
nobody judged yet is counted and printed. Nothing was fitted on the half named report.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals import corpora, explain_baselines, explain_checks, explain_points
from evals.figures import Figure, at_most, table
from evals.workspace import open_workspace

if TYPE_CHECKING:
    from curbside.explain.model import Asked, Composition

JUDGEMENTS = Path(__file__).parent / "data" / "explain_judgements.jsonl"
REFERENCE = "reference-page"
OURS = ("doctor", "flags")  # facets that do not rest on evidence
SEARCHED = 40


@dataclass
class Result:
    """What one question gave."""

    points: explain_points.Asked
    seconds: float
    all: list[str]
    evidence: list[str]
    keys: list[str]
    wrong: list[str]
    grade: float
    rivals: dict[str, list[str]] = field(default_factory=dict)


def main() -> int:
    """Measure, print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=["tune", "report", "all"], default="report")
    parser.add_argument("--workspace", type=Path)
    given = parser.parse_args()
    _open(given.shared, given.workspace)
    questions = {row["id"]: row for row in corpora.rows(given.shared, "doctor_answers")}
    points = explain_points.load()
    asked = {p.id: _asked(p.id, questions, given.shared) for p in points}
    _measure(points[0], asked[points[0].id])  # loads what is loaded once a process
    results = {p.id: _measure(p, asked[p.id]) for p in points}
    chosen = [
        r
        for r in results.values()
        if r.points.id != REFERENCE and given.half in (r.points.half, "all")
    ]
    every = [r for r in results.values() if r.points.id != REFERENCE]
    figures = [*_reference(results[REFERENCE]), *_points(chosen), *_judged(chosen, every)]
    figures += _plain(list(results.values()), chosen)
    print(f"half: {given.half}\n\n{table(figures)}")
    return 0 if all(figure.met is not False for figure in figures) else 1


def _open(shared: Path, folder: Path | None) -> None:
    """The database with the evidence in it."""
    if folder is None:
        open_workspace("explain")
    else:
        open_workspace(folder.name, folder.parent)
    from curbside.commands import setup
    from curbside.commands.import_records import run
    from curbside.evidence import queries

    setup.connect_with_catalogue()
    if queries.counts()["sources"] < 17_000:
        data = shared / "data"
        run("medquad", data / "upstream" / "MedQuAD-master.zip", become="evidence")
        run("medlineplus", data / "medlineplus_topics.jsonl.gz", become="evidence")


def _asked(identity: str, questions: dict[str, Any], shared: Path) -> Asked:
    from curbside.explain.model import Asked

    if identity == REFERENCE:
        return _reference_asked(shared)
    row = questions[identity]
    return Asked(question=row["question"], reply=row["answer"], language="en")


def _reference_asked(shared: Path) -> Asked:
    """The question, asker and reply of the reference page, read from its stored text."""
    from curbside.explain.model import Asked

    lines = (shared / "reference" / "question-page.txt").read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "Ask Date" in line)
    reply = next(n for n, line in enumerate(lines) if "reply Neurology" in line)
    end = next(n for n, line in enumerate(lines) if line.startswith("Reply Date"))
    start = next(n for n, line in enumerate(lines) if line.startswith("Hello Dr."))
    return Asked(
        question=" ".join(lines[start:at]),
        reply=" ".join(lines[reply + 1 : end]),
        language="en",
        headline="Facial nerve issues?",
        age_band="20-29",
        sex="female",
    )


def _measure(points: explain_points.Asked, asked: Asked) -> Result:
    from curbside.evidence import queries
    from curbside.explain.engine import explain
    from curbside.explain.reading import grade
    from curbside.search.operations import encoder

    start = time.perf_counter()
    made = explain(asked)
    seconds = time.perf_counter() - start
    parts = [(s.facet, one) for s in made.sections for one in s.sentences]
    evidence = [one.text for facet, one in parts if facet not in OURS]
    keys = [_key(one) for facet, one in parts if facet not in OURS]
    said = [one.text for _, one in parts]
    words = sum(len(text.split()) for text in evidence)
    question = f"{asked.headline} {asked.question} {asked.reply}"
    found = queries.find(question, "en", SEARCHED)
    rivals = {
        "top passages": explain_baselines.top(found, words),
        "TextRank": explain_baselines.textrank(found, words),
        "MMR": explain_baselines.mmr(found, question, words, encoder().encode),
    }
    graded = grade("\n".join(said)) if said else 0.0
    wrong = _unattributed(made, asked.reply)
    return Result(points, seconds, said, evidence, keys, wrong, graded, rivals)


def _key(sentence: Any) -> str:
    digest = hashlib.blake2b(sentence.text.encode(), digest_size=6).hexdigest()
    return f"{sentence.citations[0].ref}|{digest}"


def _unattributed(made: Composition, reply: str) -> list[str]:
    """The sentences that do not stand in what they cite, with the reason."""
    from curbside.evidence import queries

    numbers = [c.passage for s in made.sentences() for c in s.citations if c.passage]
    passages = {p.ref: p.text for p in queries.passages(numbers).values()}
    out = []
    for sentence in made.sentences():
        cited = [{"ref": c.ref, "quote": c.quote} for c in sentence.citations]
        problem = explain_checks.problem(sentence.text, cited, passages, reply)
        if problem:
            out.append(f"{problem}: {sentence.text[:60]}")
    return out


def _reference(result: Result) -> list[Figure]:
    covered = [p for p in result.points.points if p.covered(result.all)]
    alone = sum(p.covered(result.evidence) for p in result.points.points)
    count = len(covered)
    return [
        Figure("reference page: key points covered", f"{count} of 14", "≥ 10", count >= 10),
        Figure("reference page: by evidence alone", f"{alone} of 14"),
    ]


def _points(results: Sequence[Result]) -> list[Figure]:
    """Recall; ours from evidence alone, so that the reply's own words win nothing."""
    whole = statistics.mean(r.points.recall(r.all) for r in results)
    ours = statistics.mean(r.points.recall(r.evidence) for r in results)
    out = [
        Figure(f"key points, {len(results)} questions", f"{whole:.3f}", "≥ 0.5", whole >= 0.5),
        Figure("key points by evidence alone", f"{ours:.3f}"),
    ]
    for name in results[0].rivals:
        rival = statistics.mean(r.points.recall(r.rivals[name]) for r in results)
        bar = f"< {ours:.3f}"
        out.append(Figure(f"baseline at equal length: {name}", f"{rival:.3f}", bar, rival < ours))
    return out


def _judged(results: Sequence[Result], every: Sequence[Result]) -> list[Figure]:
    """Irrelevant and contradicting sentences by a person's two readings."""
    rows = map(json.loads, JUDGEMENTS.read_text(encoding="utf-8").splitlines())
    known = {(row["id"], key): rest for row in rows for key, *rest in row["judged"]}

    def share(some: Sequence[Result]) -> tuple[list[list[Any]], int]:
        pairs = [(r.points.id, key) for r in some for key in r.keys]
        return [known[pair] for pair in pairs if pair in known], len(pairs)

    judged, total = share(results)
    whole, _ = share(every)
    first, second = (sum(j[n] == "i" for j in judged) / len(judged) for n in (0, 1))
    overall = max(sum(j[n] == "i" for j in whole) / len(whole) for n in (0, 1))
    same = sum(j[0] == j[1] for j in judged) / len(judged)
    against = sum(j[2] or j[3] for j in whole)
    worst = max(first, second)
    return [
        Figure("irrelevant sentences, first and second reading", f"{first:.3f}, {second:.3f}",
               "≤ 0.15", worst <= 0.15),
        Figure("irrelevant over both halves, the worse reading", f"{overall:.3f}"),
        Figure("the two readings agree", f"{same:.3f}"),
        Figure("contradict the reply, either reading, both halves", str(against), "0", not against),
        Figure("sentences nobody judged yet", f"{total - len(judged)} of {total}"),
    ]  # fmt: skip


def _plain(results: Sequence[Result], chosen: Sequence[Result]) -> list[Figure]:
    wrong = [text for r in results for text in r.wrong]
    total = sum(len(r.all) for r in results)
    for text in wrong:
        print(text)
    grades = statistics.median(r.grade for r in chosen if r.all)
    times = sorted(r.seconds * 1000 for r in results)
    return [
        Figure("attribution", f"{total - len(wrong)} of {total}", "all", not wrong),
        at_most("reading grade, median", round(grades, 2), 9),
        at_most("milliseconds, median", statistics.median(times), 250),
        Figure("milliseconds, slowest", f"{times[-1]:.0f}"),
        Figure("questions with no explanation", str(sum(not r.evidence for r in chosen))),
    ]


if __name__ == "__main__":
    sys.exit(main())
