"""Figures beside their bars, as a Markdown table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row; ``met`` is None where there is no bar."""

    name: str
    value: str
    bar: str = ""
    met: bool | None = None


def at_most(name: str, value: float, bar: float) -> Figure:
    """A figure that must not be above its bar."""
    return Figure(name, f"{value:,.1f}".removesuffix(".0"), f"≤ {bar:g}", value <= bar)


def of_bare(name: str, value: float, bare: float, bar: float) -> Figure:
    """A throughput that must be at least ``bar`` times that of the bare view."""
    ratio = value / bare
    return Figure(name, f"{value:,.0f}/s = {ratio:.2f} of bare", f"≥ {bar}", ratio >= bar)


def table(figures: Sequence[Figure]) -> str:
    """The figures in Markdown."""
    marks = {True: "yes", False: "NO", None: ""}
    lines = ["| figure | value | bar | met |", "|---|---:|---:|---|"]
    lines += [f"| {f.name} | {f.value} | {f.bar} | {marks[f.met]} |" for f in figures]
    return "\n".join(lines)
