"""The desk: the questions a doctor may take, the most urgent and longest waiting first.

Partial indexes hold what waits in this order (``models.question``). Shows the beginning of each
question; reading one whole is ``queries.question_for``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left

from curbside.consult import rules
from curbside.consult.models import Claim, Photo, Question
from curbside.consult.states import QUEUED, TAKEN
from curbside.core import clock
from curbside.people.person import Person

BEGINNING = 160  # characters of a question
SIZE = 25
WAITING, MINE, TAKEN_BY_OTHERS = "waiting", "mine", "taken"
UNPLACED = "unplaced"  # waiting, and routing was unsure where


@dataclass(frozen=True)
class Filters:
    """What of the desk to show: ``show`` is "waiting", "mine", "taken" (by colleagues) or
    "unplaced" (of every department, for whoever leads one);
    ``department`` an id, ``level`` a triage level, ``language`` a family as "en" or "zh".
    """

    show: str = WAITING
    department: int | None = None
    level: int | None = None
    language: str = ""
    page: int = 1


@dataclass(frozen=True)
class Row:
    """A question on the desk. ``reserved``: a follow-up kept for a colleague for now."""

    public_id: str
    state: str
    level: int
    language: str
    department: int
    age_band: str
    sex: str
    title: str
    beginning: str
    queued_at: dt.datetime
    photos: bool
    expires_at: dt.datetime | None  # of the claim, where there is one
    routed_by: str
    reserved: bool

    @property
    def unplaced(self) -> bool:
        """Whether a person has yet to say where it belongs."""
        return self.routed_by == Question.RoutedBy.UNSURE and self.state in QUEUED


@dataclass(frozen=True)
class Desk:
    """One page of the desk, and how many questions all pages have."""

    rows: list[Row]
    total: int
    page: int
    pages: int


COLUMNS = (
    "public_id", "state", "level", "language", "department_id", "age_band", "sex", "title",
    "beginning", "queued_at", "photographed", "expires", "routed_by", "reserved_for_id",
    "reserved_until",
)  # fmt: skip


def desk(person: Person, filters: Filters) -> Desk:
    """A page of the person's desk; empty for whoever may not answer anywhere."""
    found = _found(person, filters)
    total = found.count()
    pages = max(1, -(-total // SIZE))
    page = min(max(1, filters.page), pages)
    claims = Claim.objects.filter(question=OuterRef("pk"), ended_at__isnull=True)
    expires = Subquery(claims.values("expires_at")[:1])
    # As ``rules.desk_order`` has it; what is taken by when it runs out.
    waiting = filters.show in (WAITING, UNPLACED)
    order = ("-level", "queued_at", "id") if waiting else ("expires", "id")
    if not waiting:
        found = found.annotate(expires=expires)
    # The rows of the page are chosen by an index alone; only they are read.
    chosen = found.order_by(*order).values("pk")[(page - 1) * SIZE : page * SIZE]
    shown = Question.objects.filter(pk__in=chosen).annotate(
        beginning=Left("text", BEGINNING),
        photographed=Exists(Photo.objects.filter(question=OuterRef("pk"))),
        expires=expires,
    )
    rows = shown.order_by(*order).values_list(*COLUMNS)
    return Desk([_row(person, row) for row in rows], total, page, pages)


def _found(person: Person, filters: Filters) -> QuerySet[Question]:
    own = sorted(person.cares_for)
    chosen = [n for n in own if filters.department in (None, n)]
    found = Question.objects.filter(department__in=chosen)
    if filters.show == UNPLACED and person.lead_of:
        found = Question.objects.filter(routed_by=Question.RoutedBy.UNSURE)
        if filters.department is not None:
            found = found.filter(department=filters.department)
    # An asker's own question is not theirs to answer; "not equal" would drop those without account.
    found = found.filter(Q(asker__isnull=True) | ~Q(asker=person.user_id))
    if filters.show in (WAITING, UNPLACED):
        found = found.filter(state__in=QUEUED)
    else:
        mine = Exists(
            Claim.objects.filter(
                question=OuterRef("pk"), ended_at__isnull=True, doctor=person.user_id
            )
        )
        found = found.filter(mine if filters.show == MINE else ~mine, state__in=TAKEN)
    if filters.level is not None:
        found = found.filter(level=filters.level)
    if filters.language:
        found = found.filter(language__startswith=filters.language)
    return found


def _row(person: Person, values: tuple[Any, ...]) -> Row:
    shown, (kept_for, until) = values[:-2], values[-2:]
    kept = rules.reserved(kept_for, until, person.user_id, clock.now())
    return Row(*(*shown, kept))
