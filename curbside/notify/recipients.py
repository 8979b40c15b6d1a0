"""Finding the people whom a rule names. Reads accounts; decides nothing."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from curbside.catalog.models import Department
from curbside.consult import placing
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
        leads = _active().filter(roles__kind="lead", roles__department__in=_departments(event))
        return [*leads.distinct()] or recipients(event, rules.ADMINISTRATORS)  # nobody leads it
    return list(_active().filter(roles__kind="administrator").distinct())


def _departments(event: Event) -> QuerySet[Department]:
    """The department of the question; while routing is unsure of it, the other likely ones too,
    any of whose leads may say where it belongs.
    """
    question = event.question
    likely = placing.choices(question.public_id)
    return Department.objects.filter(Q(pk=question.department_id) | Q(slug__in=likely))


def _doctors(event: Event) -> list[int]:
    """The doctor whom the event names, else who holds the question; or nobody."""
    named = event.detail.get("doctor")
    if isinstance(named, int):
        return [named]
    return list(event.question.claims.filter(ended_at=None).values_list("doctor", flat=True))


def _active() -> QuerySet[User]:
    return User.objects.filter(is_active=True)
