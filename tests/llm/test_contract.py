"""What every language model promises (`curbside.llm.port`), for the real client and the fake.

The real client talks to a real HTTP server. What only it has to bear is in `test_http_model`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from curbside.core.errors import CurbsideError, Misconfigured, Unavailable
from curbside.llm import Answer, BadAnswer, ChatModel, Prompt
from curbside.llm.fake import Fails, FakeModel
from curbside.llm.http_model import HttpModel
from curbside.llm.port import LONGEST_ANSWER
from tests.llm import server

PROMPT = Prompt("Rewrite it.", "My lip jumps, says Mary Whitfield.")
KEY = "sk-very-secret"
Make = Callable[..., ChatModel]
STEPS = {
    "away": server.status(503),
    "refused": server.status(401),
    "unreadable": server.body(b"<html>no JSON</html>"),
}


@pytest.fixture(params=["fake", "http"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes a model that goes through a script of answers and failures."""
    with contextlib.ExitStack() as stack:

        def build(*script: str | Fails) -> ChatModel:
            if request.param == "fake":
                return FakeModel(script, id="some-model")
            steps = [server.says(s) if isinstance(s, str) else STEPS[s.how] for s in script]
            running = stack.enter_context(server.serving(steps))
            return HttpModel(running.url, KEY, "some-model", 20, rest=lambda seconds: None)

        yield build


def test_it_answers(make: Make) -> None:
    answer = make("A lip that jumps.").complete(PROMPT)
    assert answer.text == "A lip that jumps."
    assert answer.tokens > PROMPT.estimate()


def test_it_has_a_name(make: Make) -> None:
    assert make("x").id == "some-model"


@pytest.mark.parametrize("text", ["嘴唇一直跳。", "😀 «ok»", "a\nb", '{"x": 1}', "<b>&amp;</b>"])
def test_the_text_comes_as_it_is(make: Make, text: str) -> None:
    assert make(text).complete(Prompt("說", text)).text == text


@pytest.mark.parametrize("failures", [1, 2])
def test_what_passes_by_itself_is_tried_again(make: Make, failures: int) -> None:
    assert make(*[Fails("away")] * failures, "At last.").complete(PROMPT).text == "At last."


def test_after_three_attempts_it_gives_up(make: Make) -> None:
    model = make(*[Fails("away")] * 3, "Too late.")
    with pytest.raises(Unavailable) as raised:
        model.complete(PROMPT)
    assert raised.value.retryable


def test_a_refusal_is_not_tried_again(make: Make) -> None:
    model = make(Fails("refused"), "Never asked for.")
    with pytest.raises(Misconfigured):
        model.complete(PROMPT)
    assert model.complete(PROMPT).text == "Never asked for."


def test_an_answer_that_cannot_be_read_is_not_tried_again(make: Make) -> None:
    model = make(Fails("unreadable"), "Never asked for.")
    with pytest.raises(BadAnswer):
        model.complete(PROMPT)
    assert model.complete(PROMPT).text == "Never asked for."


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_ANSWER + 1)])
def test_nothing_and_too_much_are_no_answers(make: Make, text: str) -> None:
    with pytest.raises(BadAnswer):
        make(text).complete(PROMPT)


@pytest.mark.parametrize("how", ["away", "refused", "unreadable"])
def test_what_is_raised_holds_no_text_and_no_key(make: Make, how: str) -> None:
    with pytest.raises(CurbsideError) as raised:
        make(*[Fails(how)] * 3).complete(PROMPT)
    said = f"{raised.value} {raised.value.__cause__}"
    for secret in (KEY, "Whitfield", "lip", "no JSON"):
        assert secret not in said


def test_many_threads_at_once(make: Make) -> None:
    model = make(*["Yes."] * 24)
    with ThreadPoolExecutor(6) as pool:
        found: list[Answer] = list(pool.map(lambda _: model.complete(PROMPT), range(24)))
    assert {answer.text for answer in found} == {"Yes."}
