"""Finding the people whom a rule names. Reads accounts; decides nothing."""

from __future__ import annotations

from django.db.models import QuerySet

from curbside.consult.models import Event
from curbside.notify import rules
from curbside.people.models import User


def recipients(event: Event, who: str) -> list[User | None]:
    """The accounts to tell; None stands for the asker, who may have none."""
    if who == rules.ASKER:
        return [None]
    if who == rules.DOCTOR:
        return list(_active().filter(pk__in=_doctors(event)))
    if who == rules.LEADS:
        led = {"roles__kind": "lead", "roles__department": event.question.department_id}
        leads = list(_active().filter(**led).distinct())
        return [*leads] or recipients(event, rules.ADMINISTRATORS)  # nobody leads it
    return list(_active().filter(roles__kind="administrator").distinct())


def _doctors(event: Event) -> list[int]:
    """The doctor whom the event names, else who holds the question; or nobody."""
    named = event.detail.get("doctor")
    if isinstance(named, int):
        return [named]
    return list(event.question.claims.filter(ended_at=None).values_list("doctor", flat=True))


def _active() -> QuerySet[User]:
    return User.objects.filter(is_active=True)
