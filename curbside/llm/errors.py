"""What can go wrong with a language model beyond ``core.errors``. No message holds a text."""

from __future__ import annotations

from curbside.core.errors import CurbsideError, Unavailable


class BadAnswer(CurbsideError):
    """The server answered, but not with what can be read. Asking again gives the same."""

    code = "bad-answer"
    http_status = 502


class OverBudget(Unavailable):
    """The tokens of today are spent."""

    code = "over-budget"
