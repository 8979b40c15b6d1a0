"""An account takes along the questions that were asked with its address before there was one.

Whenever somebody signs in or confirms an address: then the address is proven to be theirs, as the
question's own link proved it once already. Questions whose address nobody has confirmed stay where
they are, because another may have mistyped it.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from curbside.consult import confirming
from curbside.people import queries
from curbside.people.models import User


@receiver(auth.user_logged_in)
def signed_in(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody signed in, perhaps for the first time."""
    _take_along(user)


@receiver(account.email_confirmed)
def address_confirmed(sender: object, email_address: EmailAddress, **kwargs: Any) -> None:
    """An account's address, the first or another, was confirmed."""
    _take_along(email_address.user)


def _take_along(user: User) -> None:
    addresses = queries.proven_addresses(user.pk)
    if confirming.left_behind(addresses).exists():
        confirming.take_all(queries.person(user), addresses)
