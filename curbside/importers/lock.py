"""One import of a source at a time, on any number of machines: a lock in the database."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator

from django.db import connection

from curbside.core.errors import Conflict


@contextlib.contextmanager
def only_one(source: str) -> Iterator[None]:
    """Hold the lock of the source. Raises Conflict when someone else does.

    It belongs to the database session, so that it ends with a process that is killed.
    """
    key = int.from_bytes(hashlib.blake2b(source.encode(), digest_size=8).digest(), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise Conflict(
                f"Another import of the source {source!r} is running.", "Wait until it has ended."
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
