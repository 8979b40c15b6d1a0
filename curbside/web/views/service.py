"""Addresses for machines that watch or visit: health, robots, the icon, and the error handlers."""

from __future__ import annotations

import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from curbside.web import failures
from curbside.web.conditional import public

PLAIN = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this process and its database can serve readers: 200 ``ok``, or 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as problem:
        failures.report(problem, request.path)
        return HttpResponse("database unavailable\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@public()
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be visited but search results, the language switch and people's own pages."""
    private = ("search", "ask", "mine", "desk", "edit", "manage", "accounts")
    closed = [f"/{code}/{place}/" for code, _ in settings.LANGUAGES for place in private]
    closed += ["/language/", "/admin/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look by habit; the pages name the drawing itself."""
    response = HttpResponseRedirect(staticfiles_storage.url("curbside/favicon.svg"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def handle(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for 400, 403 and 404."""
    return failures.page(request, failures.understood(exception))


def handle_broken(request: HttpRequest) -> HttpResponse:
    """Django's handler for an error outside every view."""
    problem = sys.exc_info()[1]
    if problem is not None:
        failures.report(problem, request.path)
    return failures.page(request, failures.Broken("Something went wrong.", "Try again."))
