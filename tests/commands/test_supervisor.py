"""The supervisor with small processes: kept alive, ended in order, ended by force if need be."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from curbside.commands import supervisor
from curbside.commands.supervisor import Child, Supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
FAILS = [sys.executable, "-c", "raise SystemExit(3)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "open(sys.argv[1], 'w').close(); time.sleep(600)",
]


class Stage:
    """Runs a supervisor in a thread and hears what it says."""

    def __init__(self, *children: Child) -> None:
        self.said: list[str] = []
        self.supervisor = Supervisor(children, self.said.append)
        self.thread = threading.Thread(target=self.supervisor.run, args=(lambda: None,))
        self.thread.start()

    def stop(self) -> None:
        self.supervisor._told(15, None)
        self.thread.join()


def eventually(condition: object) -> None:
    assert callable(condition)
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


def test_what_fails_is_started_again_with_longer_pauses() -> None:
    child = Child("The clock", FAILS)
    stage = Stage(child)
    eventually(lambda: len(stage.said) >= 2)
    stage.stop()
    assert stage.said[0] == "The clock ended (exit code 3); starting it again."
    assert child.pause >= 4 * supervisor.FIRST_PAUSE


def test_all_end_when_told() -> None:
    children = [Child("One", SLEEPS), Child("Two", SLEEPS)]
    stage = Stage(*children)
    eventually(lambda: all(child.process for child in children))
    stage.stop()
    assert all(child.process and child.process.poll() == -15 for child in children)
    assert stage.said == []


def test_what_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOPS_IN", 0.5)
    child = Child("The mule", [*STUBBORN, str(tmp_path / "ready")])
    stage = Stage(child)
    eventually((tmp_path / "ready").exists)
    stage.stop()
    assert child.process
    assert child.process.poll() == -9
    assert stage.said == ["The mule did not stop in time and is ended."]


def test_told_twice_it_does_not_wait(tmp_path: Path) -> None:
    child = Child("The mule", [*STUBBORN, str(tmp_path / "ready")])
    stage = Stage(child)
    eventually((tmp_path / "ready").exists)
    stage.supervisor._told(2, None)
    stage.stop()
    assert child.process
    assert child.process.poll() == -9
