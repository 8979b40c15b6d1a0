"""Signing in for tests of pages, with or without a second factor used in the session."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from curbside.people.models import Role, User
from tests.consult import room
from tests.factories import make_department


def signed_in(*roles: str, second_factor: bool = True) -> Client:
    """Somebody with these roles (a lead leads neurology)."""
    user = room.make_user("Somebody")
    for role in roles:
        led = make_department() if role == "lead" else None
        Role.objects.create(user=user, kind=role, department=led)
    return as_user(user, second_factor=second_factor)


def as_user(user: User, *, second_factor: bool = True) -> Client:
    """This account's own client."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if second_factor:
        Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client
