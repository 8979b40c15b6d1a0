"""How well a passage's facet is told from its words, on held-out documents, beside two baselines.

`python -m evals.facets --shared ../shared`. Exit code 1 when the bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from curbside.evidence import classifier, facet_cues
from curbside.evidence.facets import Facet
from evals.facet_sets import Labelled, labelled

BAR = 0.75


def f1(right: Sequence[Facet], said: Sequence[Facet]) -> dict[Facet, float]:
    """F1 of each facet that occurs among the right ones."""
    hits = Counter(a for a, b in zip(right, said, strict=True) if a is b)
    out = {}
    for facet, count in Counter(right).items():
        out[facet] = 2 * hits[facet] / (count + Counter(said)[facet])
    return out


def macro(right: Sequence[Facet], said: Sequence[Facet]) -> float:
    """The mean of the facets' F1, each counting the same."""
    return float(np.mean(list(f1(right, said).values())))


def main() -> int:
    """Measure, print, and say by the exit code whether the bar is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    rows = labelled(parser.parse_args().shared)
    fitted = [row for row in rows if not row.held_out]
    held = [row for row in rows if row.held_out]
    right = [row.facet for row in held]
    commonest = Counter(row.facet for row in fitted).most_common(1)[0][0]
    said = {
        "always the commonest facet": [commonest] * len(held),
        "words that tell": [facet_cues.facet(row.text) for row in held],
        "classifier": classifier.facets([row.text for row in held]),
    }
    print(f"{len(fitted):,} passages to fit on, {len(held):,} held out by document\n")
    print("| held-out passages | macro-F1 | right |\n|---|---|---|")
    for name, answers in said.items():
        share = np.mean([a is b for a, b in zip(right, answers, strict=True)])
        print(f"| {name} | {macro(right, answers):.3f} | {share:.3f} |")
    _each(held, said["classifier"])
    value = macro(right, said["classifier"])
    print(f"\n| bar | seen | met |\n|---|---|---|\n| macro-F1 ≥ {BAR} | {value:.3f} | ", end="")
    print("yes |" if value >= BAR else "NO |")
    return int(value < BAR)


def _each(held: Sequence[Labelled], said: Sequence[Facet]) -> None:
    """F1 by facet and by source, and what each facet is mistaken for most."""
    right = [row.facet for row in held]
    print("\n| facet | passages | F1 | most often mistaken for |\n|---|---|---|---|")
    for facet, value in f1(right, said).items():
        wrong = Counter(b for a, b in zip(right, said, strict=True) if a is facet and b is not a)
        other = ", ".join(f"{name} {n}" for name, n in wrong.most_common(2))
        print(f"| {facet} | {right.count(facet):,} | {value:.3f} | {other} |")
    for source in dict.fromkeys(row.source for row in held):
        own = [n for n, row in enumerate(held) if row.source == source]
        value = macro([right[n] for n in own], [said[n] for n in own])
        print(f"| of {source} alone | {len(own):,} | {value:.3f} (macro) | |")


if __name__ == "__main__":
    sys.exit(main())
