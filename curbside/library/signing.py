"""One doctor, one name: a signature that came with an import joins that of an account.

Its published replies then stand under the account's signature; each remembers the one it came
with, so that parting them again, or importing again, finds it. Decides nothing about accounts.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from curbside.core import audit, generation
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.library.models import Entry, Reply
from curbside.library.queries import visible
from curbside.people.models import Doctor, User
from curbside.people.person import ADMINISTRATOR, Person
from curbside.people.rules import name_key


@transaction.atomic
def join(by: Person, words: str, account: str) -> Doctor:
    """Join the imported signature that ``words`` name (its name, slug or page) to the account of
    this public id. Again changes nothing.

    Raises NotFound for who is no administrator, BadInput, and Conflict where the signature is an
    account's own or joined to another.
    """
    _administrator(by)
    named = _named(words)
    own = Doctor.objects.filter(user__public_id=account, user__erased_at=None).first()
    if own is None:
        raise BadInput("This account signs nothing yet.", "It can once it has applied as a doctor.")
    locked = Doctor.objects.select_for_update().filter(pk__in=[named, own.pk]).order_by("pk")
    found = {doctor.pk: doctor for doctor in locked}[named]
    if found.joined_to_id == own.pk:
        return found
    if found.user_id is not None:
        raise Conflict("This signature is an account's own.", "Only an imported one can be joined.")
    if found.joined_to_id is not None:
        raise Conflict("This signature is joined to another account.", "Part them there first.")
    found.joined_to = own
    found.save(update_fields=["joined_to"])
    Reply.objects.filter(doctor=found).update(doctor=own, signed_as=found)
    audit.record(by.actor, "signature.joined", f"user:{account}", signature=found.slug)
    generation.bump()
    return found


@transaction.atomic
def part(by: Person, slug: str, account: str) -> None:
    """Undo ``join``: the replies stand under the name they came with. Raises NotFound."""
    _administrator(by)
    rows = Doctor.objects.select_for_update(of=("self",))
    found = rows.filter(slug=slug, joined_to__user__public_id=account).first()
    if found is None:
        raise NotFound("There is no such signature.", "Look at the list of people.")
    found.joined_to = None
    found.save(update_fields=["joined_to"])
    Reply.objects.filter(signed_as=found).update(doctor=F("signed_as"), signed_as=None)
    audit.record(by.actor, "signature.parted", f"user:{account}", signature=found.slug)
    generation.bump()


def same_name(doctor: Doctor) -> list[Doctor]:
    """Imported signatures of this very name that are joined to nobody."""
    free = Doctor.objects.filter(user=None, joined_to=None, kind=Doctor.Kind.DOCTOR)
    return list(free.filter(name_key=name_key(doctor.name_en)))


def joined(numbers: Iterable[int]) -> dict[int, int]:
    """Imported signature → the account's, by row number, of those that are joined."""
    found = Doctor.objects.filter(pk__in=set(numbers), joined_to__isnull=False)
    return {one: to for one, to in found.values_list("pk", "joined_to") if to is not None}


def signed_by(doctor: int | None, *, visible_only: bool = True) -> list[dict[str, str]]:
    """Public id and headline of the entries a doctor (a row number) replied to, the oldest first;
    withdrawn ones too where a room must know of them. Not for the public.
    """
    if doctor is None:
        return []
    found = visible() if visible_only else Entry.objects.all()
    signed = found.filter(pk__in=Reply.objects.filter(doctor=doctor).values("entry"))
    return [
        {"id": public_id, "headline": headline}
        for public_id, headline in signed.order_by("pk").values_list("public_id", "headline")
    ]


def _named(words: str) -> int:
    """The row number of the doctor named. Raises BadInput."""
    text = words.strip().rstrip("/").rpartition("/doctors/")[2]
    doctors = Doctor.objects.filter(kind=Doctor.Kind.DOCTOR)
    key = name_key(text)
    found = doctors.filter(slug=text).first() or (
        doctors.filter(name_key=key).first() if key else None
    )
    if found is None:
        raise BadInput("There is no such signature.", "Give its name, or the address of its page.")
    return found.pk


def _administrator(by: Person) -> None:
    known = User.objects.filter(pk=by.user_id, is_active=True).exists()
    if not by.has(ADMINISTRATOR) or not known:
        raise NotFound("There is no such page.", "Start at the front page.")
