"""How many of the first topics of a question a reader would find sensible.

`python -m evals.topics --shared ../shared [--half tune]`

200 questions of three corpora, each with topics judged in two passes: sensible is what both
accepted. A place filled by a topic that nobody judged is left out of precision and counted; the
lower figure takes every such place as wrong. The baseline, in the same run, is the topics nearest
to the text by plain cosine, of which the first five were judged. ``short``: entries with fewer
than five sensible topics among our ten, though five of those judged are.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as commands.main does, before NumPy
import numpy as np

from evals import corpora
from evals.deidentify import wilson
from evals.figures import Figure, table
from evals.retrieval import in_half
from evals.workspace import DEFAULT, open_workspace

LABELS = Path(__file__).parent / "data" / "topic_labels.jsonl"
PLACES, SHOWN, BAR = 5, 10, 0.8
Found = list[list[str]]


@dataclass(frozen=True)
class Labelled:
    """A question with the topics that were judged: accepted in each pass, or in neither."""

    identity: str
    text: str
    first: frozenset[str]
    second: frozenset[str]
    neither: frozenset[str]

    @property
    def sensible(self) -> frozenset[str]:
        return self.first & self.second

    @property
    def judged(self) -> frozenset[str]:
        return self.first | self.second | self.neither

    @property
    def chinese(self) -> bool:
        return any("\u4e00" <= char <= "\u9fff" for char in self.text)


def labelled(shared: Path) -> list[Labelled]:
    """The judged questions, with their texts from the corpora."""
    lines = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    wanted = {line["id"]: line for line in lines}
    texts: dict[str, str] = {}
    for name in dict.fromkeys(line["set"] for line in lines):
        for row in corpora.rows(shared, name):
            if row["id"] in wanted and wanted[row["id"]]["set"] == name:
                texts[row["id"]] = f"{row.get('title') or ''}\n{row['question'] or ''}".strip()
    judged = ("first", "second", "neither")
    return [
        Labelled(line["id"], texts[line["id"]], *(frozenset(line[key]) for key in judged))
        for line in lines
    ]


def linked(items: Sequence[Labelled]) -> tuple[Found, Found]:
    """Our ten topics of each text, and the ten nearest by plain cosine."""
    from curbside.core.languages import guess, is_chinese
    from curbside.search.linking import Linker
    from curbside.search.operations import encoder

    texts = [item.text for item in items]
    languages, vectors = [guess(text) for text in texts], encoder().encode(texts)
    linker = Linker.load()
    ours = [[t.slug for t in found] for found in linker.link(texts, languages, vectors, SHOWN)]
    plain = []
    for language, vector in zip(languages, vectors, strict=True):
        near = linker.topic_rows(is_chinese(language)) @ vector
        best = np.argsort(-near, kind="stable")[:SHOWN]
        plain.append([linker.catalogue.topics[int(t)].slug for t in best])
    return ours, plain


@dataclass(frozen=True)
class Counted:
    """The first five places of a system over some entries."""

    right: int
    judged: int
    filled: int

    @property
    def precision(self) -> float:
        return self.right / self.judged if self.judged else 0.0

    @property
    def lower(self) -> float:
        return self.right / self.filled if self.filled else 0.0


def count(
    items: Sequence[Labelled],
    found: Found,
    accepts: Callable[[Labelled], frozenset[str]] = lambda item: item.sensible,
) -> Counted:
    """Places that are right, judged and filled."""
    right = judged = filled = 0
    for item, topics in zip(items, found, strict=True):
        shown = frozenset(topics[:PLACES])
        right += len(shown & accepts(item))
        judged += len(shown & item.judged)
        filled += len(shown)
    return Counted(right, judged, filled)


def short(items: Sequence[Labelled], found: Found) -> int:
    """Entries with too few sensible topics among the ten, though enough are known."""
    return sum(
        len(item.sensible) >= PLACES and len(item.sensible & frozenset(topics)) < PLACES
        for item, topics in zip(items, found, strict=True)
    )


def agreement(items: Sequence[Labelled]) -> str:
    """How far the two passes agree, over every judgement."""
    total = sum(len(item.judged) for item in items)
    differ = sum(len(item.first ^ item.second) for item in items)
    one, other = (
        sum(map(len, p)) / total for p in zip(*((i.first, i.second) for i in items), strict=True)
    )
    chance = one * other + (1 - one) * (1 - other)
    kappa = (1 - differ / total - chance) / (1 - chance)
    return (
        f"{total:,} judgements; the passes agree on {1 - differ / total:.3f} (kappa {kappa:.2f}) "
        f"and accept {one:.2f} and {other:.2f}"
    )


def row(name: str, items: Sequence[Labelled], found: Found) -> tuple[str, Counted]:
    """A line of the table, and its counts."""
    got = count(items, found)
    low, high = wilson(got.right, got.judged)
    readings = attrgetter("first"), attrgetter("second")
    passes = [count(items, found, reading).precision for reading in readings]
    line = (
        f"| {name} | {len(items)} | {got.precision:.3f} | {low:.3f}–{high:.3f} | {got.lower:.3f} "
        f"| {passes[0]:.3f}, {passes[1]:.3f} | {got.filled - got.judged} | {short(items, found)} |"
    )
    return line, got


def main() -> int:
    """Measure, print tables, and return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    given = parser.parse_args()
    open_workspace("topics", given.work)
    from curbside.catalog import files, operations

    operations.load(files.DEFAULT, "evals")
    everything = labelled(given.shared)
    items = [item for item in everything if in_half(item.identity, given.half)]
    ours, plain = linked(items)
    figures: list[Figure] = []
    print("| topics | entries | precision@5 | 95% | lower | each pass | unjudged | short |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for group, chinese in (("all", None), ("English", False), ("Chinese", True)):
        mine = [n for n, item in enumerate(items) if chinese in (None, item.chinese)]
        some = [items[n] for n in mine]
        for name, found in (("ours", ours), ("plain cosine", plain)):
            line, got = row(f"{name}, {group}", some, [found[n] for n in mine])
            print(line)
            if name == "ours":
                met = got.precision >= BAR
                figures.append(Figure(f"{group}, @5", f"{got.precision:.3f}", f"≥ {BAR}", met))
    few = short(items, ours)
    figures.append(Figure("entries with fewer than five", str(few), "0", few == 0))
    print(f"\n{table(figures)}\n\n{agreement(everything)}")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
