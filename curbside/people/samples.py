"""Sample people, one of each kind, for trying the service out; never outside ``--sample``.

They can sign in only where ``CURBSIDE_SAMPLE_PEOPLE`` says so (see ``backends``), which the service
refuses at a public address (see ``checks``). Invented, as everything that is sample.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from importlib import resources

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from curbside.catalog.models import Department
from curbside.core import audit, clock
from curbside.core.errors import Misconfigured
from curbside.core.ids import ALPHABET, slugify
from curbside.people.models import Availability, Credential, Doctor, Role, User
from curbside.people.rules import name_key

FILE = "people.jsonl"
LENGTH = 12
YEARS = 5


@dataclass(frozen=True)
class SamplePerson:
    """A line of the file. ``role`` is "" for an asker; doctor and lead have a ``department``."""

    email: str
    name: str
    role: str = ""
    department: str = ""
    specialty: str = ""
    specialty_zh: str = ""
    name_zh: str = ""


def known() -> list[SamplePerson]:
    """The sample people, as the file has them."""
    text = (resources.files("curbside.samples") / FILE).read_text(encoding="utf-8")
    return [SamplePerson(**json.loads(line)) for line in text.splitlines()]


def password() -> str:
    """The password of all of them: made from the secret key, so another one on every machine, and
    the same one at every start.
    """
    digest = salted_hmac("curbside.people.samples", "", algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


@transaction.atomic
def introduce() -> list[SamplePerson]:
    """Make the sample people who are not there yet; all of them are returned.

    Needs the catalogue. Raises Misconfigured where sample people are not switched on.
    """
    if not settings.ENVIRONMENT.curbside_sample_people:
        raise Misconfigured(
            "Sample people are switched off.", "Set CURBSIDE_SAMPLE_PEOPLE=true for trying out."
        )
    people = known()
    there = dict(User.objects.filter(sample=True).values_list("email", "password"))
    hashed = next(iter(there.values()), "")
    if not hashed or not check_password(password(), hashed):  # new, or under another secret key
        hashed = make_password(password())
        User.objects.filter(sample=True).update(password=hashed)
    for one in people:
        if not User.objects.filter(email=one.email).exists():
            _make(one, hashed)
    return people


def _make(one: SamplePerson, hashed: str) -> None:
    user = User.objects.create(email=one.email, name=one.name, password=hashed, sample=True)
    EmailAddress.objects.create(user=user, email=one.email, primary=True, verified=True)
    department = Department.objects.filter(slug=one.department).first()
    if one.role:
        of = department if one.role == Role.Kind.LEAD else None
        user.is_staff = one.role == Role.Kind.ADMINISTRATOR
        user.save(update_fields=["is_staff"])
        Role.objects.create(user=user, kind=one.role, department=of)
    if one.role in {Role.Kind.DOCTOR, Role.Kind.LEAD} and department:
        _make_doctor(one, user, department)
    audit.record("sample", "account.made", f"user:{user.public_id}", role=one.role)


def _make_doctor(one: SamplePerson, user: User, department: Department) -> None:
    """A doctor with a verified registration; there is no evidence, as there is no registration."""
    doctor, _ = Doctor.objects.get_or_create(  # the sample corpus may have brought the signature
        name_key=name_key(one.name),
        defaults={
            "slug": slugify(one.name),
            "name_en": one.name,
            "name_zh": one.name_zh,
            "credential_en": one.specialty,
            "credential_zh": one.specialty_zh,
            "department": department,
            "sample": True,
        },
    )
    doctor.user = user
    doctor.save(update_fields=["user"])
    if one.role == Role.Kind.LEAD:
        Role.objects.create(user=user, kind=Role.Kind.DOCTOR)
    Credential.objects.create(
        doctor=doctor,
        registration_number="SAMPLE",
        authority="Sample registry",
        specialty=one.specialty,
        expires_on=clock.today() + dt.timedelta(days=365 * YEARS),
        state=Credential.State.VERIFIED,
        decided_at=clock.now(),
    )
    chosen = Availability.objects.create(doctor=doctor, languages=["en", "zh"])
    chosen.departments.add(department)
