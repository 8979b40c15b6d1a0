"""Whether a published answer is still right: a person says so, readers see it.

Each of these is one transaction, audited, and shows on the page at once. Who may say it is in
``rules.may_review``, which whoever calls asks first (``may_say``).
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from curbside.core import audit, clock, generation
from curbside.core.errors import BadInput
from curbside.library import queries, rules
from curbside.library.models import Entry, Reply
from curbside.people.person import Person

DAYS_A_YEAR = 365.25


def may_say(person: Person, entry: Entry) -> bool:
    """Whether the person may say that the entry still holds, or no longer does."""
    signed = Reply.objects.filter(entry=entry, doctor=person.doctor_id, doctor__isnull=False)
    return rules.may_review(person, entry.department_id, signed=signed.exists())


def in_due_time() -> dt.date:
    """When what is read today should be read again."""
    years = settings.ENVIRONMENT.curbside_review_years
    return clock.today() + dt.timedelta(days=round(DAYS_A_YEAR * years))


def confirm_right(public_id: str, actor: str, review_by: dt.date) -> None:
    """Note that the answer was read again today and still holds, and when to look next.

    Raises NotFound or Gone, and BadInput for a ``review_by`` that is not in the future.
    """
    if review_by <= clock.today():
        raise BadInput("The next review must lie in the future.", "Choose a later date.")
    _change(
        public_id,
        actor,
        "entry.confirmed",
        standing=Entry.Standing.CURRENT,
        superseded_by=None,
        reviewed_on=clock.today(),
        review_by=review_by,
    )


def schedule(public_id: str, actor: str, review_by: dt.date) -> None:
    """Say when somebody should read a new answer again. Raises NotFound or Gone."""
    _change(public_id, actor, "entry.review-scheduled", review_by=review_by)


def mark_outdated(public_id: str, actor: str) -> None:
    """Warn readers that the answer no longer holds. Raises NotFound or Gone."""
    _change(
        public_id,
        actor,
        "entry.outdated",
        standing=Entry.Standing.OUTDATED,
        superseded_by=None,
        reviewed_on=clock.today(),
        review_by=None,
    )


def supersede(public_id: str, successor: str, actor: str) -> None:
    """Send readers on to a newer entry, given by its public id.

    Raises NotFound or Gone for either, and BadInput where that would lead in a circle.
    """
    newer = queries.entry(queries.version(successor).id)
    seen = {queries.version(public_id).id}
    step: Entry | None = newer
    while step is not None:
        if step.pk in seen:
            raise BadInput(
                "An answer cannot be replaced by itself.", "Choose another, newer answer."
            )
        seen.add(step.pk)
        step = step.superseded_by
    _change(
        public_id,
        actor,
        "entry.superseded",
        standing=Entry.Standing.SUPERSEDED,
        superseded_by=newer,
        reviewed_on=clock.today(),
        review_by=None,
    )


@transaction.atomic
def _change(public_id: str, actor: str, action: str, **fields: object) -> None:
    number = queries.version(public_id).id
    Entry.objects.filter(pk=number).update(**fields, updated_at=clock.now())
    audit.record(actor, action, f"entry:{public_id}")
    generation.bump()
