"""Explaining what the library holds already: an answer at a time, the newest first, to be resumed.

What an answer is given is a draft, as for every answer published here; an answer that has an
explanation in whatever state is passed over, so that running it again goes on where it ended.
Deliberately publishes nothing and replaces nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from curbside.catalog import queries as catalog
from curbside.core.errors import CurbsideError
from curbside.explain import drafting
from curbside.explain.rules import Outcome
from curbside.library.models import Entry, Reply
from curbside.library.queries import visible


@dataclass
class Filled:
    """How many answers got a draft, for how many there is too little evidence, and how many could
    not be explained for another reason.
    """

    drafts: int = 0
    lacking: int = 0
    failed: int = 0

    @property
    def looked_at(self) -> int:
        """All of them."""
        return self.drafts + self.lacking + self.failed


def waiting(department: str = "", *, lacking: bool = False) -> QuerySet[Entry]:
    """Public answers of doctors without an explanation, the newest first; with ``lacking`` also
    those for which there was too little evidence. Raises NotFound for an unknown department.
    """
    said = Reply.objects.filter(entry=OuterRef("pk"), doctor__isnull=False).exclude(text="")
    empty = Q(explainer__versions__isnull=True)
    if not lacking:
        empty &= Q(explainer__isnull=True) | Q(explainer__lacking=False)
    found = visible().filter(Exists(said)).filter(empty)
    if department:
        found = found.filter(department=catalog.department(department))
    return found.order_by("-pk")


def fill(
    department: str = "",
    limit: int | None = None,
    *,
    lacking: bool = False,
    told: Callable[[int, float], None] = lambda count, share: None,
) -> Filled:
    """Compose drafts, each in a transaction of its own. ``told`` hears after each answer how many,
    and which share, are done.
    """
    numbers = list(waiting(department, lacking=lacking).values_list("pk", flat=True)[:limit])
    done = Filled()
    for count, number in enumerate(numbers, 1):
        try:
            outcome = drafting.compose_entry(number)
        except CurbsideError:
            done.failed += 1
        else:
            drafted = outcome is not None and outcome is not Outcome.NOTHING
            done.drafts += drafted
            done.lacking += not drafted
        told(count, count / len(numbers))
    return done
