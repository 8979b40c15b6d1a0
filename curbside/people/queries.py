"""Reading doctors and publishers, and what a person may do."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings

from curbside.core import clock
from curbside.core.errors import NotFound
from curbside.people import permissions
from curbside.people.models import Availability, Credential, Doctor, User
from curbside.people.operations import TOLD
from curbside.people.person import DOCTOR, LEAD, Person
from curbside.people.rules import address_key

# Recovery codes are the way back to a second factor, not one.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def doctor(slug: str) -> Doctor:
    """The doctor with this slug, the department beside it; what they leave unsaid is told by the
    signatures joined to theirs. Raises NotFound.
    """
    rows = Doctor.objects.select_related("department", "joined_to")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such doctor.", "Search for the question instead.")
    for other in found.joined.select_related("department") if found.user_id else ():
        for name in (*TOLD, "department"):
            setattr(found, name, getattr(found, name) or getattr(other, name))
    return found


def person(user: User) -> Person:
    """What the account may do today. Three queries for an asker, five for a doctor."""
    roles = list(user.roles.values_list("kind", "department_id"))
    kinds = frozenset(kind for kind, _ in roles)
    signs = Doctor.objects.filter(user=user).values_list("id", flat=True).first()
    waived = user.sample and settings.ENVIRONMENT.curbside_sample_people
    return Person(
        user_id=user.pk,
        public_id=user.public_id,
        name=user.name,
        email=user.email,
        language=user.language,
        roles=kinds,
        departments=_departments(signs) if signs and DOCTOR in kinds else frozenset(),
        lead_of=frozenset(d for kind, d in roles if kind == LEAD and d is not None),
        doctor_id=signs,
        may_answer=permissions.may_answer(kinds, _credentials(signs), clock.today()),
        second_factor=waived or has_second_factor(user),
        sample=waived,
    )


def proven_addresses(user_id: int) -> list[str]:
    """The addresses that are proven to be the account's."""
    proven = EmailAddress.objects.filter(user=user_id, verified=True)
    return [address_key(email) for email in proven.values_list("email", flat=True)]


def account_of(address: str) -> User | None:
    """The account to which the address is proven to belong, if there is one that is not closed."""
    proven = EmailAddress.objects.filter(email=address, verified=True, user__is_active=True)
    found = proven.select_related("user").first()
    return found.user if found else None


def count_with_role(kind: str) -> int:
    """How many accounts that are not closed have the role."""
    return User.objects.filter(is_active=True, roles__kind=kind).distinct().count()


def has_second_factor(user: User) -> bool:
    """Whether the account has one set up."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def _departments(doctor_id: int) -> frozenset[int]:
    chosen = Availability.departments.through.objects.filter(availability__doctor_id=doctor_id)
    return frozenset(chosen.values_list("department_id", flat=True))


def _credentials(doctor_id: int | None) -> list[tuple[str, dt.date]]:
    if doctor_id is None:
        return []
    of_doctor = Credential.objects.filter(doctor_id=doctor_id)
    return list(of_doctor.values_list("state", "expires_on"))
