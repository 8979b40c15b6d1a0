"""How well red flags are found, on messages written before any rule, and how fast.

`python -m evals.triage --shared ../shared [--half report]`. Baseline in the same run: the plainest
list of words. The rules were fitted on the half named tune; the other half says how they do.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from curbside.safety.triage import Level, assess
from evals.deidentify import wilson
from evals.figures import Figure, table

DATA = Path(__file__).parent / "data"
TESTS = Path(__file__).resolve().parents[1] / "tests" / "safety" / "triage"
KILOBYTES = 100_000
PLAIN = (
    "chest pain", "stroke", "can't breathe", "unconscious", "overdose", "suicide", "seizure",
    "severe bleeding", "胸痛", "中風", "喘不過氣", "昏迷", "自殺", "抽搐", "大量出血",
)  # fmt: skip
Row = dict[str, Any]


def rows(name: str, half: str) -> list[Row]:
    """The rows of a set that belong to the half."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["half"] == half]


def ours(row: Row) -> Level:
    """What the engine says of a row."""
    age, sex = row.get("age_band", ""), row.get("sex", "")
    return assess(row["text"], language=row["language"], age_band=age, sex=sex).level


def plainest(row: Row) -> Level:
    """What a list of words says of it."""
    said = row["text"].lower()
    return Level.EMERGENCY if any(word in said for word in PLAIN) else Level.ROUTINE


def share(name: str, good: int, of: int, bar: str = "", met: bool | None = None) -> Figure:
    """A share with its 95% interval (Wilson)."""
    low, high = wilson(good, of)
    return Figure(name, f"{good / of:.3f} [{low:.3f}, {high:.3f}] of {of}", bar, met)


def messages(half: str, judge: Callable[[Row], Level], name: str) -> list[Figure]:
    """Sensitivity for emergencies, and how many routine messages are called one."""
    found = [(row, judge(row)) for row in rows("triage_messages.jsonl", half)]
    emergency = [level for row, level in found if row["level"] == "emergency"]
    urgent = [level for row, level in found if row["level"] == "urgent"]
    routine = [level for row, level in found if row["level"] == "routine"]
    hit = sum(level == Level.EMERGENCY for level in emergency)
    raised = sum(level >= Level.URGENT for level in urgent)
    alarm = sum(level == Level.EMERGENCY for level in routine)
    bar = name == "rules"
    return [
        share(
            f"{name}: emergencies found", hit, len(emergency), "≥ 0.97" if bar else "",
            hit / len(emergency) >= 0.97 if bar else None,
        ),
        share(f"{name}: urgent called urgent or more", raised, len(urgent)),
        share(
            f"{name}: routine called an emergency", alarm, len(routine), "≤ 0.05" if bar else "",
            alarm / len(routine) <= 0.05 if bar else None,
        ),
    ]  # fmt: skip


def self_harm(half: str) -> list[Figure]:
    """Every phrasing must be an emergency; idioms should not be."""
    found = rows("self_harm.jsonl", half)
    meant = [ours(row) for row in found if row["kind"] == "self_harm"]
    idioms = [ours(row) for row in found if row["kind"] == "near_miss"]
    hit = sum(level == Level.EMERGENCY for level in meant)
    alarm = sum(level == Level.EMERGENCY for level in idioms)
    return [
        share("self-harm found", hit, len(meant), "1.0", hit == len(meant)),
        share("idioms called an emergency", alarm, len(idioms)),
    ]


def breakdown(half: str) -> str:
    """Right level by language and by family, as a Markdown table."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for row in rows("triage_messages.jsonl", half):
        key = (row["family"], row["language"])
        total[key] += 1
        right[key] += str(ours(row)) == row["level"]
    languages = sorted({language for _, language in total})
    lines = [f"| family | {' | '.join(languages)} |", "|---|" + "---:|" * len(languages)]
    for family in sorted({family for family, _ in total}):
        cells = [f"{right[family, lang]}/{total[family, lang]}" for lang in languages]
        lines.append(f"| {family} | {' | '.join(cells)} |")
    return "\n".join(lines)


def questions(shared: Path) -> list[str]:
    """Real questions, for speed and as a look at how often flags are raised."""
    with gzip.open(shared / "data" / "doctor_answers.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line)["question"] for line in file]


def real(texts: Sequence[str]) -> list[Figure]:
    """How many a second, and which share of real questions is raised."""
    assess(texts[0])
    start = time.process_time()
    levels = [assess(text).level for text in texts]
    rate = len(texts) / (time.process_time() - start)
    emergency, urgent = (sum(one == level for one in levels) for level in list(Level)[:0:-1])
    return [
        Figure("real questions, texts/s on one core", f"{rate:,.0f}", "≥ 2,000", rate >= 2000),
        share("real questions called an emergency", emergency, len(texts)),
        share("real questions called urgent", urgent, len(texts)),
    ]


def growth() -> list[Figure]:
    """Seconds a character at 100 kB against 10 kB, and the slowest hostile text of 100 kB."""
    sentence = "my chest hurts and i cannot breathe, no fever. 我胸口很痛、喘不過氣。"
    short, long = (sentence * (size // len(sentence)) for size in (10_000, 100_000))
    ratio = _seconds(long) / len(long) / (_seconds(short) / len(short))
    hostile = [
        "no ", "a", "chest ", "pain chest ", "cut arms ", "not chest pain or ", "1 ", ". ",
        "不", "痛", "左", "想死", "胸口痛 ", "沒有胸痛、", "a\u0301", "(",
    ]  # fmt: skip
    slowest = max(_seconds(piece * (KILOBYTES // len(piece.encode()))) for piece in hostile)
    mixed = max(_seconds(text) for text in shuffled())
    return [
        Figure("seconds a character, 100 kB to 10 kB", f"{ratio:.2f}", "≤ 1.5", ratio <= 1.5),
        Figure(
            "slowest hostile text of 100 kB, ms (the whole engine)",
            f"{slowest * 1000:.0f}",
            "≤ 100",
            slowest <= 0.1,
        ),
        Figure(
            "slowest of the tests' own sentences and words, shuffled to 100 kB, ms",
            f"{mixed * 1000:.0f}",
            "≤ 100",
            mixed <= 0.1,
        ),
    ]


def shuffled() -> list[str]:
    """Texts of 100 kB that do not repeat themselves and are full of what rules look for."""
    chance = random.Random(3)  # noqa: S311  # the same at every run
    lines = [
        line
        for name in ("emergencies", "self_harm", "harmless")
        for line in (TESTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    words = sorted({word for line in lines for word in line.lower().split()})
    han = sorted({c for line in lines for c in line if "\u4e00" <= c <= "\u9fff"})
    choices = (
        (lines, [". "]), (lines, [" "]), (words, [" "]), (words, [" ", " ", ", ", ". "]),
        (han, [""]), (han, ["", "", "，", "。"]), (list("死痛不想我他沒胸口血跳吃藥活了"), [""]),
        (["no ", "not ", "never ", "沒有", "不"], ["chest pain ", "fever or ", "胸痛、", "發燒，"]),
    )  # fmt: skip
    return [_mixed(chance, first, second) for first, second in choices]


def _mixed(chance: random.Random, first: Sequence[str], second: Sequence[str]) -> str:
    pairs, size = list[str](), 0
    while size < KILOBYTES:
        pairs.append(chance.choice(first) + chance.choice(second))
        size += len(pairs[-1].encode())
    return "".join(pairs)


def _seconds(text: str) -> float:
    """Of one core: what else the machine does is not counted."""
    start = time.process_time()
    assess(text)
    return time.process_time() - start


def rounds() -> str:
    """How many messages of each round that was written afresh are called an emergency, by kind."""
    found: dict[tuple[int, str], list[bool]] = {}
    for line in (DATA / "triage_fresh.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        called = ours(row) == Level.EMERGENCY
        found.setdefault((row["round"], row["kind"]), []).append(called)
    lines = [f"| {n} | {kind} | {sum(f)} of {len(f)} |" for (n, kind), f in sorted(found.items())]
    return "\n".join(["| round | kind | called an emergency |", "|---:|---|---:|", *lines])


def main() -> int:
    """Measure, print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    given = parser.parse_args()
    figures = [
        *messages(given.half, ours, "rules"),
        *messages(given.half, plainest, "list of words"),
        *self_harm(given.half),
        *real(questions(given.shared)),
        *growth(),
    ]
    print(f"half: {given.half}\n\n{table(figures)}\n\nright level by family and language\n")
    print(breakdown(given.half))
    print(f"\nmessages written afresh; all but the last round have been mended by\n\n{rounds()}")
    return 0 if all(figure.met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
