"""What allauth does to accounts, written to the audit trail: signing in, passwords, factors.

Addresses and names stay out of it, and of the logs. Also notes in the session that a factor which
has just been set up was used: setting it up took a code of it.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as single_sign_on
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth import signals as auth
from django.dispatch import receiver
from django.http import HttpRequest

from curbside.core import audit
from curbside.people.models import User


@receiver(auth.user_logged_in)
def signed_in(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody signed in."""
    _record(user, "account.signed-in")


@receiver(account.user_signed_up)
def signed_up(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody made an account."""
    _record(user, "account.made")


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(sender: object, user: User, **kwargs: Any) -> None:
    """A password was set, changed or reset."""
    _record(user, "password.changed")


@receiver(account.email_changed)
def email_changed(sender: object, user: User, **kwargs: Any) -> None:
    """The address of an account is another one now."""
    _record(user, "email.changed")


@receiver(factors.authenticator_added)
def factor_added(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """A second factor, or recovery codes, were set up."""
    _record(user, "second-factor.added", kind=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type)


@receiver([factors.authenticator_removed, factors.authenticator_reset])
def factor_removed(sender: object, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """A second factor was removed, or recovery codes were made anew."""
    _record(user, "second-factor.changed", kind=authenticator.type)


@receiver(single_sign_on.social_account_added)
def organisation_added(sender: object, sociallogin: SocialLogin, **kwargs: Any) -> None:
    """A sign-in by an organisation was connected."""
    _record(sociallogin.user, "single-sign-on.added")


@receiver(single_sign_on.social_account_removed)
def organisation_removed(sender: object, socialaccount: SocialAccount, **kwargs: Any) -> None:
    """A sign-in by an organisation was disconnected."""
    _record(socialaccount.user, "single-sign-on.removed")


def _record(user: User, action: str, **detail: Any) -> None:
    subject = f"user:{user.public_id}"
    audit.record(subject, action, subject, **detail)
