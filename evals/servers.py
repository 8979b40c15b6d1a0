"""Starting granian as production does, on a free port, and looking at its workers.

Threads and queue are those of ``curbside up``; its supervision is left out, because what is
measured here must end with the measurement.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from curbside.commands.web_process import THREADS, WAITING

WORKERS = 2
START_SECONDS = 60


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The processes that answer: children that have loaded the application."""
        path = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        children = [int(child) for child in path.read_text().split()]
        return [child for child in children if memory(child).rss > 40]


@dataclass(frozen=True)
class Memory:
    """MiB of a process: resident, and proportional (shared pages counted once in all)."""

    rss: float
    pss: float


def memory(pid: int) -> Memory:
    """What the process holds now."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return Memory(found["Rss"], found["Pss"])


@contextmanager
def serving(
    application: str, healthy: str, extra: dict[str, str] | None = None
) -> Iterator[Running]:
    """Granian with two workers over ``application`` until the block ends."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS),
        "--blocking-threads", str(THREADS), "--backpressure", str(WAITING),
        "--log-level", "warning", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, **(extra or {})})
    try:
        _wait(port, healthy)
        yield Running(port, process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(port: int, path: str, gzip: bool = False) -> tuple[int, bytes]:
    """Status and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept-Encoding": "gzip"} if gzip else {}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def _wait(port: int, path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if fetch(port, path)[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"the server did not answer {path} within {START_SECONDS} s")
