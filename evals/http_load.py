"""A small HTTP/1.1 client that asks as fast as it is answered, over keep-alive connections.

Run in a process of its own so that it shares no interpreter with what it measures. Reads one JSON
job from standard input, writes one JSON result; see ``Job`` and ``Result``. Knows nothing of what
it asks for, follows no redirect, and needs a Content-Length on every answer with a body.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
TAG = re.compile(rb"\r\netag: *([^\r]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Job:
    """``paths`` asked round and round for ``seconds``, or each once where that is 0.

    ``tags`` (one a path, may be empty strings) are sent as If-None-Match.
    """

    port: int
    paths: list[str]
    connections: int = 8
    seconds: float = 0.0
    gzip: bool = True
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """``milliseconds`` of each answer in the order they came; ``tags`` by path; ``cpu_share`` is
    this process's own processor time over the time it ran: near 1 means it was the bottleneck.
    """

    per_second: float
    milliseconds: list[float]
    statuses: dict[str, int]
    body_bytes: int
    tags: dict[str, str]
    cpu_share: float


class Connection(asyncio.Protocol):
    """One keep-alive connection: sends the next request when an answer is whole."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.buffer = b""
        self.needed = 0  # bytes the answer being read has in all; 0 while its head is incomplete
        self.path = ""
        self.sent_at = 0.0
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.send()

    def send(self) -> None:
        nothing: tuple[str, bytes] = ("", b"")
        self.path, request = nothing if self.load.over() else next(self.load.requests, nothing)
        if not request:
            self.transport.close()
            return
        self.sent_at = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        if not self.needed:
            self._read_head()
        if self.needed and len(self.buffer) >= self.needed:
            self.load.answered(self.path, self.buffer, time.perf_counter() - self.sent_at)
            self.buffer, self.needed = b"", 0
            self.send()

    def _read_head(self) -> None:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        length = LENGTH.search(self.buffer, 0, end)
        if length is None and self.buffer[9:12] != b"304":
            raise ValueError(f"no Content-Length: {self.buffer[:200]!r}")
        self.needed = end + 4 + (int(length[1]) if length and self.buffer[9:12] != b"304" else 0)

    def connection_lost(self, _: Exception | None) -> None:
        self.load.closed()


class Load:
    """The whole run: what is left to ask, and what came back."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.requests = self._requests()
        self.open = job.connections
        self.done = asyncio.get_running_loop().create_future()
        self.milliseconds: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.tags: dict[str, str] = {}
        self.body_bytes = 0
        self.start = time.perf_counter()

    def _requests(self) -> Iterator[tuple[str, bytes]]:
        tags = self.job.tags or [""] * len(self.job.paths)
        made = [
            (path, _request(self.job, path, tag))
            for path, tag in zip(self.job.paths, tags, strict=True)
        ]
        return itertools.cycle(made) if self.job.seconds else iter(made)

    def over(self) -> bool:
        return bool(self.job.seconds) and time.perf_counter() - self.start > self.job.seconds

    def answered(self, path: str, answer: bytes, seconds: float) -> None:
        self.milliseconds.append(seconds * 1000)
        self.statuses[answer[9:12].decode()] += 1
        head, _, body = answer.partition(b"\r\n\r\n")
        self.body_bytes += len(body)
        if not self.job.seconds and (tag := TAG.search(head)):
            self.tags[path] = tag[1].decode()

    def closed(self) -> None:
        self.open -= 1
        if not self.open and not self.done.done():
            self.done.set_result(None)


def _request(job: Job, path: str, tag: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{job.port}", "Connection: keep-alive"]
    lines += ["Accept-Encoding: gzip"] if job.gzip else []
    lines += [f"If-None-Match: {tag}"] if tag else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def run(job: Job) -> Result:
    """Ask, and wait until every connection is done."""
    load = Load(job)
    loop = asyncio.get_running_loop()
    for _ in range(job.connections):
        await loop.create_connection(lambda: Connection(load), "127.0.0.1", job.port)
    await load.done
    elapsed = time.perf_counter() - load.start
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Result(
        per_second=len(load.milliseconds) / elapsed,
        milliseconds=load.milliseconds,
        statuses=dict(load.statuses),
        body_bytes=load.body_bytes,
        tags=load.tags,
        cpu_share=(used.ru_utime + used.ru_stime) / elapsed,
    )


if __name__ == "__main__":
    json.dump(asdict(asyncio.run(run(Job(**json.load(sys.stdin))))), sys.stdout)
