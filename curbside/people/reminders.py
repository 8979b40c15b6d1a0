"""Telling doctors in time that their registration ends. It ends by itself; see ``rules``."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from curbside.core import clock
from curbside.people import letters
from curbside.people.models import Credential

DAYS = (7, 30)  # before the end; the nearer first, so that nobody gets both at once


def expiring(days: int) -> list[Credential]:
    """Verified registrations that end within so many days, no later one to take their place."""
    verified = Credential.objects.filter(state=Credential.State.VERIFIED)
    last = clock.today() + dt.timedelta(days=days)
    later = verified.filter(expires_on__gt=last).values("doctor")
    found = verified.filter(expires_on__gte=clock.today(), expires_on__lte=last)
    return list(found.exclude(doctor__in=later).select_related("doctor__user"))


@transaction.atomic
def remind() -> int:
    """Queue the reminders that are due, each once; how many. Safe to run again, or late."""
    queued = 0
    for days in DAYS:
        due = Q(pk__in=[one.pk for one in expiring(days)])
        unsaid = Credential.objects.select_for_update().filter(
            due, Q(reminded=None) | Q(reminded__gt=days)
        )
        for one in unsaid:
            one.reminded = days
            one.save(update_fields=["reminded"])
            letters.queue(letters.EXPIRING, one.pk)
            queued += 1
    return queued
