"""Which mails somebody wants: how often the overview, whether reminders; one click ends a kind."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from curbside.core import audit
from curbside.core.errors import BadInput
from curbside.notify import rules
from curbside.notify.models import Digest, Unsubscribed
from curbside.people.models import User
from curbside.people.person import Person

NEVER = "never"
OFTEN = (*Digest.Often.values, NEVER)


@dataclass(frozen=True)
class Wanted:
    """What stands: ``digest`` is "daily", "weekly" or "never"; the others are reminders."""

    digest: str = Digest.Often.DAILY
    reviews: bool = True
    explanations: bool = True


def wanted(person: Person) -> Wanted:
    """What the person chose; without a choice all there is."""
    off = set(Unsubscribed.objects.filter(user=person.user_id).values_list("kind", flat=True))
    often = Digest.objects.filter(user=person.user_id).values_list("often", flat=True).first()
    digest = NEVER if rules.Kind.DIGEST in off else often or Digest.Often.DAILY
    return Wanted(digest, rules.Kind.REVIEW not in off, rules.Kind.EXPLANATIONS not in off)


@transaction.atomic
def choose(person: Person, choice: Wanted) -> None:
    """Keep the person's choice. Raises BadInput for what cannot be chosen."""
    if choice.digest not in OFTEN:
        raise BadInput("That cannot be chosen.", "Choose from the list.")
    if choice.digest != NEVER:
        Digest.objects.update_or_create(user_id=person.user_id, defaults={"often": choice.digest})
    _switch(person.user_id, rules.Kind.DIGEST, choice.digest != NEVER)
    _switch(person.user_id, rules.Kind.REVIEW, choice.reviews)
    _switch(person.user_id, rules.Kind.EXPLANATIONS, choice.explanations)
    audit.record(person.actor, "mails.chosen", person.actor, **asdict(choice))


@transaction.atomic
def unsubscribe(user_id: int, kind: str) -> None:
    """Send somebody no more of a kind that may be switched off. Twice is once."""
    user = User.objects.filter(pk=user_id).first()
    if kind not in rules.CAN_UNSUBSCRIBE or user is None:
        return
    if _switch(user_id, kind, False):
        actor = f"user:{user.public_id}"
        audit.record(actor, "mails.unsubscribed", actor, kind=str(kind))


def _switch(user_id: int, kind: str, wants: bool) -> bool:
    """Whether this changed anything."""
    if wants:
        return bool(Unsubscribed.objects.filter(user=user_id, kind=kind).delete()[0])
    return Unsubscribed.objects.get_or_create(user_id=user_id, kind=kind)[1]
