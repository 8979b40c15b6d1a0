"""What came of an import: the counts, and the report file of what did not go in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from curbside.core import clock
from curbside.importers.record import Broken, Skipped

SHOWN = 20  # problems kept for showing; all of them stand in the report file


@dataclass
class Outcome:
    """The counts so far. ``reindexed`` is the number of documents whose weights were made anew."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    broken: int = 0
    reindexed: int = 0
    dry_run: bool = False
    problems: list[Broken | Skipped] = field(default_factory=list)
    report: Path | None = None

    @property
    def records(self) -> int:
        """The records that were whole."""
        return self.created + self.updated + self.unchanged


class Report:
    """Writes one JSON line a problem into ``folder``; makes the file with the first one.

    A line says place and reason and never what a record says. In a dry run no file is made.
    """

    def __init__(self, folder: Path, name: str, outcome: Outcome) -> None:
        self._path = folder / f"{name}-{clock.now():%Y%m%d-%H%M%S-%f}.jsonl"
        self._outcome = outcome
        self._file: IO[str] | None = None

    def add(self, problem: Broken | Skipped) -> None:
        """Count the problem and write it down."""
        broken = isinstance(problem, Broken)
        self._outcome.broken += broken
        self._outcome.skipped += not broken
        if len(self._outcome.problems) < SHOWN:
            self._outcome.problems.append(problem)
        if self._outcome.dry_run:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8", errors="backslashreplace")
            self._outcome.report = self._path
        kind = "broken" if broken else "skipped"
        line = {"kind": kind, "place": problem.place, "reason": problem.reason}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()  # an interrupted import leaves a report of what it had seen

    def close(self) -> None:
        """Close the file, where there is one."""
        if self._file is not None:
            self._file.close()
