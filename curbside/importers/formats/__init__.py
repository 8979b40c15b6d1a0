"""The formats by name. Each is a pure parser: parts in, records or what is broken out.

A format module has ``VERSION`` (raised when the same input gives other records), ``ENDINGS`` (of
the files it reads in a folder or zip), ``SOURCE`` and ``parse``; ``DEFAULT`` where it ships data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Generic

from curbside.core.errors import BadInput
from curbside.importers.formats import csv_rows, jsonl_rows, lasseregin, medquad, sample
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Parts
from curbside.importers.record import Broken, R, Record, Skipped, SourceInfo


@dataclass(frozen=True)
class Format(Generic[R]):
    """A parser, and what the runner has to know of it."""

    name: str
    version: int
    endings: tuple[str, ...]
    source: SourceInfo
    parse: Callable[[Parts, Options], Iterator[R | Broken | Skipped]]
    default: Path | None  # what is imported where no path is given


def of_module(name: str, module: ModuleType) -> Format[R]:
    """The format that a module is."""
    default = getattr(module, "DEFAULT", None)
    return Format(name, module.VERSION, module.ENDINGS, module.SOURCE, module.parse, default)


_MODULES = {
    "lasseregin": lasseregin,
    "medquad": medquad,
    "csv": csv_rows,
    "jsonl": jsonl_rows,
    "sample": sample,
}
FORMATS: dict[str, Format[Record]] = {
    name: of_module(name, module) for name, module in _MODULES.items()
}


def named(name: str) -> Format[Record]:
    """The format of this name. Raises BadInput."""
    if name not in FORMATS:
        raise BadInput(f"There is no format {name!r}.", f"Formats are: {', '.join(FORMATS)}.")
    return FORMATS[name]
