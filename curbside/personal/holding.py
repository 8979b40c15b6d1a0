"""What is held about an account, collected from every room. Plain values, for any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from curbside.consult import holding as consult
from curbside.core import audit, clock
from curbside.explain import holding as explain
from curbside.library import signing
from curbside.notify import holding as notify
from curbside.people import holding as people
from curbside.people.person import Person
from curbside.publishing import holding as publishing


@dataclass(frozen=True)
class Summary:
    """How much there is: of what an account's page tells before anything is downloaded."""

    questions: int
    published: int  # of these
    registrations: int
    replies: int
    drafts: int
    opinions: int
    signed: int  # published entries that the person's signature stands under
    explanations: int  # that the person signed
    mails: int
    audit: int


@transaction.atomic
def download(person: Person) -> dict[str, Any]:
    """Everything, for the person to take away; that it was taken is audited."""
    held = held_about(person)
    audit.record(person.actor, "account.downloaded", person.actor)
    return held


def held_about(person: Person) -> dict[str, Any]:
    """Everything held about the account, section by section."""
    mails = notify.held_about(person)
    return {
        "made_at": clock.now(),
        **people.held_about(person),
        **consult.held_about(person),
        "published_answers": signing.signed_by(person.doctor_id),
        **publishing.held_about(person),
        **explain.held_about(person),
        **mails,
        "audit": _audit(person),
    }


def summary(person: Person) -> Summary:
    """The numbers of ``held_about``."""
    held = held_about(person)
    return Summary(
        questions=len(held["questions"]),
        published=sum(bool(one["published"]) for one in held["questions"]),
        registrations=len(held["registrations"]),
        replies=len(held["replied"]),
        drafts=len(held["drafts"]),
        opinions=len(held["opinions"]),
        signed=len(held["published_answers"]),
        explanations=len(held["explanations_signed"]),
        mails=len(held["mails"]),
        audit=len(held["audit"]),
    )


def _audit(person: Person) -> list[dict[str, Any]]:
    """The lines about the account, and of what was done with it; of others only what they are."""
    return [
        {
            "at": line.at,
            "what": line.action,
            "about": "you" if line.subject == person.actor else line.subject,
            "by": consult.by_whom(line.actor, person.actor),
        }
        for line in audit.about([person.actor], person.actor)
    ]
