"""How often routing names a right department, how sure it is, and when it says "unsure".

`python -m evals.routing --shared ../shared [--confusion] [--half tune]`

Sets as ``evals/department_sets.py`` describes them, the half that nothing was fitted on; headings
with the topics and vocabulary that have them taken out. "headings" are right where the Taiwan
service files them, "headings, acceptable" in any department that the catalogue gives the topic. A
right answer is one of the accepted departments; ``ECE`` is the mean distance between the first's
probability and how often it is right, over ten bins. "sure" is the share above
``confidence.UNSURE`` and how often those are right.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as commands.main does, before NumPy
import numpy as np
import numpy.typing as npt

from evals.department_evidence import LANGUAGES, Seen, seen
from evals.department_sets import Item, every
from evals.figures import Figure, table
from evals.workspace import DEFAULT, open_workspace

TOP1, TOP3, ECE, BINS = 0.80, 0.95, 0.05, 10
BARRED = ("English", "Chinese", "English fresh", "Chinese fresh", "internal", "headings")
ACCEPTABLE = "headings, acceptable"  # probabilities are fitted to where the service files them
Chances = npt.NDArray[np.float32]


def chances(found: Seen) -> Chances:
    """What the product makes of the evidence, shape (texts, departments)."""
    from curbside.search import confidence, routing
    from curbside.search.weights import shipped

    chinese = np.array([one.startswith("zh") for one in found.languages])
    slugs = routing.load().slugs
    thin = routing.is_thin(found.features)
    scores = routing.weighed(found.features.copy(), chinese, slugs, shipped())
    lines = routing.lines(found.texts, found.languages, thin, shipped(), None)
    return confidence.probabilities(scores, lines)


def accepted(items: Sequence[Item], slugs: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which departments are right, shape (texts, departments)."""
    return np.array([[slug in item.accepted for slug in slugs] for item in items])


def bins(first: Chances, right: npt.NDArray[np.bool_]) -> list[tuple[int, float, float]]:
    """(texts, mean probability, share right) of each bin that is not empty."""
    which = np.minimum((first * BINS).astype(int), BINS - 1)
    return [
        (int(mine.sum()), float(first[mine].mean()), float(right[mine].mean()))
        for mine in (which == number for number in range(BINS))
        if mine.any()
    ]


def calibration_error(first: Chances, right: npt.NDArray[np.bool_]) -> float:
    """ECE."""
    held = bins(first, right)
    return sum(count * abs(said - was) for count, said, was in held) / len(first)


def report(name: str, found: Chances, right: npt.NDArray[np.bool_]) -> list[Figure]:
    """Print the row and the reliability of one set; its figures with their bars."""
    from curbside.search.confidence import UNSURE

    order = np.argsort(-found, axis=1, kind="stable")[:, :3]
    hits = np.take_along_axis(right, order, axis=1)
    first = found.max(axis=1)
    top1, top3 = float(hits[:, 0].mean()), float(hits.any(axis=1).mean())
    error, sure = calibration_error(first, hits[:, 0]), first >= UNSURE
    when_sure = float(hits[sure, 0].mean()) if sure.any() else 0.0
    print(
        f"| {name} | {len(found)} | {top1:.3f} | {top3:.3f} | {error:.3f} "
        f"| {sure.mean():.2f} | {when_sure:.3f} |"
    )
    reliability = ", ".join(f"{c} at {s:.2f}: {r:.2f}" for c, s, r in bins(first, hits[:, 0]))
    print(f"  {name}: {reliability}", file=sys.stderr)
    if name not in (*BARRED, ACCEPTABLE):
        return []
    figures = [
        Figure(f"{name}, first acceptable", f"{top1:.3f}", f"≥ {TOP1}", top1 >= TOP1),
        Figure(f"{name}, among three", f"{top3:.3f}", f"≥ {TOP3}", top3 >= TOP3),
    ]
    if name != ACCEPTABLE:
        figures.append(Figure(f"{name}, ECE", f"{error:.3f}", f"≤ {ECE}", error <= ECE))
    return figures


def confusion(found: Chances, right: npt.NDArray[np.bool_], slugs: Sequence[str]) -> str:
    """Where what was wrong went, commonest first, by the likeliest accepted department."""
    first = found.argmax(axis=1)
    wanted = np.where(right, found, -1.0).argmax(axis=1)
    wrong = [n for n in range(len(found)) if not right[n, first[n]]]
    counts = Counter((slugs[wanted[n]], slugs[first[n]]) for n in wrong)
    lines = ["| belongs to | sent to | texts |", "|---|---|---:|"]
    lines += [f"| {a} | {b} | {count} |" for (a, b), count in counts.most_common(20)]
    return "\n".join(lines)


def agreement(items: Sequence[Item]) -> str:
    """How far the two passes agree, by set."""
    out = []
    for kind in dict.fromkeys(item.kind for item in items if item.either):
        mine = [item for item in items if item.kind == kind]
        same = sum(item.accepted == item.either for item in mine) / len(mine)
        shared = sum(len(item.accepted) / len(item.either) for item in mine) / len(mine)
        out.append(f"{kind}: {len(mine)}, same set {same:.2f}, shared of all named {shared:.2f}")
    return "\n".join(out)


def speed(items: Sequence[Item]) -> str:
    """Linking and routing without encoding, texts a second of processor time."""
    from curbside.core.languages import guess
    from curbside.search.linking import Linker
    from curbside.search.operations import encoder
    from curbside.search.routing import route

    texts = [item.text for item in items if item.kind not in LANGUAGES][:2000]
    languages, vectors = [guess(text) for text in texts], encoder().encode(texts)
    start = time.process_time()
    for first in range(0, len(texts), 300):
        part = slice(first, first + 300)
        links = Linker.load().link(texts[part], languages[part], vectors[part])
        route(links, texts[part], languages[part], vectors[part])
    rate = len(texts) / (time.process_time() - start)
    return f"linked and routed at {rate:,.0f}/s of processor time"


def main() -> int:
    """Measure, print tables, and return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    parser.add_argument("--confusion", action="store_true")
    given = parser.parse_args()
    open_workspace("routing", given.work)
    from curbside.catalog import files, operations
    from curbside.search import routing

    operations.load(files.DEFAULT, "evals")
    everything = every(given.shared)
    items = [i for i in everything if i.kind.endswith("fresh") or i.tune == (given.half == "tune")]
    slugs = routing.load().slugs
    found, right = chances(seen(items)), accepted(items, slugs)
    print("| set | texts | top-1 | top-3 | ECE | sure | right when sure |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    figures: list[Figure] = []
    for kind in dict.fromkeys(item.kind for item in items):
        rows = np.array([item.kind == kind for item in items])
        figures += report(kind, found[rows], right[rows])
        if kind == "headings":
            wide = [replace(i, accepted=i.topic) for i in items if i.kind == kind]
            figures += report(ACCEPTABLE, found[rows], accepted(wide, slugs))
    print(f"\n{table(figures)}\n\n{agreement(everything)}\n{speed(items)}")
    if given.confusion:
        mine = np.array([item.kind in BARRED[:5] for item in items])
        print("\n" + confusion(found[mine], right[mine], slugs))
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
