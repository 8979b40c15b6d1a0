"""What of allauth's pages and mails is ours: languages, addresses, and where people arrive."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from curbside.people.models import User
from curbside.web import sign_in_link

SIGN_IN = "account/email/login_code"  # allauth's name of that mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's, in the reader's language and under the service's own name and address."""

    def new_user(self, request: HttpRequest) -> User:
        """A new account reads and is written to in the language it was made in."""
        return User(language=get_language() or settings.LANGUAGE_CODE)

    def format_email_subject(self, subject: str) -> str:
        """The subject under the service's name; never the host that a request named."""
        return f"{settings.ENVIRONMENT.curbside_site_name}: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail knows the service's name and public address; one with a code to sign in with
        has a link too.
        """
        ours = {
            "site_name": settings.ENVIRONMENT.curbside_site_name,
            "base_url": settings.BASE_URL,
        }
        if template_prefix == SIGN_IN:
            ours["link"] = sign_in_link.address(context["request"], email, context["code"])
        super().send_mail(template_prefix, email, context | ours)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has signed in a moment ago has just shown who they are."""
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        if any(record["at"] > since for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))
