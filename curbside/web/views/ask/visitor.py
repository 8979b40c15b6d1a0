"""Who sends a form, as far as anybody knows: an account if they are signed in, and a network."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from curbside.core.errors import NotFound
from curbside.people.person import Person
from curbside.web.guards import person_of


def person_or_none(request: HttpRequest) -> Person | None:
    """Who is signed in; asking needs nobody to be."""
    try:
        return person_of(request)
    except NotFound:
        return None


def network(request: HttpRequest) -> str:
    """The address that the request came from, past as many proxies as the operator trusts."""
    return str(get_adapter(request).get_client_ip(request))
