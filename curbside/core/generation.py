"""The generation of the public library: a number that grows with every public change.

Rendered pages, ETags and in-process vocabularies are valid for one generation. It is a row, not
a sequence: a row changes when its transaction commits, a sequence before, and a page rendered in
between would be kept under the new number with the old content.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import F, Subquery

from curbside.core.models import Generation


def in_passing() -> Subquery:
    """The present generation as an annotation, for a query that reads it in passing."""
    return Subquery(Generation.objects.filter(id=1).values("number"))


def current() -> int:
    """The present generation."""
    return Generation.objects.values_list("number", flat=True).get(id=1)


def stamp() -> tuple[int, str]:
    """The present generation and the transaction that made it.

    For caches that a process may fill inside a transaction: one that is rolled back leaves its
    number to the next, but not its identity.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, xmin::text FROM core_generation WHERE id = 1")
        number, made_by = cursor.fetchone()
    return int(number), str(made_by)


def bump() -> None:
    """Invalidate everything rendered so far. Call inside the transaction that changes it."""
    Generation.objects.filter(id=1).update(number=F("number") + 1)
