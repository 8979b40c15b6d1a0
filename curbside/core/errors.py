"""The one tree of errors, with one HTTP status each.

Every error says what to do and whether trying again can help. Messages never hold question
text, names or addresses, because they are logged.
"""

from __future__ import annotations


class CurbsideError(Exception):
    """Root of the tree. ``message`` says what is wrong, ``hint`` what to do about it."""

    code = "error"
    http_status = 500
    retryable = False

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadInput(CurbsideError):
    """What was sent cannot be read or breaks a stated limit."""

    code = "bad-input"
    http_status = 400


class NotFound(CurbsideError):
    """No such thing, or not for this person: the two look the same."""

    code = "not-found"
    http_status = 404


class Gone(CurbsideError):
    """It was public once and was withdrawn."""

    code = "gone"
    http_status = 410


class Conflict(CurbsideError):
    """Somebody else changed it first."""

    code = "conflict"
    http_status = 409


class Unavailable(CurbsideError):
    """Something this needs is not there now; trying again can help."""

    code = "unavailable"
    http_status = 503
    retryable = True


class Misconfigured(CurbsideError):
    """The installation is not set up right; the operator has to act."""

    code = "misconfigured"
    http_status = 500
