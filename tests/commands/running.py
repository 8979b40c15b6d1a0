"""Starting `curbside up` as a real process, and looking at what it started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
import psycopg

PATIENCE = 120.0  # generous: how long anything may take on a busy machine
PROGRAM = ("-m", "curbside")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(condition: Callable[[], object], what: str) -> None:
    """Wait until ``condition`` holds; fail if it never does."""
    ending = time.monotonic() + PATIENCE
    while time.monotonic() < ending:
        with contextlib.suppress(psutil.Error, psycopg.Error, OSError):
            if condition():
                return
        time.sleep(0.1)
    raise AssertionError(f"never happened: {what}")


def command(*arguments: str, data_dir: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run `curbside` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "curbside", *arguments],
        env=environment(data_dir, url),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def environment(data_dir: Path, url: str = "") -> dict[str, str]:
    """The environment of an installation of its own."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("CURBSIDE_")}
    return known | {
        "CURBSIDE_DATA_DIR": str(data_dir),
        "CURBSIDE_ENCODER": "fake",
        "DATABASE_URL": url,
    }


class Up:
    """A running `curbside up`."""

    def __init__(
        self,
        data_dir: Path,
        port: int,
        settings: dict[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        """``settings`` beside those of ``environment``; ``program`` is what this Python runs."""
        self.data_dir, self.port = data_dir, port
        self.log = data_dir.with_name(data_dir.name + ".log")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *program, "up", "--port", str(port), "--sample"],
                env=environment(data_dir) | (settings or {}),
                stdout=log,
                stderr=log,
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return str(answer.read().decode())

    def serves(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"up ended: {self.said()}")
        return bool(self.get("/healthz"))

    def await_serving(self) -> None:
        eventually(self.serves, f"an answer; it said: {self.said()}")

    def child(self, words: str) -> psutil.Process:
        """The child process of ``up`` whose command line holds ``words``."""
        for process in psutil.Process(self.process.pid).children():
            if words in " ".join(process.cmdline()):
                return process
        raise psutil.NoSuchProcess(0, words)

    def keeper(self) -> psutil.Process:
        """The keeper of this data folder's database."""
        for process in psutil.process_iter(["cmdline"]):
            line = process.info["cmdline"] or []
            if "curbside.core.keeper" in line and str(self.data_dir / "postgres") in line:
                return process
        raise psutil.NoSuchProcess(0, "keeper")

    def everything(self) -> list[psutil.Process]:
        """Every process that belongs to this installation but ``up`` itself."""
        keeper = self.keeper()
        children = psutil.Process(self.process.pid).children(recursive=True)
        return list({*children, keeper, *keeper.children(recursive=True)})

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


def gone(processes: list[psutil.Process]) -> bool:
    """Whether none of the processes runs any more."""
    return not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes)


@contextlib.contextmanager
def running(
    data_dir: Path,
    settings: dict[str, str] | None = None,
    program: Sequence[str] = PROGRAM,
) -> Iterator[Up]:
    """A serving installation; stopped in the end if it still runs."""
    up = Up(data_dir, free_port(), settings, program)
    try:
        up.await_serving()
        yield up
    finally:
        if up.process.poll() is None:
            up.stop()
