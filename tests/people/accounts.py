"""Making people for tests and signing them in, with or without their second factor."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.test import Client

from curbside.catalog.models import Department
from curbside.core import clock, ids
from curbside.people import queries
from curbside.people.models import Availability, Credential, Doctor, Role, User
from curbside.people.person import Person

_number = itertools.count(1)
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of an authenticator app, for tests
PDF = b"%PDF-1.7\nA certificate.\n%%EOF\n"


def make_user(
    *roles: str,
    email: str = "",
    name: str = "",
    second_factor: bool | None = None,
    lead_of: Sequence[Department] = (),
    **fields: Any,
) -> User:
    """An account with these roles; with a second factor when it has any, unless said otherwise."""
    # Several processes make people in one database, so a number alone would not do.
    address = email or f"person{next(_number)}-{ids.public_id()}@example.org"
    user = User.objects.create_user(address, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    Role.objects.bulk_create(Role(user=user, kind=kind) for kind in roles)
    Role.objects.bulk_create(Role(user=user, kind="lead", department=one) for one in lead_of)
    if second_factor if second_factor is not None else bool(roles or lead_of):
        Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(SECRET)})
    return user


def make_doctor_account(
    *departments: Department,
    expires_on: dt.date | None = None,
    state: str = "verified",
    name: str = "",
    second_factor: bool = True,
) -> User:
    """A doctor's account with a registration, answering in these departments."""
    user = make_user(
        "doctor", name=name or f"Dr Number {next(_number)}", second_factor=second_factor
    )
    slug = f"doctor-{user.public_id}"
    doctor = Doctor.objects.create(user=user, slug=slug, name_en=user.name, name_key=slug)
    make_credential(doctor, state, expires_on)
    Availability.objects.create(doctor=doctor, languages=["en"]).departments.set(departments)
    return user


def make_credential(
    doctor: Doctor, state: str = "verified", expires_on: dt.date | None = None
) -> Credential:
    """A registration, valid for a year unless said otherwise."""
    return Credential.objects.create(
        doctor=doctor,
        registration_number="1234",
        authority="General Medical Council, UK",
        specialty="Neurology",
        expires_on=expires_on or clock.today() + dt.timedelta(days=365),
        state=state,
        decided_at=None if state == "applied" else clock.now(),
        note="Not in the register." if state in {"refused", "revoked"} else "",
    )


def person(user: User) -> Person:
    """The person as the rooms see them."""
    return queries.person(User.objects.get(pk=user.pk))


def sign_in(client: Client, user: User, *, used_second_factor: bool = True) -> Client:
    """Sign the account in, as after password and second factor (or password alone)."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    records = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    if used_second_factor:
        records.append(
            {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
        )
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
