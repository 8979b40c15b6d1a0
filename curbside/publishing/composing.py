"""What of a consult may be published at all, as texts in the order they are read. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curbside.search.headlines.writing import LIMIT

TITLE, QUESTION = "title", "question"
LONGEST_HEADLINE = LIMIT


@dataclass(frozen=True)
class Turn:
    """A follow-up of the asker or a reply, of round ``round`` (0 is the first reply's)."""

    round: int
    text: str
    by_doctor: bool

    @property
    def key(self) -> str:
        """The name of the part that holds this turn."""
        return f"{'reply' if self.by_doctor else 'follow-up'}-{self.round}"


def texts(title: str, question: str, wants: str, turns: Sequence[Turn]) -> dict[str, str]:
    """Part → text, empty ones left out. What the asker filled in beside the question (since when,
    conditions, medicines, what was tried) was for the doctor and is never published.
    """
    asked = "\n\n".join(part for part in (question.strip(), wants.strip()) if part)
    found = {TITLE: title.strip(), QUESTION: asked}
    for turn in sorted(turns, key=lambda turn: (turn.round, turn.by_doctor)):
        found[turn.key] = turn.text.strip()
    return {key: text for key, text in found.items() if text}
