"""The one source of the present time, so that tests control it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _system_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


_source: Callable[[], dt.datetime] = _system_now


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _source()


def today() -> dt.date:
    """The present date in UTC."""
    return now().date()


@contextmanager
def frozen(moment: dt.datetime) -> Iterator[None]:
    """Make ``now()`` return ``moment`` (aware) inside the block. For tests."""
    global _source
    before = _source
    _source = lambda: moment  # noqa: E731 - a two-line function would say no more
    try:
        yield
    finally:
        _source = before
