"""Pages that are words only: about, how it works, privacy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from curbside.web import head
from curbside.web.conditional import public


@public()
def about(request: HttpRequest) -> HttpResponse:
    """What this service is and who runs it."""
    page_head = head.for_page("about", title=_("About"))
    return render(request, "curbside/about.html", {"head": page_head})


@public()
def how_it_works(request: HttpRequest) -> HttpResponse:
    """From a question to a public answer."""
    page_head = head.for_page("how-it-works", title=_("How it works"))
    return render(request, "curbside/how_it_works.html", {"head": page_head})


@public()
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about readers and askers."""
    page_head = head.for_page("privacy", title=_("Privacy"))
    return render(request, "curbside/privacy.html", {"head": page_head})
