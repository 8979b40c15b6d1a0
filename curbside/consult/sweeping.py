"""Looking after many questions, one after the other: one that fails holds up no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from curbside.core.errors import CurbsideError

logger = logging.getLogger("curbside.consult")


class Unfinished(CurbsideError):
    """Some questions could not be looked after; the next time may do better."""

    code = "unfinished"
    retryable = True


Work = tuple[Iterable[int], Callable[[int], None]]


def every(*work: Work) -> None:
    """Do one thing after the other, each for all of its row numbers, whatever fails on the way.
    Raises Unfinished at the end if any failed.

    Logs what kind of failure it was and which row; a database's message may quote the question.
    """
    failed = 0
    for numbers, operation in work:
        for number in numbers:
            try:
                operation(number)
            except Exception as problem:  # whatever it is, the others must not wait for it
                failed += 1
                logger.error("%s at question %d", type(problem).__qualname__, number)
    if failed:
        raise Unfinished(f"{failed} questions could not be looked after.", "See the log.")
