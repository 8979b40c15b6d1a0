"""How much waits for somebody: numbers for their overview, and never a word."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from curbside.catalog.models import Department
from curbside.consult.models import Claim, Question
from curbside.consult.states import OPEN, QUEUED, State
from curbside.core import clock
from curbside.people.person import ADMINISTRATOR, Person


@dataclass(frozen=True)
class Waits:
    """Questions in the departments the person looks after that nobody has taken; those they have
    taken and not answered; follow-ups kept for them.
    """

    queued: int = 0
    taken: int = 0
    kept: int = 0


def waits_for(person: Person) -> Waits:
    """What waits for a doctor or a lead, now. One's own questions are a colleague's to answer."""
    others = Question.objects.filter(Q(asker__isnull=True) | ~Q(asker=person.user_id))
    taken = Claim.objects.filter(doctor=person.user_id, ended_at__isnull=True)
    kept = Question.objects.filter(
        state=State.FOLLOWUP,
        reserved_for=person.user_id,
        reserved_until__gt=clock.now(),
        department__in=person.cares_for,
    )
    return Waits(
        queued=others.filter(state__in=QUEUED, department__in=person.cares_for).count(),
        taken=taken.filter(question__state=State.CLAIMED).count(),
        kept=kept.count(),
    )


def unplaced_for(person: Person) -> int:
    """How many of those that wait for longer than they should wait for somebody to say to which
    department they belong: such as may belong to one that the person leads, for an administrator
    anywhere.
    """
    late = Question.objects.filter(
        state__in=QUEUED, escalated__gt=0, routed_by=Question.RoutedBy.UNSURE
    )
    if person.has(ADMINISTRATOR):
        return late.count()
    led = Department.objects.filter(pk__in=person.lead_of).values_list("slug", flat=True)
    likely = Q(department__in=person.lead_of)
    for slug in led:
        likely |= Q(route_choices__contains=[slug])
    return late.filter(likely).count()


def overdue_for(person: Person) -> int:
    """How many questions wait for longer than they should: in the departments that the person
    leads, for an administrator anywhere.
    """
    late = Question.objects.filter(state__in=OPEN, escalated__gt=0)
    if not person.has(ADMINISTRATOR):
        late = late.filter(department__in=person.lead_of)
    return late.count()
