"""What a reviewer left in explanations, handed out, and what becomes of it when they erase their
account: as of a doctor's replies, a name that readers were told stays where it was signed with.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from curbside.core import audit
from curbside.explain import shelves
from curbside.explain.drafting import SYSTEM
from curbside.explain.models import Version
from curbside.explain.states import Move, State, after
from curbside.people.person import Person

_OURS = "explainer."
_SIGNATURE = ("number", "state", "reviewed_on", "review_by", "reviewer_name", "published_at")


def held_about(person: Person) -> dict[str, Any]:
    """What the person signed, and when they changed which explanation. The sentences themselves
    are the evidence's, and stand with every version.
    """
    signed = _signed(person).select_related("explainer").order_by("reviewed_on", "pk")
    did = [one for one in audit.about([], person.actor) if one.action.startswith(_OURS)]
    return {
        "explanations_signed": [
            {"id": one.explainer.public_id, **{name: getattr(one, name) for name in _SIGNATURE}}
            for one in signed
        ],
        "explanations_changed": [
            {"id": one.subject.partition(":")[2], "what": one.action, "at": one.at} for one in did
        ],
    }


def has_signed(person: Person) -> bool:
    """Whether readers were ever shown an explanation under the person's name."""
    return _signed(person).filter(published_at__isnull=False).exists()


def erase_about(person: Person) -> None:
    """Take the person's name off what no reader ever saw; what was only signed is a draft again."""
    for found in _signed(person).filter(published_at=None).select_for_update(of=("self",)):
        found.reviewer = found.doctor = found.reviewed_on = found.review_by = None
        found.reviewer_name = ""
        if found.state == State.REVIEWED:
            found.state = after(found.state, Move.SEND_BACK)
            found.edit += 1
            subject = shelves.subject(found.explainer)
            audit.record(SYSTEM, f"explainer.{Move.SEND_BACK}", subject, version=found.number)
        found.save()


def _signed(person: Person) -> QuerySet[Version]:
    return Version.objects.filter(reviewer=person.user_id)
