"""Erasing an account: it can be entered no more, and nothing in it tells whose it was.

Its row stays with its id alone, because replies and the audit trail refer to it. Of a doctor who
spoke to askers, or signed what readers saw, stay the name that was signed with, and the verified
registrations, without their evidence: whoever was advised must be able to tell by whom, and that
it was a doctor.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from curbside.core import audit, clock, generation
from curbside.core.errors import Conflict
from curbside.people.models import (
    Availability,
    Away,
    Credential,
    Doctor,
    Evidence,
    Invitation,
    Role,
    User,
)
from curbside.people.models.user import ERASED
from curbside.people.person import ADMINISTRATOR, Person

STAYS = (Credential.State.VERIFIED, Credential.State.REVOKED)


@transaction.atomic
def erase(person: Person, *, spoke: bool) -> None:
    """Erase the account; ``spoke``: as a doctor, somebody was told something under its signature.

    Raises Conflict for the last administrator.
    """
    _somebody_must_be_left(person)
    user = User.objects.select_for_update().get(pk=person.user_id)
    _sign_out(user)
    addresses = EmailAddress.objects.filter(user=user)
    known = {user.email, *addresses.values_list("email", flat=True)}
    Invitation.objects.filter(email__in=known).delete()
    for rows in (addresses, *_rows_of(user)):
        rows.delete()
    doctor = Doctor.objects.filter(user=user).first()
    if doctor is not None:
        _erase_signature(doctor, spoke)
    user.email, user.name = f"{user.public_id}{ERASED}", ""
    user.language, user.last_login = User.Language.ENGLISH, None
    user.is_active = user.is_staff = user.is_superuser = user.sample = False
    user.erased_at = clock.now()
    user.set_unusable_password()
    user.save()
    audit.record(person.actor, "account.erased", f"user:{user.public_id}")


def _somebody_must_be_left(person: Person) -> None:
    """Locked as in ``accounts``, so that two who go at once do not both go."""
    rows = Role.objects.select_for_update().filter(kind=ADMINISTRATOR).order_by("id")
    others = {role.user_id for role in rows} - {person.user_id}
    left = User.objects.filter(pk__in=others, is_active=True).exists()
    if person.has(ADMINISTRATOR) and not left:
        raise Conflict(
            "You are the only administrator.", "Make somebody else one first, then come back."
        )


def _sign_out(user: User) -> None:
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()


def _rows_of(user: User) -> list[QuerySet[Any]]:
    kind = ContentType.objects.get_for_model(User)
    return [
        Authenticator.objects.filter(user=user),
        SocialAccount.objects.filter(user=user),
        Role.objects.filter(user=user),
        # What Django's admin notes of a repair quotes the name of whom it was about.
        LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)),
    ]


def _erase_signature(doctor: Doctor, spoke: bool) -> None:
    if not spoke:
        doctor.delete()
        return
    Evidence.objects.filter(credential__doctor=doctor).delete()
    Credential.objects.filter(doctor=doctor).exclude(state__in=STAYS).delete()
    Availability.objects.filter(doctor=doctor).delete()
    Away.objects.filter(doctor=doctor).delete()
    doctor.bio_en = doctor.bio_zh = doctor.url = ""
    doctor.save(update_fields=["bio_en", "bio_zh", "url"])
    generation.bump()
