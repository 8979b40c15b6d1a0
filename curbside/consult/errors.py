"""The consult room's own leaves of the tree of errors. Messages hold nothing anybody typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curbside.core.errors import BadInput, Conflict, CurbsideError, NotFound


class Invalid(BadInput):
    """Fields of a form cannot be accepted. ``problems`` maps a field to what is wrong with it:
    "required", "too-long", "unknown" (no such choice), "unreadable"; pages put it into words.
    """

    code = "invalid"

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Something is missing or cannot be read.", "See the marked fields.")
        self.problems = dict(problems)


class EditConflict(Conflict):
    """The text was changed elsewhere since it was loaded. Nothing is lost: ``mine`` is what was
    sent, ``theirs`` what is kept, ``version`` the version of what is kept.
    """

    code = "edit-conflict"

    def __init__(self, mine: Any, theirs: Any, version: int) -> None:
        super().__init__(
            "This was changed in another window since you opened it.",
            "Compare both texts, then save the one you want.",
        )
        self.mine, self.theirs, self.version = mine, theirs, version


class EmergencyFirst(Conflict):
    """The form may be sent only after its asker has seen what to do in an emergency."""

    code = "emergency-first"

    def __init__(self) -> None:
        super().__init__(
            "What you describe may need help right now.", "Read what to do first, then go on."
        )


class TooMany(CurbsideError):
    """More questions than a person or a network may ask in a day."""

    code = "too-many"
    http_status = 429
    retryable = True


class TooManyOwn(TooMany):
    """It was one person who began so many forms."""


def no_question() -> NotFound:
    """The one answer to a wrong id, a wrong key and the wrong person."""
    return NotFound("There is no such question.", "Use the link in the email we sent you.")
