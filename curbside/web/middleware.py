"""What happens around every view: security headers, the short way to question pages, errors."""

from __future__ import annotations

import re
from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from curbside.core.errors import CurbsideError
from curbside.core.ids import ALPHABET, PUBLIC_ID_LENGTH
from curbside.library import queries
from curbside.web import failures, pages
from curbside.web.conditional import SAFE
from curbside.web.headers import security_headers

Next = Callable[[HttpRequest], HttpResponseBase]
_LANGUAGES = "|".join(code for code, _ in settings.LANGUAGES)
QUESTION_PATH = re.compile(
    rf"/({_LANGUAGES})/q/([{ALPHABET}]{{{PUBLIC_ID_LENGTH}}})/([^/]+)/"
)  # the route "question" of curbside.web.urls; a test holds the two together


class SecurityHeaders:
    """Puts the security headers on every answer; what nobody declared public no cache keeps."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.headers = security_headers(settings.SECURE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class QuestionPages:
    """Answers the address of a question page before anything else is done for it.

    Whatever is not the plain case (no such entry, another slug, a database that fails) takes the
    long way through the view, which knows what to say.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = QUESTION_PATH.fullmatch(request.path_info)
        if found and request.method in SAFE:
            return self._short(request, *found.groups()) or self.get_response(request)
        return self.get_response(request)

    def _short(
        self, request: HttpRequest, language: str, public_id: str, slug: str
    ) -> HttpResponse | None:
        try:
            version = queries.version(public_id)
            return pages.respond(request, version, language) if version.slug == slug else None
        except CurbsideError:
            return None
        except DatabaseError:
            connection.close()  # it may have been cut; the view gets a new one
            return None


class ClearErrors:
    """Turns every error of a view into a page that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page for what the view raised; with ``curbside_debug`` Django's own for surprises."""
        if isinstance(problem, ImmediateHttpResponse | ReauthenticationRequired):
            return None  # no errors: allauth's own middleware answers them
        error = failures.understood(problem)
        if isinstance(error, failures.Broken):
            if settings.DEBUG:
                return None
            failures.report(problem, request.path)
        return failures.page(request, error)
