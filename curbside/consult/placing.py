"""Giving a department, by a person, to a question that routing was unsure about.

It waits meanwhile where it most likely belongs, so that nobody waits for the decision itself; the
doctors there see that it is not certain, and may place it too. Any department's lead may.
"""

from __future__ import annotations

from django.db import transaction

from curbside.catalog.models import Department
from curbside.consult import access, trail
from curbside.consult.errors import Invalid
from curbside.consult.models import Question
from curbside.people.person import Person


def choices(question: str) -> list[str]:
    """The slugs of the departments that routing thought likeliest, while it is unsure; these name
    nobody, so whoever asks may know them.
    """
    found = Question.objects.filter(public_id=question, routed_by=Question.RoutedBy.UNSURE)
    return list(found.values_list("route_choices", flat=True).first() or ())


@transaction.atomic
def place(question: str, person: Person, department: str) -> Question:
    """Say which department (its slug) the question belongs to, the present one too; it keeps its
    place in the queue. Raises Invalid, NotFound.
    """
    found = access.for_placer(question, person)
    to = Department.objects.filter(slug=department).first()
    if to is None:
        raise Invalid({"department": "unknown"})
    was, found.department = found.department_id, to
    found.routed_by = Question.RoutedBy.DOCTOR
    found.save(update_fields=["department", "routed_by"])
    trail.happened(found, "placed", person.actor, department=to.pk, was=was)
    return found
