"""What of a consult may be published at all, as texts in the order they are read. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curbside.search.headlines.writing import LIMIT

TITLE, QUESTION = "title", "question"
LONGEST_HEADLINE = LIMIT


@dataclass(frozen=True)
class Turn:
    """A follow-up of the asker or a reply, of round ``round`` (0 is the first reply's). ``marked``:
    in Markdown, as doctors write here, and did not always.
    """

    round: int
    text: str
    by_doctor: bool
    marked: bool = False

    @property
    def key(self) -> str:
        """The name of the part that holds this turn."""
        return f"{'reply' if self.by_doctor else 'follow-up'}-{self.round}"


@dataclass(frozen=True)
class Text:
    """What a part says, and whether in Markdown."""

    text: str
    marked: bool = False


def texts(title: str, question: str, wants: str, turns: Sequence[Turn]) -> dict[str, Text]:
    """Part → text, empty ones left out. What the asker filled in beside the question (since when,
    conditions, medicines, what was tried) was for the doctor and is never published.
    """
    asked = "\n\n".join(part for part in (question.strip(), wants.strip()) if part)
    found = {TITLE: Text(title.strip()), QUESTION: Text(asked)}
    for turn in sorted(turns, key=lambda turn: (turn.round, turn.by_doctor)):
        found[turn.key] = Text(turn.text.strip(), turn.marked)
    return {key: one for key, one in found.items() if one.text}
