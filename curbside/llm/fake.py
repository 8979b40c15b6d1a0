"""A model that says what it was told to, for tests. Keeps the promises of the port."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from curbside.core.errors import Misconfigured, Unavailable
from curbside.llm.errors import BadAnswer
from curbside.llm.port import LONGEST_ANSWER, Answer, Prompt

ATTEMPTS = 3


@dataclass(frozen=True)
class Fails:
    """An attempt that fails: "away", "refused" or "unreadable"."""

    how: str


@dataclass
class FakeModel:
    """Goes through ``script``: a text is an answer, a ``Fails`` a failed attempt. Remembers what it
    was asked in ``asked``.
    """

    script: Iterable[str | Fails]
    id: str = "fake"
    asked: list[Prompt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._steps = iter(self.script)

    def complete(self, prompt: Prompt) -> Answer:
        self.asked.append(prompt)
        for _ in range(ATTEMPTS):
            step = next(self._steps, Fails("away"))
            if isinstance(step, str):
                return _read(step, prompt)
            if step.how == "refused":
                raise Misconfigured("The language model refuses us.", "Look at its key and name.")
            if step.how == "unreadable":
                raise BadAnswer("The language model's answer cannot be read.")
        raise Unavailable("The language model does not answer.", "It is tried again later.")


def _read(text: str, prompt: Prompt) -> Answer:
    if not text.strip() or len(text.encode()) > LONGEST_ANSWER:
        raise BadAnswer("The language model's answer cannot be read.")
    return Answer(text, prompt.estimate() + len(text) // 3 + 1)
