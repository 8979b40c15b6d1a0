"""Who begins and sends a form, as far as anybody knows: an account if they are signed in, a
browser for a day, and a network. Nothing but the limits depends on it.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from curbside.consult.beginning import Beginner
from curbside.core import ids
from curbside.core.errors import NotFound
from curbside.people.person import Person
from curbside.web.guards import person_of

COOKIE = "forms"
COOKIE_SECONDS = 24 * 3600
LENGTH = 20  # of what the cookie holds


def person_or_none(request: HttpRequest) -> Person | None:
    """Who is signed in; asking needs nobody to be."""
    try:
        return person_of(request)
    except NotFound:
        return None


def network(request: HttpRequest) -> str:
    """The address that the request came from, past as many proxies as the operator trusts."""
    return str(get_adapter(request).get_client_ip(request))


def beginner(request: HttpRequest) -> Beginner:
    """Who is about to begin a form; a browser that is not known yet gets a word of its own."""
    person, kept = person_or_none(request), request.COOKIES.get(COOKIE, "")
    word = kept if len(kept) == LENGTH else ids.public_id() + ids.public_id()
    return Beginner(network(request), word, person.public_id if person else "")


def remember(response: HttpResponse, by: Beginner) -> None:
    """Have the browser keep its word for a day from now."""
    response.set_cookie(
        COOKIE,
        by.browser,
        max_age=COOKIE_SECONDS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
