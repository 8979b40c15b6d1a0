"""The page for a form that did not come from a page of ours, or came too late."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do; what was typed is still there when the reader goes back. Status 403."""
    return render(request, "curbside/manage/form_refused.html", status=403)
