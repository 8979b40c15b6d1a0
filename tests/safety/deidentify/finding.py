"""What the tables of this folder ask: the parts of a text that were found, and their types."""

from __future__ import annotations

from curbside.safety.deidentify import find


def found(text: str) -> dict[str, str]:
    """Each found part with its type."""
    return {text[span.start : span.end]: span.type for span in find(text)}


def covered(text: str, part: str) -> bool:
    """Whether every letter and digit of the first ``part`` of the text lies in spans."""
    start = text.index(part)
    inside = {i for span in find(text) for i in range(span.start, span.end)}
    return all(i in inside for i in range(start, start + len(part)) if text[i].isalnum())
