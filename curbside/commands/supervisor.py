"""Keeping child processes alive, and ending them in order. Knows nothing of what they do.

Each child has a process group of its own, so that a terminal's Ctrl-C reaches this process only,
which then stops them one after the other. If this process is killed, they end with it (see
``core.processes``).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from curbside.core.processes import children_obey

LOOK = 0.25  # seconds between two looks at the children
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a child that died is started again
STEADY = 60.0  # a child that lived so many seconds starts with a short pause again
STOPS_IN = 30.0  # seconds a child has to end when told to


@dataclass
class Child:
    """A process to keep: what to call it, how to start it, and how that went so far."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = field(default=0.0)


class Supervisor:
    """Runs children until told to stop. ``say`` tells the operator what happened."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self._children = children
        self._say = say
        self._stop = threading.Event()
        self._hurry = False

    def catch_signals(self) -> None:
        """Stop on Ctrl-C, on SIGTERM and when the terminal closes; at once when told twice."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._told)

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def _told(self, number: int, frame: FrameType | None) -> None:
        self._hurry = self._stop.is_set()
        self._stop.set()

    def run(self, look: Callable[[], None]) -> None:
        """Keep the children running until told to stop, then end them, the first one first.

        ``look`` is called with every look at the children.
        """
        children_obey()
        try:
            while not self._stop.wait(LOOK):
                for child in self._children:
                    self._keep(child)
                look()
        finally:
            for child in self._children:
                self._end(child)

    def _keep(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                child.process = subprocess.Popen(child.command, process_group=0)  # noqa: S603
                child.started = now
            return
        code = child.process.poll()
        if code is None:
            return
        if now - child.started > STEADY:
            child.pause = FIRST_PAUSE
        self._say(f"{child.name} ended ({_ending(code)}); starting it again.")
        child.process, child.due = None, now + child.pause
        child.pause = min(child.pause * 2, LONGEST_PAUSE)

    def _end(self, child: Child) -> None:
        process = child.process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        ending = time.monotonic() + STOPS_IN
        while process.poll() is None and time.monotonic() < ending and not self._hurry:
            time.sleep(0.05)
        if process.poll() is None:
            self._say(f"{child.name} did not stop in time and is ended.")
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
