"""Texts a second on one core, growth with length, and hostile input against every pattern."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence

from curbside.safety import deidentify
from curbside.safety.deidentify import find, identifiers
from evals.figures import Figure, at_most

LEAST = 2000
LONG = 100_000
MOST_SECONDS = 0.1
MOST_GROWTH = 1.5  # seconds a character at 100 kB, against 10 kB
HOSTILE = (
    "a", "A", "1", "0", ".", "-", "@", " ", "\n", "'", "/", ":", "+", "(", "[", "_", "陳", "號",
        "在", "小",
    "a ", "A ", "Aa ", "1 ", "1-", "1.", "1/", "1:", "a.", "a-", "a@", "@a", "a_", "A.", "Aa-", "1a",
    "a1", "A1", "Aa 1 ", "1 Aa ", "12 a ", "Mr ", "dr. ", "http://", "www.", "a@a.", "apt 1 ", "1, ",
    "may ", "may 1 ", "5/", "1/1", "+1 ", "(1) ", "陳陳", "一", "1號", "路1", "在路", "醫院", "我是",
        "住在",
    "rue a ", "corner of ", "of the ", "my name is ", "Saint ", "x x x x street ", "a dot ",
        "12 月 ",
    "[name] ", "Of The ", "A of ", "St. ", "de la ", "a b c hospital ",
)  # fmt: skip


def speed(questions: Sequence[str], synthetic: Sequence[str]) -> list[Figure]:
    """The figures, by processor time, so that a busy machine changes them little."""
    patterns = dict(_patterns())
    slowest = max((_slowest(pattern), name) for name, pattern in patterns.items())
    return [
        _rate("speed: real questions, texts/s", questions),
        _rate("speed: synthetic texts, texts/s", synthetic),
        _growth(questions),
        at_most(f"slowest of {len(patterns)} patterns on hostile 100 kB, ms ({slowest[1]})",
                slowest[0] * 1000, MOST_SECONDS * 1000),
    ]  # fmt: skip


def _rate(name: str, texts: Sequence[str]) -> Figure:
    for text in texts:
        find(text)  # the word lists are read, and the caches filled
    start = time.process_time()
    for text in texts:
        find(text)
    rate = len(texts) / (time.process_time() - start)
    return Figure(name, f"{rate:,.0f}", f"≥ {LEAST:,}", rate >= LEAST)


def _growth(texts: Sequence[str]) -> Figure:
    long = "\n".join(texts)
    long = (long * (LONG // len(long) + 1))[:LONG]
    find(long[:1000])
    short, whole = _seconds(long[: LONG // 10]) * 10, _seconds(long)
    return at_most("seconds a character at 100 kB, against 10 kB", whole / short, MOST_GROWTH)


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        find(text)
        best = min(best, time.process_time() - start)
    return best


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the engine, those inside rules too."""
    packages = (deidentify, identifiers)
    for package in packages:
        for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                yield from _inside(f"{info.name.rpartition('.')[2]}.{name}", value)


def _inside(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            own = getattr(part, "name", None) or number
            yield from _inside(f"{name}.{own}", getattr(part, "pattern", part))


def _slowest(pattern: re.Pattern[str]) -> float:
    worst = 0.0
    for piece in HOSTILE:
        text = (piece * (LONG // len(piece) + 1))[:LONG]
        start = time.process_time()
        for _ in pattern.finditer(text):
            pass
        worst = max(worst, time.process_time() - start)
    return worst
