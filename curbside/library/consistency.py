"""Whether the index and the visible entries agree, for whoever checks an installation.

Changes nothing; ``operations.reindex`` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from curbside.library.queries import visible
from curbside.search import operations as index
from curbside.search.models import IndexRow, IndexVector


@dataclass(frozen=True)
class Consistency:
    """Counts of what should not be, and whether the weights of words are out of date."""

    entries: int
    without_words: int
    without_vector: int
    left_over: int
    drifted: bool


def examine() -> Consistency:
    """Compare every visible entry with the index. Reads both whole, without their texts."""
    numbers = visible().values("pk")
    rows = IndexRow.objects.values("document")
    vectors = IndexVector.objects.filter(encoder=index.encoder().id).values("document")
    return Consistency(
        entries=visible().count(),
        without_words=visible().exclude(pk__in=rows).count(),
        without_vector=visible().exclude(pk__in=vectors).count(),
        left_over=IndexRow.objects.exclude(document__in=numbers).count()
        + IndexVector.objects.exclude(document__in=numbers).count(),
        drifted=index.drifted(),
    )
