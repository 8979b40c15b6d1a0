"""How a line of the log is written: never with the message of an exception, which may quote what
somebody asked (a database's does: the whole row). Where it happened, and of what kind, stays.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """A formatter that shows of an exception its kind and the places in the code."""

    def formatException(self, ei: Failure) -> str:
        """The kinds of the exception and of what caused it, each with its places."""
        out: list[str] = []
        problem, seen = ei[1], set[int]()
        while problem is not None and id(problem) not in seen:
            seen.add(id(problem))
            places = "".join(traceback.format_tb(problem.__traceback__))
            out.append(f"{places}{type(problem).__module__}.{type(problem).__qualname__}")
            hidden = None if problem.__suppress_context__ else problem.__context__
            problem = problem.__cause__ or hidden
        return "\ncaused by\n".join(out)
