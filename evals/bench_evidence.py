"""How fast texts become evidence, in what memory, and how fast passages are found among them.

`python -m evals.bench_evidence --shared ../shared`. Imports the MedQuAD answers and the MedlinePlus
topics whole with the command an operator uses, into a fresh embedded database, and again; then
asks for real questions. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from evals.bench_import import MEMORY_BAR, Run, bring
from evals.bench_search import QUERIES, SEED, milliseconds
from evals.workspace import open_workspace

RATE_BAR = 150  # documents a second, with indexing and encoding
FIND_BAR = 60.0  # milliseconds, so that an explainer has room to stay under 250
CORPORA = {
    "medquad": ("upstream/MedQuAD-master.zip", 16_407),
    "medlineplus": ("medlineplus_topics.jsonl.gz", 1_023),
}
AS = ("--as", "evidence")


def found(shared: Path) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of finding, in milliseconds, for short and for long questions."""
    from curbside.evidence.queries import find
    from evals import corpora

    rng = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    rows = rng.sample(list(corpora.rows(shared, "doctor_answers")), QUERIES)
    kinds = {
        "titles": [str(row["title"]) for row in rows],
        "whole questions": [f"{row['title']}\n{row['question']}" for row in rows],
    }
    return {
        name: milliseconds(lambda text: find(text, "en"), texts) for name, texts in kinds.items()
    }


def made() -> tuple[int, int, int]:
    """How many sources there are, how many of them say nothing, and how many passages."""
    from curbside.evidence.models import PassageRow, Source

    silent = Source.objects.filter(passages__isnull=True).count()
    return Source.objects.count(), silent, PassageRow.objects.count()


def bars(
    first: dict[str, Run], again: dict[str, Run], times: dict[str, tuple[float, float]]
) -> bool:
    """Print what was measured beside its bar; whether every bar is met."""
    documents = sum(count for _, count in CORPORA.values())
    rate = documents / sum(run.seconds for run in first.values())
    peak = max(run.peak for run in (*first.values(), *again.values()))
    whole = all(first[name].count("created") == n for name, (_, n) in CORPORA.items())
    same = all(again[name].count("unchanged") == n for name, (_, n) in CORPORA.items())
    slowest = max(median for median, _ in times.values())
    judged = [
        ("documents a second", f"{rate:,.0f}", f"≥ {RATE_BAR}", rate >= RATE_BAR),
        ("peak memory, MiB", f"{peak:,.0f}", f"≤ {MEMORY_BAR}", peak <= MEMORY_BAR),
        ("every document went in", str(whole), "True", whole),
        ("a second run changes nothing", str(same), "True", same),
        ("finding, median ms", f"{slowest:.1f}", f"≤ {FIND_BAR:.0f}", slowest <= FIND_BAR),
    ]
    print("\n| figure | value | bar | met |\n|---|---|---|---|")
    for name, value, bar, met in judged:
        print(f"| {name} | {value} | {bar} | {'yes' if met else 'NO'} |")
    return all(met for *_, met in judged)


def main() -> int:
    """Measure, print, and say by the exit code whether every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    shared = parser.parse_args().shared.resolve()
    with tempfile.TemporaryDirectory(prefix="curbside-bench-") as folder:
        home = open_workspace("evidence", Path(folder))
        subprocess.run([sys.executable, "-m", "curbside", "catalog", "load"], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        paths = {name: shared / "data" / file for name, (file, _) in CORPORA.items()}
        first = {name: bring(name, path, home, *AS) for name, path in paths.items()}
        sources, silent, passages = made()
        times = found(shared)
        again = {name: bring(name, path, home, *AS) for name, path in paths.items()}
    print("| corpus | documents | s | a second | processor s | peak MiB | again, s |")
    print("|---|---|---|---|---|---|---|")
    for name, (_, count) in CORPORA.items():
        run = first[name]
        print(
            f"| {name} | {count:,} | {run.seconds:.0f} | {count / run.seconds:,.0f}"
            f" | {run.processor:.0f} | {run.peak:.0f} | {again[name].seconds:.1f} |"
        )
    print(f"\n{passages:,} passages of {sources:,} sources; {silent:,} say nothing to be cited.")
    for name, (median, tail) in times.items():
        print(f"Finding for {name}: median {median:.1f} ms, 95th percentile {tail:.1f} ms.")
    return 0 if bars(first, again, times) else 1


if __name__ == "__main__":
    sys.exit(main())
