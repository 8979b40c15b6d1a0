"""How fast the real corpora go in, and what memory it takes, beside the bare costs of the same run.

`python -m evals.bench_import --shared ../shared`. Imports both corpora whole, with the command an
operator uses, into a fresh embedded database, and again; some five minutes on two cores. Exit code
1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evals.workspace import open_workspace

if TYPE_CHECKING:
    from curbside.importers.record import Record

RATE_BAR = 250  # medquad records a second, with encoding and indexing
MEMORY_BAR = 700  # MiB of the importing process
GROWTH_BAR = 1.25  # the memory of the last quarter of the time to that of the second
CORPORA = {
    "medquad": ("MedQuAD-master.zip", 47_441),
    "lasseregin": ("medical-question-answer-data-master.zip", 6_315),
}
SAMPLE_SECONDS = 0.25


@dataclass
class Run:
    """One `curbside import`. Memory in MiB: of the process, and of PostgreSQL's processes."""

    seconds: float = 0.0
    processor: float = 0.0  # seconds of processor time, PostgreSQL's aside
    said: str = ""
    peak: float = 0.0
    server: float = 0.0
    samples: list[float] = field(default_factory=list)

    def count(self, what: str) -> int:
        """How many records the command says it ``what`` (created, unchanged, broken)."""
        found = re.search(rf"([\d,]+) {what}", self.said)
        return int(found.group(1).replace(",", "")) if found else -1

    def growth(self) -> float:
        """Mean memory of the last quarter of the time, to that of the second quarter."""
        quarter = max(len(self.samples) // 4, 1)
        second, last = self.samples[quarter : 2 * quarter], self.samples[-quarter:]
        return (sum(last) / len(last)) / (sum(second) / len(second)) if second else 1.0


def bring(name: str, path: Path, home: Path, *options: str) -> Run:
    """Import ``path`` in a process of its own and watch it."""
    run = Run()
    start, before = time.perf_counter(), _processor()
    command = [sys.executable, "-m", "curbside", "import", name, str(path), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watcher = threading.Thread(target=_watch, args=(process, run, home), daemon=True)
    watcher.start()
    run.said, complaints = process.communicate()
    run.seconds = time.perf_counter() - start
    run.processor = _processor() - before
    watcher.join()
    if process.returncode:
        raise SystemExit(f"importing {name} failed: {complaints}")
    return run


def _processor() -> float:
    """Processor seconds of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: subprocess.Popen[str], run: Run, home: Path) -> None:
    servers: list[int] = []
    while process.poll() is None:
        memory = _status(process.pid)
        if memory.get("VmRSS"):
            run.samples.append(memory["VmRSS"])
            run.peak = max(run.peak, memory["VmHWM"])
        if len(run.samples) % 20 == 1:
            servers = _servers(home)
            run.server = max(run.server, sum(_proportional(pid) for pid in servers))
        time.sleep(SAMPLE_SECONDS)


def _status(pid: int) -> dict[str, float]:
    """VmRSS and VmHWM (the peak) of a process, in MiB; empty when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    found = (line.split() for line in lines if line.startswith(("VmRSS:", "VmHWM:")))
    return {words[0][:-1]: int(words[1]) / 1024 for words in found}


def _servers(home: Path) -> list[int]:
    """The PostgreSQL server of the data folder and its backends."""
    try:
        first = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    except (OSError, IndexError, ValueError):
        return []
    return [first, *map(int, children)]


def _proportional(pid: int) -> float:
    """MiB, shared memory divided among those who share it."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def bare_costs(path: Path) -> tuple[float, float]:
    """Records a second when the medquad questions are only encoded, and when the same rows are
    only copied into a table without an index.
    """
    from curbside.importers import formats
    from curbside.importers.formats.options import Options
    from curbside.importers.inputs import open_input
    from curbside.importers.record import Record
    from curbside.library.rules import question_text
    from curbside.search.operations import encoder

    chosen = formats.named("medquad")
    reads = chosen.parse(open_input(path, chosen.endings), Options())
    records = [read for read in reads if isinstance(read, Record)]
    encoder().encode(["warm"])
    start = time.perf_counter()
    for at in range(0, len(records), 250):
        encoder().encode(
            [question_text(r.headline, r.title, r.question) for r in records[at : at + 250]]
        )
    encoding = len(records) / (time.perf_counter() - start)
    return encoding, _copying(records)


def _copying(records: list[Record]) -> float:
    from django.db import connection

    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (ref text, headline text, question text, reply text)")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for r in records:
                copy.write_row((r.ref, r.headline, r.question, r.replies[0].text))
    return len(records) / (time.perf_counter() - start)


def bars(first: dict[str, Run], again: dict[str, Run]) -> list[tuple[str, str, str, bool]]:
    """What was measured, the value, the bar in words, whether it is met."""
    medquad = first["medquad"]
    rate = CORPORA["medquad"][1] / medquad.seconds
    peak = max(run.peak for run in (*first.values(), *again.values()))
    whole = all(first[name].count("created") == n for name, (_, n) in CORPORA.items())
    same = all(again[name].count("unchanged") == n for name, (_, n) in CORPORA.items())
    grown = medquad.growth()
    return [
        ("medquad, records a second", f"{rate:,.0f}", f"≥ {RATE_BAR}", rate >= RATE_BAR),
        ("peak memory, MiB", f"{peak:,.0f}", f"≤ {MEMORY_BAR}", peak <= MEMORY_BAR),
        ("memory, last to second quarter", f"{grown:.2f}", f"≤ {GROWTH_BAR}", grown <= GROWTH_BAR),
        ("every record went in", str(whole), "True", whole),
        ("a second run changes nothing", str(same), "True", same),
    ]


def table(first: dict[str, Run], again: dict[str, Run], encoding: float, copying: float) -> None:
    """Print the figures as markdown."""
    print(
        "| corpus | records | s | records/s | processor s | peak MiB | PostgreSQL MiB | again, s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, (_, records) in CORPORA.items():
        run = first[name]
        print(
            f"| {name} | {records:,} | {run.seconds:.0f} | {records / run.seconds:,.0f}"
            f" | {run.processor:.0f} | {run.peak:.0f} | {run.server:.0f}"
            f" | {again[name].seconds:.1f} |"
        )
    rate = CORPORA["medquad"][1] / first["medquad"].seconds
    print("\n| medquad in the same run | records/s | import to it |\n|---|---|---|")
    print(f"| encoding alone | {encoding:,.0f} | {rate / encoding:.2f} |")
    print(f"| COPY of the same texts, no index | {copying:,.0f} | {rate / copying:.4f} |")


def main() -> int:
    """Measure, print, and say by the exit code whether every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    upstream = parser.parse_args().shared.resolve() / "data" / "upstream"
    with tempfile.TemporaryDirectory(prefix="curbside-bench-") as folder:
        home = open_workspace("import", Path(folder))
        subprocess.run([sys.executable, "-m", "curbside", "catalog", "load"], check=True,
                       stdout=subprocess.DEVNULL, env=dict(os.environ))  # fmt: skip
        paths = {name: upstream / file for name, (file, _) in CORPORA.items()}
        first = {name: bring(name, path, home) for name, path in paths.items()}
        again = {name: bring(name, path, home) for name, path in paths.items()}
        encoding, copying = bare_costs(paths["medquad"])
    table(first, again, encoding, copying)
    print("\n| figure | value | bar | met |\n|---|---|---|---|")
    judged = bars(first, again)
    for name, value, bar, met in judged:
        print(f"| {name} | {value} | {bar} | {'yes' if met else 'NO'} |")
    return 0 if all(met for *_, met in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
