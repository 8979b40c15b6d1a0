"""The port to a language model: what every one of them promises.

Purpose: let `explain` have a text rewritten without knowing who does it.
Deliberately not here: which model (see `registry`), and any trust in what it says: whoever asks
checks the answer, sentence by sentence. Each promise below is checked for the real client and the
fake by one suite, `tests/llm/test_contract.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

LONGEST_ANSWER: Final = 200_000  # bytes of a whole reply of the server


@dataclass(frozen=True)
class Prompt:
    """``system`` is ours and the only text that instructs; ``user`` is material to work on."""

    system: str
    user: str
    most_tokens: int = 2000

    def estimate(self) -> int:
        """About how many tokens sending it takes; too many rather than too few."""
        return len((self.system + self.user).encode()) // 3 + 1


@dataclass(frozen=True)
class Answer:
    """What the model wrote, never empty, and how many tokens it took both ways."""

    text: str
    tokens: int


class ChatModel(Protocol):
    """Answers a prompt with a text."""

    @property
    def id(self) -> str:
        """The model's name, for the audit."""

    def complete(self, prompt: Prompt) -> Answer:
        """The answer to the prompt, within the time the model was given for all its attempts.

        What may pass by itself (no connection, a server that fails or is slow, one that asks to
        wait) is tried again, and then raises `core.errors.Unavailable`. A key or a model that is
        refused raises `core.errors.Misconfigured` at once, and an answer that cannot be read (no
        JSON, no text in it, more than `LONGEST_ANSWER` bytes) `llm.BadAnswer`. Nothing that is
        raised holds the prompt, the answer or the key. Safe to call from several threads at once.
        """
