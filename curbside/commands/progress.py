"""A progress bar with rate and time left, on standard error, for what takes over two seconds.

On anything but a terminal it is a plain line now and then, which a log can keep.
"""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

PATIENCE = 2.0  # seconds after which people want to know
EVERY = 5.0  # seconds between plain lines


class Meter:
    """Tell it how far things are; it decides what to show and when."""

    def __init__(self, unit: str, console: Console | None = None) -> None:
        self._unit = unit
        self._console = console or Console(stderr=True)
        self._began = self._line_at = time.monotonic()
        self._stage, self._stage_began, self._stage_count = "", self._began, 0
        self._bar: Progress | None = None

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def update(self, count: int, share: float, stage: str = "") -> None:
        """``count`` units are done, ``share`` (0 to 1) of the whole; ``stage`` says of what."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_began = stage, now
        if now - self._began < PATIENCE:
            return
        line = self._line(count, share, now)
        if self._console.is_terminal:
            self._draw(share, line)
        elif now - self._line_at >= EVERY:
            self._line_at = now
            self._console.print(f"{share:4.0%}  {line}", highlight=False, soft_wrap=True)

    def _line(self, count: int, share: float, now: float) -> str:
        elapsed = max(now - self._stage_began, 1e-6)
        parts = [f"{count:,} {self._unit}", f"{count / elapsed:,.0f} a second"]
        if 0 < share < 1:
            parts.append(f"{duration(elapsed * (1 - share) / share)} left")
        if self._stage:
            parts.append(self._stage)
        return ", ".join(parts)

    def _draw(self, share: float, line: str) -> None:
        if self._bar is None:
            self._bar = Progress(
                BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"),
                console=self._console, transient=True,
            )  # fmt: skip
            self._bar.add_task(line, total=1.0)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=share, description=line)


def duration(seconds: float) -> str:
    """Seconds in the words people use.

    >>> duration(75)
    '1 min 15 s'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
