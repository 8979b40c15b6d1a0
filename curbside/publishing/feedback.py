"""What readers say of a public answer: that it helped, or that something is wrong with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from curbside.consult.links import concealed
from curbside.core import audit, clock, ids
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.publishing.models import Helped, Report

if TYPE_CHECKING:
    from curbside.people.person import Person

LONGEST = 2_000
REPORTS_A_DAY = 10  # from one network
READER = "reader"


def helped(public_id: str, network: str) -> None:
    """Note that the answer helped; once a network and day counts. Raises NotFound or Gone."""
    entry = _visible(public_id)
    today = clock.today()
    reader = concealed(f"{network} {today.isoformat()}")
    Helped.objects.bulk_create(
        [Helped(entry=entry, reader=reader, day=today)], ignore_conflicts=True
    )


def count_helped(entry: Entry) -> int:
    """How often readers said that it helped."""
    return Helped.objects.filter(entry=entry).count()


@transaction.atomic
def report(public_id: str, network: str, text: str) -> Report:
    """Put a reader's report into the queue. The same words again are the same report. Raises
    NotFound or Gone, BadInput for no text or too much, Conflict for too many in a day.
    """
    entry = _visible(public_id)
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise BadInput("What is wrong is missing or too long.", f"Use at most {LONGEST:,} letters.")
    reader = concealed(network)
    same = Report.objects.filter(entry=entry, reader=reader, text=text).first()
    if same is not None:
        return same
    recent = Report.objects.filter(reader=reader, at__gt=clock.now() - dt.timedelta(days=1))
    if recent.count() >= REPORTS_A_DAY:
        raise Conflict("Many reports came from your network today.", "Try again tomorrow.")
    made = Report.objects.create(public_id=ids.public_id(), entry=entry, text=text, reader=reader)
    audit.record(READER, "report.made", f"report:{made.public_id}", entry=entry.public_id)
    return made


def open_reports(person: Person, limit: int = 100) -> list[Report]:
    """The reports nobody has closed, the oldest first; none for who is no editor."""
    if not _is_editor(person):
        return []
    found = Report.objects.filter(closed_at__isnull=True).select_related("entry", "assignee")
    return list(found.order_by("at", "pk")[:limit])


@transaction.atomic
def take(public_id: str, person: Person) -> None:
    """Make the report one's own, also a colleague's. Raises NotFound, and Conflict once closed."""
    found = _locked(public_id, person)
    found.assignee_id = person.user_id
    found.save(update_fields=["assignee"])
    audit.record(person.actor, "report.taken", f"report:{public_id}")


@transaction.atomic
def close(public_id: str, person: Person, outcome: str) -> None:
    """Say what came of it. Raises NotFound, BadInput, and Conflict once closed."""
    if outcome not in Report.Outcome.values:
        raise BadInput("No outcome is chosen.", "Choose what came of it.")
    found = _locked(public_id, person)
    found.outcome, found.closed_at, found.assignee_id = outcome, clock.now(), person.user_id
    found.save(update_fields=["outcome", "closed_at", "assignee"])
    audit.record(person.actor, "report.closed", f"report:{public_id}", outcome=outcome)


def _locked(public_id: str, person: Person) -> Report:
    found = Report.objects.select_for_update().filter(public_id=public_id).first()
    if found is None or not _is_editor(person):
        raise NotFound("There is no such report.", "See the list of reports.")
    if found.closed_at is not None:
        raise Conflict("This report is closed.", "See the list of reports.")
    return found


def _is_editor(person: Person) -> bool:
    return "editor" in person.roles and person.second_factor


def _visible(public_id: str) -> Entry:
    return library.entry(library.version(public_id).id)
