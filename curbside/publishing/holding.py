"""What editors did, handed out, and let go of when an account is erased."""

from __future__ import annotations

from typing import Any

from curbside.people.person import Person
from curbside.publishing.models import Publication, Report


def held_about(person: Person) -> dict[str, Any]:
    """When the person confirmed what was to be published, and which reports they dealt with."""
    confirmed = Publication.objects.filter(confirmed_by=person.user_id).order_by("confirmed_at")
    reports = Report.objects.filter(assignee=person.user_id).order_by("at")
    return {
        "confirmed": list(confirmed.values_list("confirmed_at", flat=True)),
        "reports": list(reports.values("at", "outcome", "closed_at")),
    }


def erase_about(person: Person) -> None:
    """Reports that wait for the person wait for any editor again."""
    open_ones = Report.objects.filter(assignee=person.user_id, closed_at__isnull=True)
    open_ones.update(assignee=None)
