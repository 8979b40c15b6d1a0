"""A doctor's own choice of where, in which languages and how much to answer, and when not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from curbside.catalog.models import Department
from curbside.core import audit, clock
from curbside.core.errors import BadInput, NotFound
from curbside.people.models import Availability, Away, Doctor
from curbside.people.person import ADMINISTRATOR, Person

LANGUAGES = ("en", "zh")
MOST_A_WEEK = 200
MOST_ABSENCES = 20


@dataclass(frozen=True)
class Choice:
    """What a doctor chose. ``departments`` are slugs, ``away`` (first, last) days, both included;
    ``weekly_cap`` is None for as many as they take.
    """

    departments: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    weekly_cap: int | None = None
    away: tuple[tuple[dt.date, dt.date], ...] = ()


def checked(choice: Choice, today: dt.date) -> Choice:
    """The choice without absences that are over. Raises BadInput for what cannot be. Pure."""
    if set(choice.languages) - set(LANGUAGES):
        raise BadInput("There is no such language.", "Choose from the list.")
    if choice.weekly_cap is not None and not 0 <= choice.weekly_cap <= MOST_A_WEEK:
        raise BadInput("So many a week cannot be.", "Say a smaller number.")
    if any(last < first for first, last in choice.away):
        raise BadInput("An absence ends before it begins.", "Look at the dates again.")
    to_come = tuple(sorted({days for days in choice.away if days[1] >= today}))
    if len(to_come) > MOST_ABSENCES:
        raise BadInput("These are too many absences.", "Keep fewer of them.")
    return Choice(choice.departments, choice.languages, choice.weekly_cap, to_come)


def choose(by: Person, choice: Choice) -> None:
    """Keep the doctor's own choice. Raises NotFound for who is no doctor, BadInput."""
    if by.doctor_id is None:
        raise _unknown()
    _keep(by.actor, by.doctor_id, choice)


def choose_for(by: Person, doctor_id: int, choice: Choice) -> None:
    """The same by an administrator, for a doctor. Raises NotFound, BadInput."""
    if not by.has(ADMINISTRATOR) or not Doctor.objects.filter(pk=doctor_id).exists():
        raise _unknown()
    _keep(by.actor, doctor_id, choice)


def chosen(doctor_id: int) -> Choice:
    """What stands; nothing chosen yet is an empty choice."""
    kept = Availability.objects.filter(doctor_id=doctor_id).first()
    if kept is None:
        return Choice()
    return Choice(
        departments=frozenset(kept.departments.values_list("slug", flat=True)),
        languages=tuple(kept.languages),
        weekly_cap=kept.weekly_cap,
        away=tuple(Away.objects.filter(doctor_id=doctor_id).values_list("first", "last")),
    )


@dataclass(frozen=True)
class Limits:
    """How many questions a week a doctor takes at most (None: any), and the days they are away."""

    weekly_cap: int | None
    away: tuple[tuple[dt.date, dt.date], ...]


def limits(doctor_id: int, *, lock: bool = False) -> Limits:
    """What stands; with ``lock`` nobody changes it until the caller's transaction ends."""
    if lock:
        Doctor.objects.select_for_update(no_key=True).get(pk=doctor_id)
    caps = Availability.objects.filter(doctor_id=doctor_id).values_list("weekly_cap", flat=True)
    away = Away.objects.filter(doctor_id=doctor_id).values_list("first", "last")
    return Limits(caps.first(), tuple(away))


@transaction.atomic
def _keep(actor: str, doctor_id: int, choice: Choice) -> None:
    choice = checked(choice, clock.today())
    departments = list(Department.objects.filter(slug__in=choice.departments))
    if len(departments) != len(choice.departments):
        raise BadInput("There is no such department.", "Choose from the list.")
    Doctor.objects.select_for_update().get(pk=doctor_id)
    kept, _ = Availability.objects.update_or_create(
        doctor_id=doctor_id,
        defaults={"languages": list(choice.languages), "weekly_cap": choice.weekly_cap},
    )
    kept.departments.set(departments)
    Away.objects.filter(doctor_id=doctor_id).delete()
    Away.objects.bulk_create(
        Away(doctor_id=doctor_id, first=first, last=last) for first, last in choice.away
    )
    slugs = sorted(choice.departments)
    audit.record(actor, "availability.chosen", f"doctor:{doctor_id}", departments=slugs)


def _unknown() -> NotFound:
    return NotFound("There is no such doctor.", "Start at your account.")
