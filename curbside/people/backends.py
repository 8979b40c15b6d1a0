"""Who may sign in at all: active accounts; sample accounts only where they are switched on."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from curbside.people.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's, which also asks this of every request of a session already open."""

    def user_can_authenticate(self, user: User | None) -> bool:
        """Whether the account may sign in, and stay so."""
        if user is not None and user.sample and not settings.ENVIRONMENT.curbside_sample_people:
            return False
        return bool(super().user_can_authenticate(user))
