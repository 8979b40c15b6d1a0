"""A model behind an OpenAI-compatible server: POST …/chat/completions.

One request at a time, no streaming, no redirects. A watch ends a connection at the deadline
whatever the server does, so a server that sends a byte a second holds nobody up.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from curbside.core.errors import Misconfigured, Unavailable
from curbside.llm.errors import BadAnswer
from curbside.llm.port import LONGEST_ANSWER, Answer, Prompt

PATH = "/chat/completions"
ATTEMPTS = 3
FIRST_PAUSE = 0.5  # seconds; doubled each time, with some chance in it
PASSING = frozenset({408, 409, 425, 429})  # with every 5xx: may pass by itself


class _Away(Exception):
    """An attempt failed and may be made again, after so many seconds if the server said."""

    def __init__(self, pause: float = 0.0) -> None:
        super().__init__()
        self.pause = pause


@dataclass(frozen=True)
class HttpModel:
    """``url`` is the base, such as https://llm.example.org/v1; ``seconds`` are for all attempts."""

    url: str
    key: str
    id: str
    seconds: float = 60.0
    rest: Callable[[float], None] = time.sleep

    def complete(self, prompt: Prompt) -> Answer:
        end = time.monotonic() + self.seconds
        body = self._body(prompt)
        for attempt in range(ATTEMPTS):
            try:
                return _read(self._send(body, end), prompt)
            except _Away as failed:
                pause = max(failed.pause, FIRST_PAUSE * 2**attempt * random.uniform(1, 1.3))  # noqa: S311 - spreads retries
                if attempt + 1 == ATTEMPTS or time.monotonic() + pause >= end:
                    break
                self.rest(pause)
        raise Unavailable("The language model does not answer.", "It is tried again later.")

    def _body(self, prompt: Prompt) -> bytes:
        asked = {
            "model": self.id,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "temperature": 0,
            "max_tokens": prompt.most_tokens,
            "stream": False,
        }
        return json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")

    def _send(self, body: bytes, end: float) -> bytes:
        """The body of a 200. Raises _Away, Misconfigured or BadAnswer."""
        left = end - time.monotonic()
        if left <= 0:
            raise _Away
        connection = _connection(self.url, left)
        watch = threading.Timer(left, lambda: None)
        try:
            connection.connect()
            # The socket itself, because http.client lets go of it once the answer has begun.
            watch = threading.Timer(end - time.monotonic(), _cut, [connection.sock])
            watch.daemon = True
            watch.start()
            connection.request("POST", _path(self.url), body, self._headers())
            response = connection.getresponse()
            _look_at(response.status, response.getheader("Retry-After") or "")
            whole = _whole(response)
            if time.monotonic() >= end:  # cut by the watch, perhaps in the middle
                raise _Away
            return whole
        except (OSError, http.client.HTTPException, ValueError):
            # ValueError: what http.client says of a socket cut under it.
            raise _Away from None
        finally:
            watch.cancel()
            connection.close()

    def _headers(self) -> dict[str, str]:
        key = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {"Content-Type": "application/json", "Accept": "application/json", **key}


def _connection(url: str, seconds: float) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Misconfigured("CURBSIDE_LLM_URL is no address.", "It looks like https://host/v1.")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname, parts.port, timeout=seconds)


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/") + PATH


def _cut(held: socket.socket) -> None:
    """End a connection under whoever reads from it."""
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


def _look_at(status: int, retry_after: str) -> None:
    if status == http.client.OK:
        return
    if status in PASSING or status >= 500:
        raise _Away(_pause(retry_after))
    raise Misconfigured(
        f"The language model's server refuses us (status {status}).",
        "Look at CURBSIDE_LLM_URL, CURBSIDE_LLM_KEY and CURBSIDE_LLM_MODEL.",
    )


def _pause(said: str) -> float:
    return float(said) if said.isdecimal() else 0.0


def _whole(response: http.client.HTTPResponse) -> bytes:
    """The body, if it is all there and not too long."""
    body = response.read(LONGEST_ANSWER + 1)
    if len(body) > LONGEST_ANSWER:
        raise BadAnswer("The language model's answer is too long.")
    if response.length:  # the connection ended before what was announced had come
        raise _Away
    return body


def _read(body: bytes, prompt: Prompt) -> Answer:
    try:
        found: Any = json.loads(body)
        text = found["choices"][0]["message"]["content"]
        usage = found.get("usage") or {}
        tokens = usage.get("total_tokens")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise BadAnswer("The language model's answer cannot be read.") from None
    if not isinstance(text, str) or not text.strip():
        raise BadAnswer("The language model's answer is empty.")
    if isinstance(tokens, bool) or not isinstance(tokens, int) or tokens < 1:
        tokens = prompt.estimate() + len(text.encode()) // 3 + 1
    return Answer(text, tokens)
