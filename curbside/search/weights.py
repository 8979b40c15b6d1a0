"""The weights of routing's evidence and of its calibration, as ``training/routing.py`` fitted them.

A file beside this one, so that they can be fitted again without touching code. Pure.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

EVIDENCE = ("lead", "rest", "linked", "near", "signs", "votes")  # in the order of the features
FILE = "routing_weights.json"


@dataclass(frozen=True)
class Weights:
    """``english`` and ``chinese``: one weight for each of ``EVIDENCE``; ``bias`` by slug;
    ``full``: the sum of evidence that vocabulary can reach, whatever the text's length;
    ``question``, ``fragments``: offset and slope of the calibration (``confidence``), of
    fragments in English and in Chinese.
    """

    english: tuple[float, ...]
    chinese: tuple[float, ...]
    bias: Mapping[str, float]
    full: float
    question: tuple[float, float]
    fragments: tuple[tuple[float, float], tuple[float, float]]


@functools.cache
def shipped() -> Weights:
    """The weights that ship, read once a process."""
    return parse(resources.files("curbside.search").joinpath(FILE).read_text(encoding="utf-8"))


def parse(text: str) -> Weights:
    """The weights of a file's text."""
    held = json.loads(text)
    return Weights(
        english=tuple(held["english"][name] for name in EVIDENCE),
        chinese=tuple(held["chinese"][name] for name in EVIDENCE),
        bias=held["bias"],
        full=held["full"],
        question=(held["question"][0], held["question"][1]),
        fragments=(
            (held["fragment_en"][0], held["fragment_en"][1]),
            (held["fragment_zh"][0], held["fragment_zh"][1]),
        ),
    )
