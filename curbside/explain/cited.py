"""The passages that explainers cite, as they are now. Everything shown or signed is read here.

Also what has expired or been superseded can be read, because what rests on it is flagged, not
erased; what is withdrawn cannot. Finding new evidence is ``evidence.queries``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from curbside.core import clock
from curbside.evidence.models import PassageRow, Source
from curbside.evidence.passage import Passage
from curbside.evidence.queries import as_passage
from curbside.explain import rules
from curbside.explain.support import Cited


@dataclass(frozen=True)
class CitedPassage:
    """A passage with where it comes from. ``standing`` is "current", "expired", "superseded"."""

    passage: Passage
    source_id: int
    licence: str
    standing: str
    sample: bool

    def as_cited(self) -> Cited:
        """For comparing a sentence with it."""
        about = " ".join((self.passage.source, *self.passage.subjects))
        return Cited(self.passage.text, about)


def passages(numbers: Collection[int]) -> dict[int, CitedPassage]:
    """Those of the passages whose source is not withdrawn, by number, in one query."""
    if not numbers:
        return {}
    rows = (
        PassageRow.objects.filter(pk__in=numbers)
        .exclude(source__state=Source.State.WITHDRAWN)
        .select_related("source")
        .defer("lexemes", "weights")
    )
    today = clock.today()
    return {row.pk: _cited(row, today) for row in rows}


def _cited(row: PassageRow, today: dt.date) -> CitedPassage:
    source = row.source
    past = source.review_by is not None and source.review_by < today
    standing = rules.EXPIRED if past and source.state == Source.State.CURRENT else source.state
    return CitedPassage(as_passage(row, source), source.pk, source.licence, standing, source.sample)


def sources(numbers: Iterable[int]) -> list[int]:
    """The sources of the passages, whatever their state."""
    found = PassageRow.objects.filter(pk__in=list(numbers))
    return sorted(set(found.values_list("source_id", flat=True)))


def standings(numbers: Collection[int]) -> set[str]:
    """The flags that these sources give to what rests on them."""
    today = clock.today()
    out = set()
    for state, review_by in Source.objects.filter(pk__in=numbers).values_list("state", "review_by"):
        if state != Source.State.CURRENT:
            out.add(state)
        elif review_by is not None and review_by < today:
            out.add(rules.EXPIRED)
    return out
