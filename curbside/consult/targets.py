"""Within how many hours each department means to answer."""

from __future__ import annotations

from django.db import transaction

from curbside.consult.errors import Invalid, no_question
from curbside.consult.models import Target
from curbside.consult.policy import current as policy
from curbside.consult.rules import may_oversee
from curbside.core import audit
from curbside.people.person import ADMINISTRATOR, Person

LONGEST = 24 * 60  # hours: sixty days


@transaction.atomic
def set_target(person: Person, department: int, hours: int) -> None:
    """Set a department's target; for its lead and administrators. Raises Invalid, NotFound."""
    if not (may_oversee(person, department) or person.has(ADMINISTRATOR)):
        raise no_question()
    if not 1 <= hours <= LONGEST:
        raise Invalid({"hours": "unknown"})
    Target.objects.update_or_create(department_id=department, defaults={"hours": hours})
    audit.record(person.actor, "department.target", f"department:{department}", hours=hours)


def targets() -> dict[int, int]:
    """The hours of the departments that have a target of their own, by department id."""
    return dict(Target.objects.values_list("department_id", "hours"))


def target_of(department: int) -> int:
    """The hours within which the department means to answer a routine question."""
    return targets().get(department, policy().target_hours)
