"""From a gone-through proposal to the public: confirm, let the asker look, publish.

Nothing is published that an editor has not confirmed mark by mark, or that the asker has not agreed
to; the asker has ``curbside_preview_hours`` to stop it, or lets it go out sooner.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from curbside.consult import rules as consult
from curbside.consult import trail
from curbside.consult.trail import ASKER, SYSTEM
from curbside.core import audit, clock
from curbside.core.errors import BadInput, Conflict
from curbside.publishing import access, marks, warnings
from curbside.publishing.entries import put_entry
from curbside.publishing.models import Publication
from curbside.publishing.proposing import subject

if TYPE_CHECKING:
    from curbside.people.person import Person

State = Publication.State


def missing(found: Publication) -> list[str]:
    """Codes of what still stands in the way of confirming: "undecided", "headline", "reply",
    "warnings", "consent".
    """
    parts = list(found.parts.prefetch_related("marks"))
    left = []
    if any(marks.undecided(part.marked()) for part in parts):
        left.append("undecided")
    if not found.headline:
        left.append("headline")
    if not any(part.key.startswith("reply-") for part in parts):
        left.append("reply")
    if not found.warnings_read and warnings.of_parts(parts):
        left.append("warnings")
    question = found.question
    if not consult.publishable(
        question.state, question.may_publish, question.erased_at is not None
    ):
        left.append("consent")
    return left


@transaction.atomic
def confirm(ref: str, person: Person, version: int) -> Publication:
    """Confirm the de-identified text; the asker is told and may look. Raises NotFound, Conflict,
    and BadInput where something is still to do.
    """
    found = access.for_editor(ref, person, version)
    if found.state != State.PROPOSED:
        raise Conflict("This has been confirmed already.", "There is nothing left to do.")
    if missing(found):
        raise BadInput("Something is still to be decided.", "See what the page marks as missing.")
    hours = settings.ENVIRONMENT.curbside_preview_hours
    found.state, found.version = State.PREVIEW, found.version + 1
    found.confirmed_by_id, found.confirmed_at = person.user_id, clock.now()
    found.preview_until = clock.now() + dt.timedelta(hours=hours)
    found.save()
    audit.record(person.actor, "publication.confirmed", subject(found))
    trail.happened(found.question, "preview", person.actor)
    return found


@transaction.atomic
def take_back(ref: str, person: Person, version: int) -> Publication:
    """Open a confirmed proposal to changes again, before it is public. Raises Conflict."""
    found = access.for_editor(ref, person, version)
    if found.state != State.PREVIEW:
        raise Conflict("This is not waiting for the asker.", "Look at where it stands now.")
    _reopen(found)
    audit.record(person.actor, "publication.taken-back", subject(found))
    return found


def _reopen(found: Publication) -> None:
    found.state, found.version = State.PROPOSED, found.version + 1
    found.confirmed_by = found.confirmed_at = found.preview_until = None
    found.save()


@transaction.atomic
def approve(public_id: str, key: str) -> None:
    """The asker has looked and wants it public now. Said twice, it is public once."""
    found = access.for_asker(public_id, key)
    if found.state == State.PUBLISHED:
        return
    if found.state != State.PREVIEW:
        raise Conflict("There is nothing to agree to now.", "Load the page again.")
    _publish(found, ASKER)


@transaction.atomic
def stop(public_id: str, key: str) -> None:
    """The asker does not want it public after all; said before it is. Raises Conflict afterwards
    (then the entry is withdrawn instead).
    """
    found = access.for_asker(public_id, key)
    if found.state == State.STOPPED:
        return
    if found.state not in (State.PROPOSED, State.PREVIEW) or found.question.entry_id:
        raise Conflict("It is public already.", "Withdraw it instead.")
    found.state, found.version = State.STOPPED, found.version + 1
    found.save()
    found.question.may_publish = False
    found.question.save(update_fields=["may_publish"])
    audit.record(ASKER, "publication.stopped", subject(found))
    trail.happened(found.question, "publication-stopped", ASKER)


def publish_due() -> int:
    """Publish every confirmed proposal whose time to stop it has passed; how many. Each in a
    transaction of its own.
    """
    due = Publication.objects.filter(state=State.PREVIEW, preview_until__lte=clock.now())
    return sum(_publish_one(number) for number in due.values_list("question", flat=True))


@transaction.atomic
def _publish_one(question: int) -> bool:
    """Lock, look again, publish; whether it was published."""
    from curbside.consult.models import Question

    locked = Question.objects.select_for_update().get(pk=question)
    found = Publication.objects.select_for_update().get(question=locked)
    found.question = locked
    due = found.preview_until is not None and found.preview_until <= clock.now()
    if found.state != State.PREVIEW or not due:
        return False
    if missing(found):  # consent was taken back, or the texts were changed, behind its back
        _reopen(found)
        audit.record(SYSTEM, "publication.taken-back", subject(found))
        return False
    _publish(found, SYSTEM)
    return True


def _publish(found: Publication, actor: str) -> None:
    """The entry, its index row, the states, the audit and the jobs, in the caller's transaction."""
    if missing(found):
        raise Conflict("Something has changed since it was confirmed.", "An editor will look.")
    question = found.question
    question.entry = put_entry(found, actor)
    question.save(update_fields=["entry"])
    found.state, found.version = State.PUBLISHED, found.version + 1
    found.save()
    audit.record(actor, "publication.published", subject(found))
    trail.happened(question, "published", actor)
