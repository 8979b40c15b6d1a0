"""One import of a source at a time, on any number of machines: a lock in the database."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator

from django.db import connection

from curbside.core.errors import Conflict

PATIENCE = 15.0  # seconds the server may take to notice that the process it served was killed
PAUSE = 0.2


@contextlib.contextmanager
def only_one(source: str) -> Iterator[None]:
    """Hold the lock of the source. Raises Conflict when someone else keeps holding it.

    It belongs to the database session, so that it ends with a process that is killed.
    """
    key = _key(source)
    end = time.monotonic() + PATIENCE
    while not _asked("SELECT pg_try_advisory_lock(%s)", key):
        if time.monotonic() > end:
            raise Conflict(
                f"Another import of the source {source!r} is running.", "Wait until it has ended."
            )
        time.sleep(PAUSE)
    try:
        yield
    finally:
        _asked("SELECT pg_advisory_unlock(%s)", key)


def _asked(sql: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])
        return bool(cursor.fetchone()[0])


def _key(source: str) -> int:
    return int.from_bytes(hashlib.blake2b(source.encode(), digest_size=8).digest(), signed=True)
