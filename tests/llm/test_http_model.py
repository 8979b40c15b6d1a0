"""What the real client has to bear: slow, broken and boundless servers, and what it sends."""

from __future__ import annotations

import json
import time

import pytest

from curbside.core.errors import CurbsideError, Misconfigured, Unavailable
from curbside.llm import BadAnswer, Prompt
from curbside.llm.http_model import HttpModel
from tests.llm import server
from tests.llm.server import Step

PROMPT = Prompt("You rewrite.", "A text.", most_tokens=77)


def model(url: str, seconds: float = 20) -> HttpModel:
    return HttpModel(url, "a-key", "some-model", seconds, rest=lambda seconds: None)


def test_what_is_sent() -> None:
    with server.serving([server.says("Yes.", total_tokens=42)]) as running:
        answer = model(running.url).complete(PROMPT)
    assert answer.tokens == 42
    ((path, headers, body),) = running.sent
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer a-key"
    assert body["model"] == "some-model"
    assert body["max_tokens"] == 77
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        ("system", "You rewrite."),
        ("user", "A text."),
    ]


def test_without_a_key_none_is_sent() -> None:
    with server.serving([server.says("Yes.")]) as running:
        HttpModel(running.url, "", "some-model").complete(PROMPT)
    assert "Authorization" not in running.sent[0][1]


@pytest.mark.parametrize("slow", [server.silent, server.drips], ids=["silent", "dripping"])
def test_a_slow_server_holds_nobody_up(slow: Step) -> None:
    with server.serving([slow, slow, slow]) as running:
        began = time.monotonic()
        with pytest.raises(Unavailable):
            model(running.url, seconds=0.6).complete(PROMPT)
        assert time.monotonic() - began < 15  # it drips and is silent for 20 seconds
    assert len(running.sent) == 1, "all attempts together have the time of one"


@pytest.mark.parametrize(
    "broken",
    [server.cut, server.hangs_up, server.status(500), server.status(429), server.status(502)],
    ids=["cut", "hangs up", "500", "429", "502"],
)
def test_a_broken_server_is_asked_again(broken: Step) -> None:
    with server.serving([broken, server.says("Back.")]) as running:
        assert model(running.url).complete(PROMPT).text == "Back."
    assert len(running.sent) == 2


def test_a_body_without_end_is_not_read_to_it() -> None:
    with server.serving([server.huge]) as running, pytest.raises(BadAnswer):
        model(running.url).complete(PROMPT)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"choices": []}',
        b'{"choices": [{"message": {}}]}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": 7}}]}',
        b'{"choices": "abc"}',
        b'{"choices": [{"message": {"content": "x"}}], "usage": [1]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_answer(content: bytes) -> None:
    with server.serving([server.body(content)]) as running, pytest.raises(BadAnswer):
        model(running.url).complete(PROMPT)


@pytest.mark.parametrize("tokens", [0, -5, True, "many", None, 1.5])
def test_what_a_server_says_it_cost_is_taken_only_when_it_is_a_count(tokens: object) -> None:
    said = {"choices": [{"message": {"content": "Yes."}}], "usage": {"total_tokens": tokens}}
    with server.serving([server.body(json.dumps(said).encode())]) as running:
        assert model(running.url).complete(PROMPT).tokens > PROMPT.estimate()


@pytest.mark.parametrize("code", [301, 302, 400, 401, 403, 404, 422])
def test_a_refusal_names_the_settings_and_is_not_repeated(code: int) -> None:
    with (
        server.serving([server.status(code, Location="http://192.0.2.1/")]) as running,
        pytest.raises(Misconfigured, match="CURBSIDE_LLM_URL"),
    ):
        model(running.url).complete(PROMPT)
    assert len(running.sent) == 1


def test_a_server_that_asks_to_wait_is_obeyed_within_the_time() -> None:
    waited: list[float] = []
    script = [server.status(429, Retry_After="3"), server.says("Yes.")]
    with server.serving(script) as running:
        HttpModel(running.url, "", "m", 20, rest=waited.append).complete(PROMPT)
        assert waited == [3.0]
    with server.serving([server.status(429, Retry_After="999"), *script]) as running:
        with pytest.raises(Unavailable):
            HttpModel(running.url, "", "m", 20, rest=waited.append).complete(PROMPT)
        assert waited == [3.0], "nobody waits longer than there is time"


def test_pauses_grow() -> None:
    waited: list[float] = []
    with server.serving([]) as running, pytest.raises(Unavailable):
        HttpModel(running.url, "", "m", 20, rest=waited.append).complete(PROMPT)
    first, second = waited
    assert 0.5 <= first < second <= 1.3


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "http://no-such-host.invalid/v1"])
def test_nobody_there(url: str) -> None:
    with pytest.raises(Unavailable):
        model(url, seconds=5).complete(PROMPT)


@pytest.mark.parametrize("url", ["", "ftp://host/v1", "host:80", "file:///etc/passwd"])
def test_no_address(url: str) -> None:
    with pytest.raises(CurbsideError):
        model(url).complete(PROMPT)
