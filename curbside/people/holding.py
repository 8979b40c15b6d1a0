"""What is held of an account itself, handed out and erased. Its questions are the consult room's.

No secret is handed out: neither a password's digest nor what a second factor is made of.
"""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from curbside.people import availabilities
from curbside.people.models import Credential, Doctor, Invitation, Role, User
from curbside.people.person import Person

_SIGNATURE = (
    "slug", "name_en", "name_zh", "credential_en", "credential_zh", "bio_en", "bio_zh", "url",
)  # fmt: skip
_REGISTRATION = (
    "registration_number", "authority", "specialty", "expires_on", "state", "applied_at",
    "decided_at", "note",
)  # fmt: skip


def held_about(person: Person) -> dict[str, Any]:
    """Everything held about the account, as plain values: dates and moments stay what they are."""
    user = User.objects.get(pk=person.user_id)
    doctor = Doctor.objects.filter(user=user).first()
    return {
        "account": _account(user),
        "roles": [
            {"role": role.kind, "department": role.department.slug if role.department else None,
             "given_at": role.given_at}
            for role in Role.objects.filter(user=user).select_related("department")
        ],
        "invitations": list(
            Invitation.objects.filter(email=user.email).values("invited_at", "accepted_at")
        ),
        "signature": _signature(doctor) if doctor else None,
        "registrations": _registrations(doctor) if doctor else [],
        "answering": _answering(doctor) if doctor else None,
    }  # fmt: skip


def _account(user: User) -> dict[str, Any]:
    factors = Authenticator.objects.filter(user=user).order_by("created_at")
    sessions = UserSession.objects.filter(user=user).order_by("created_at")
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined_at": user.date_joined,
        "last_signed_in_at": user.last_login,
        "has_password": user.has_usable_password(),
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified")),
        "second_factors": list(factors.values("type", "created_at", "last_used_at")),
        "single_sign_on": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")
        ),
        "sessions": list(sessions.values("created_at", "ip", "user_agent")),
    }


def _signature(doctor: Doctor) -> dict[str, Any]:
    joined = list(doctor.joined.values_list("slug", flat=True))
    return {**{name: getattr(doctor, name) for name in _SIGNATURE}, "joined": joined}


def _registrations(doctor: Doctor) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(one, name) for name in _REGISTRATION},
            "evidence": _evidence(one),
        }
        for one in Credential.objects.filter(doctor=doctor).select_related("evidence")
    ]


def _evidence(credential: Credential) -> dict[str, str] | None:
    found = getattr(credential, "evidence", None)
    if found is None:
        return None
    content = base64.b64encode(bytes(found.content)).decode("ascii")
    return {"media_type": found.media_type, "content": content}


def _answering(doctor: Doctor) -> dict[str, Any]:
    chosen = availabilities.chosen(doctor.pk)
    return {
        "departments": sorted(chosen.departments),
        "languages": list(chosen.languages),
        "weekly_cap": chosen.weekly_cap,
        "away": [{"first": first, "last": last} for first, last in chosen.away],
    }
