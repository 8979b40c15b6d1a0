"""What administrators look through: people, applications, invitations. For their pages only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from curbside.core.errors import NotFound
from curbside.people import queries
from curbside.people.models import Credential, Doctor, Invitation, Role, User
from curbside.people.person import ADMINISTRATOR, Person
from curbside.people.rules import address_key

_ROLES = Prefetch("roles", Role.objects.select_related("department").order_by("kind"))


@dataclass(frozen=True)
class Account:
    """One person as an administrator sees one."""

    user: User
    roles: list[Role]
    doctor: Doctor | None
    joined: list[Doctor]
    credentials: list[Credential]
    second_factor: bool


def people(by: Person, words: str = "", kind: str = "") -> QuerySet[User]:
    """Accounts whose name or address has these words, with this role; by address, roles beside
    them. Raises NotFound for who is no administrator.
    """
    _administrator(by)
    found = User.objects.filter(erased_at=None).prefetch_related(_ROLES)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__contains=address_key(word)))
    if kind:
        found = found.filter(pk__in=Role.objects.filter(kind=kind).values("user"))
    return found.order_by("email")


def account(by: Person, public_id: str) -> Account:
    """One person. Raises NotFound."""
    _administrator(by)
    known = User.objects.filter(erased_at=None).prefetch_related(_ROLES)
    user = known.filter(public_id=public_id).first()
    if user is None:
        raise NotFound("There is no such person.", "Look at the list of people.")
    doctor = Doctor.objects.filter(user=user).first()
    return Account(
        user=user,
        roles=list(user.roles.all()),
        doctor=doctor,
        joined=list(doctor.joined.all()) if doctor else [],
        credentials=list(doctor.credentials.all()) if doctor else [],
        second_factor=queries.has_second_factor(user),
    )


def applications(by: Person, state: str = Credential.State.APPLIED) -> QuerySet[Credential]:
    """Registrations in this state, the longest waiting first, with doctor and account."""
    _administrator(by)
    found = Credential.objects.filter(state=state).select_related("doctor__user", "decided_by")
    return found.order_by("applied_at")


def application(by: Person, public_id: str) -> Credential:
    """One registration, with doctor, account and who decided. Raises NotFound."""
    _administrator(by)
    found = Credential.objects.select_related("doctor__user", "decided_by", "evidence").defer(
        "evidence__content"
    )
    credential = found.filter(public_id=public_id).first()
    if credential is None:
        raise NotFound("There is no such application.", "Look at the list of applications.")
    return credential


def invitations(by: Person) -> QuerySet[Invitation]:
    """Every invitation, the newest first, with who made it."""
    _administrator(by)
    return Invitation.objects.select_related("invited_by", "accepted_by")


def own_credentials(by: Person) -> list[Credential]:
    """A person's own registrations, the newest first."""
    return list(Credential.objects.filter(doctor__user_id=by.user_id))


def _administrator(by: Person) -> None:
    if not by.has(ADMINISTRATOR):
        raise NotFound("There is no such page.", "Start at the front page.")
