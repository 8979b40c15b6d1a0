"""Reading doctors and publishers."""

from __future__ import annotations

from curbside.core.errors import NotFound
from curbside.people.models import Doctor


def doctor(slug: str) -> Doctor:
    """The doctor with this slug, the department beside it. Raises NotFound."""
    found = Doctor.objects.select_related("department").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such doctor.", "Search for the question instead.")
    return found
