"""A real HTTP server that speaks as an OpenAI-compatible one does, well or badly, by a script."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """Where it is, and what it was sent: (path, headers, body) of each request."""

    url: str = ""
    sent: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)


@contextlib.contextmanager
def serving(script: Iterable[Step]) -> Iterator[Server]:
    """A server that answers each request with the next step, and then with 500."""
    steps, told = iter(script), Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.sent.append((self.path, dict(self.headers), json.loads(body)))
            with contextlib.suppress(OSError):  # the client may be gone, which is the point
                next(steps, status(500))(self)
            self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(text: str, **usage: int) -> Step:
    """A good answer."""
    found: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    if usage:
        found["usage"] = usage
    return body(json.dumps(found).encode())


def body(content: bytes, code: int = 200, **headers: str) -> Step:
    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return step


def status(code: int, **headers: str) -> Step:
    return body(b'{"error": {"message": "no"}}', code, **headers)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Announces more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [{"message": {"content": "half')


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Says nothing at all."""


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever, so that no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Takes the request and then says nothing for a long time."""
    time.sleep(20)


def huge(handler: BaseHTTPRequestHandler) -> None:
    """A body without end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x" * 65_536)
