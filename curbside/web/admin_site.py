"""Django's admin for rare repairs: administrators only, and read-mostly.

Has no sign-in page of its own: who is not signed in goes to the service's, and the wrong person
finds no such page.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse

from curbside.core.errors import NotFound
from curbside.people.models import Role
from curbside.web import guards


class RepairSite(AdminSite):
    """The admin behind the same guard as the pages of administrators."""

    site_header = site_title = "Curbside: repairs"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the guard of administrators' pages would let this request through."""
        return guards.stopped(request, Role.Kind.ADMINISTRATOR) is None

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Where ``admin_view`` sends whoever has no permission: to what the guard answers."""
        answer = guards.stopped(request, Role.Kind.ADMINISTRATOR)
        if answer is None:
            raise NotFound("There is no such page.", "Start at the front page.")
        return answer

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> NoReturn:
        """Passwords are changed in the account."""
        raise NotFound("There is no such page.", "Change the password in your account.")
