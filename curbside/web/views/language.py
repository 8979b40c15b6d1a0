"""Which language: the front door, and the switch that is remembered."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from curbside.core.errors import NotFound

CODES = tuple(code for code, _ in settings.LANGUAGES)
LONGEST = 2000  # characters of an address to come back to


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in their language: the cookie's, else the browser's."""
    response = HttpResponseRedirect(f"/{get_language() or settings.LANGUAGE_CODE}/")
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and show the same page in it. Raises NotFound for one we lack."""
    if code not in CODES:
        raise NotFound("There is no such language.", "Choose one at the foot of any page.")
    response = HttpResponseRedirect(in_language(request.GET.get("next", ""), code))
    response.headers["Cache-Control"] = "private, no-store"
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def in_language(address: str, code: str) -> str:
    """The same page in another language; the home page for anything not a page of ours.

    What comes back always begins with ``/<code>/``, so it cannot lead to another site.

    >>> in_language("/en/topics/?page=2", "zh-hant")
    '/zh-hant/topics/?page=2'
    >>> in_language("//elsewhere.example/en/", "zh-hant")
    '/zh-hant/'
    """
    home = f"/{code}/"
    try:
        parts = urlsplit(address[:LONGEST])
    except ValueError:
        return home
    language, _, rest = parts.path.removeprefix("/").partition("/")
    if parts.scheme or parts.netloc or language not in CODES or not address.startswith("/"):
        return home
    path = rest.lstrip("/\\")
    return f"{home}{path}?{parts.query}" if parts.query else home + path
