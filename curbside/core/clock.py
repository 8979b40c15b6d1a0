"""The one source of the present time, so that tests control it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The present date in UTC."""
    return now().date()


@contextmanager
def frozen(moment: dt.datetime) -> Iterator[None]:
    """Make ``now()`` return ``moment`` (aware) inside the block. For tests."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
