"""Which mails went to an account, handed out and erased. What they said is kept nowhere."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from curbside.notify import choosing
from curbside.notify.models import Digest, Mail, Unsubscribed
from curbside.people.person import Person


def held_about(person: Person) -> dict[str, Any]:
    """The kind and time of every mail to the person, as staff or as the asker of a question."""
    to = Q(user=person.user_id) | Q(user__isnull=True, question__asker=person.user_id)
    mails = Mail.objects.filter(to).order_by("made_at", "pk")
    unwanted = Unsubscribed.objects.filter(user=person.user_id).order_by("kind")
    return {
        "mails": list(mails.values("kind", "made_at", "sent_at")),
        "digest": choosing.wanted(person).digest if person.roles else None,
        "unsubscribed": list(unwanted.values_list("kind", flat=True)),
    }


def erase_about(person: Person) -> None:
    """Forget them; what was not sent yet is not sent any more."""
    Mail.objects.filter(user=person.user_id).delete()
    Unsubscribed.objects.filter(user=person.user_id).delete()
    Digest.objects.filter(user=person.user_id).delete()
