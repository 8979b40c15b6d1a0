"""Finding a publication for whoever asks, locked where it will be changed.

The wrong person, the wrong key and a wrong reference give the same NotFound. The question is locked
before its publication, as everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from curbside.consult import access as consult
from curbside.consult.models import Question
from curbside.core.errors import Conflict, NotFound
from curbside.publishing.models import Publication

if TYPE_CHECKING:
    from curbside.people.person import Person

EDITOR = "editor"


def may_edit(person: Person, question: Question) -> bool:
    """Whether the person goes through what is proposed: an editor with a second factor, or, where
    the operator lets doctors publish, the doctor who replied last and may still answer.
    """
    if EDITOR in person.roles and person.second_factor:
        return True
    if not settings.ENVIRONMENT.curbside_doctors_publish or not person.may_answer:
        return False
    last = question.replies.order_by("-round").first()
    return last is not None and last.doctor_id == person.user_id


def for_editor(ref: str, person: Person, version: int | None = None) -> Publication:
    """The publication, locked; with ``version``, only if nobody changed it since. Raises NotFound,
    and Conflict for an older version.
    """
    named = Publication.objects.filter(ref=ref).values("question")
    question = Question.objects.select_for_update().filter(pk__in=named).first()
    if question is None or not may_edit(person, question):
        raise _none()
    found = Publication.objects.select_for_update().get(question=question)
    found.question = question
    if version is not None and found.version != version:
        raise Conflict(
            "Somebody else changed this since you opened it.",
            "Look at what stands there now, then decide again.",
        )
    return found


def for_asker(public_id: str, key: str) -> Publication:
    """The asker's own publication, locked. Raises NotFound."""
    question = consult.by_key(public_id, key, lock=True)
    found = Publication.objects.select_for_update().filter(question=question).first()
    if found is None:
        raise _none()
    found.question = question
    return found


def _none() -> NotFound:
    return NotFound("There is nothing to publish here.", "Start at your own page.")
