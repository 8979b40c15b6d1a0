"""Erasing everything that is held about an account, in one transaction.

The rooms are asked in the order in which every operation locks: questions first, the account last.
"""

from __future__ import annotations

from django.db import transaction

from curbside.consult import erasing as consult
from curbside.consult import holding
from curbside.explain import holding as explain
from curbside.library import signing
from curbside.notify import holding as notify
from curbside.people import erasing as people
from curbside.people.person import Person
from curbside.publishing import holding as publishing


@transaction.atomic
def erase(person: Person, *, keep_entries: bool = False) -> None:
    """Erase the account and all its questions; their published entries leave the library, or stay
    without any tie to whoever asked. Raises Conflict for the last administrator.
    """
    consult.erase_about(person, keep_entries=keep_entries)
    publishing.erase_about(person)
    explain.erase_about(person)
    notify.erase_about(person)
    signed = bool(signing.signed_by(person.doctor_id, visible_only=False))
    spoke = signed or holding.has_spoken(person) or explain.has_signed(person)
    people.erase(person, spoke=spoke)
