"""The end of a publication: an editor takes an entry down, or its asker took it back.

What the asker takes back leaves the library in the consult room's own transaction; here only the
publication follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from curbside.consult import trail
from curbside.consult.models import Question
from curbside.core import audit
from curbside.core.errors import BadInput, NotFound
from curbside.library import operations as library
from curbside.library.models import Entry
from curbside.publishing.models import Publication
from curbside.publishing.proposing import ENDED, subject

if TYPE_CHECKING:
    from curbside.people.person import Person

EDITORS = frozenset({"editor", "administrator"})


@transaction.atomic
def take_down(entry_id: str, person: Person, reason: str) -> None:
    """An editor takes any entry out of the library, also an imported one. Raises NotFound, and
    BadInput without a reason.
    """
    if not (EDITORS & set(person.roles) and person.second_factor):
        raise _none()
    if not reason.strip():
        raise BadInput("No reason is given.", "Say why; it is kept in the audit.")
    entry = Entry.objects.filter(public_id=entry_id, state=Entry.State.PUBLISHED).first()
    if entry is None:
        raise _none()
    question = Question.objects.select_for_update().filter(entry=entry).first()
    library.withdraw(entry.public_id, person.actor, reason.strip())
    if question is not None:
        question.entry = None
        question.save(update_fields=["entry"])
        end(question, person.actor, public=True)


@transaction.atomic
def settle(question_id: int) -> None:
    """End the publication of a question that its asker withdrew or no longer agrees to. Of an
    erased one nothing stays here either: the parts hold the words as they were written.
    """
    question = Question.objects.select_for_update().get(pk=question_id)
    if question.erased_at is not None:
        for found in Publication.objects.select_for_update().filter(question=question):
            found.delete()
            audit.record(trail.SYSTEM, "publication.erased", subject(found))
        return
    if question.state == "withdrawn" or not question.may_publish:
        end(question, trail.ASKER, public=False)


def end(question: Question, actor: str, *, public: bool) -> None:
    """End the publication of a locked question, in the caller's transaction. Nothing happens to
    what has ended or was never proposed, or to an entry that the asker let stay.
    """
    found = Publication.objects.select_for_update().filter(question=question).first()
    if found is None or found.state in ENDED or question.entry_id is not None:
        return
    was_public = public or found.state == Publication.State.PUBLISHED
    found.state = Publication.State.WITHDRAWN if was_public else Publication.State.STOPPED
    found.version += 1
    found.save()
    audit.record(actor, f"publication.{found.state}", subject(found))
    trail.happened(question, "unpublished", actor)


def _none() -> NotFound:
    return NotFound("There is no such question.", "Search for it instead.")
