"""What a reader sees when something goes wrong: one mapping from errors to pages and statuses.

Logs the kind of a failure and where it happened, never its message: a database's message may
quote what someone asked.
"""

from __future__ import annotations

import logging
import re
import traceback

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from psycopg_pool import PoolTimeout

from curbside.core.errors import BadInput, CurbsideError, NotFound, Unavailable
from curbside.web.context import about_site

logger = logging.getLogger("curbside.web")
RETRY_SECONDS = 10
_KEYED = re.compile(r"(/(?:ask|mine|unsubscribe|read-again|invitations?|sign-in)/).+")


class Broken(CurbsideError):
    """Something failed that nobody foresaw; it is logged and not the reader's doing."""

    code = "broken"


def understood(problem: BaseException) -> CurbsideError:
    """The error of our tree that stands for ``problem``."""
    if isinstance(problem, CurbsideError):
        return problem
    if isinstance(problem, Http404 | PermissionDenied):  # the wrong person gets 404
        return NotFound("There is no such page.", "Search for it, or start at the front page.")
    if isinstance(problem, BadRequest | SuspiciousOperation):
        return BadInput("This request cannot be read.", "Start at the front page.")
    if isinstance(problem, OperationalError | InterfaceError | PoolTimeout):
        return Unavailable("The library cannot be reached just now.", "Try again in a moment.")
    return Broken("Something went wrong.", "Try again in a moment.")


def report(problem: BaseException, path: str) -> None:
    """Log what is the operator's business: kind, address without its query, and where."""
    where = "".join(traceback.format_tb(problem.__traceback__))
    logger.error("%s at %s\n%s", type(problem).__qualname__, without_keys(path), where)


def without_keys(path: str) -> str:
    """The address without what opens somebody's own pages: logs are read by others."""
    return _KEYED.sub(r"\1…", path)


def page(request: HttpRequest, error: CurbsideError) -> HttpResponse:
    """The page for ``error``, in the reader's language where that still works."""
    try:
        # The switch leads to the front page: the address may name what was withdrawn.
        context = {"error": error, **about_site(reverse("home"))}
        body: str = render_to_string(_template(error.http_status), context, request)
    except Exception as problem:  # a page about a failure must not fail
        report(problem, request.path)
        body = _last_resort(error)
    status = error.http_status
    response = HttpResponse(body, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    if error.retryable:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _last_resort(error: CurbsideError) -> str:
    """A page that needs nothing: no translation, no context, and at worst no template."""
    try:
        return render_to_string("500.html")
    except Exception:
        return f"<!doctype html><title>{escape(error.message)}</title><p>{escape(str(error))}</p>"


def _template(status: int) -> str:
    """The page of the status, or the nearest one there is."""
    return {404: "404.html", 410: "410.html", 503: "503.html"}.get(
        status, "400.html" if status < 500 else "500.html"
    )
