"""Whether the index over passages and the sources that may be cited agree, for whoever checks an
installation.

Changes nothing; ``reindexing.everything`` does. A source whose review date has passed and that
nobody has noticed yet counts neither way: the query leaves it out, and the nightly look takes it
out of the index.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from curbside.evidence.models import FacetVector, PassageRow, Source, TitleVector
from curbside.evidence.queries import usable
from curbside.search.operations import encoder


@dataclass(frozen=True)
class Consistency:
    """How many sources may be cited, and counts of what should not be."""

    sources: int
    without_words: int
    without_vector: int
    left_over: int


def examine() -> Consistency:
    """Compare every source with the index. Reads no text."""
    mine = usable().filter(expired_on__isnull=True)
    ended = Source.objects.exclude(state=Source.State.CURRENT, expired_on__isnull=True)
    passages = PassageRow.objects.filter(source=OuterRef("pk"), lexemes__isnull=False)
    own = {"source": OuterRef("pk"), "encoder": encoder().id}
    facets, titles = FacetVector.objects.filter(**own), TitleVector.objects.filter(**own)
    return Consistency(
        sources=usable().count(),
        without_words=PassageRow.objects.filter(source__in=mine, lexemes__isnull=True).count(),
        without_vector=mine.filter(Exists(passages))
        .exclude(Exists(facets), Exists(titles))
        .count(),
        left_over=PassageRow.objects.filter(source__in=ended, lexemes__isnull=False).count()
        + FacetVector.objects.filter(source__in=ended).count()
        + TitleVector.objects.filter(source__in=ended).count(),
    )
