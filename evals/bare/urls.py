"""One view: fetch one row, render ten lines. And one that does nothing, to time the client."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from curbside.library.models import Entry

TEN_LINES = Engine().from_string(
    """<!doctype html>
<html lang="{{ entry.language }}">
<head><title>{{ entry.headline }}</title></head>
<body>
<h1>{{ entry.headline }}</h1>
<p>{{ entry.title }}</p>
<p>{{ entry.asked }}</p>
<p>{{ entry.question }}</p>
</body>
</html>
"""
)


def bare(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = Entry.objects.get(public_id=public_id)
    return _answer(TEN_LINES.render(Context({"entry": entry})).encode())


def nothing(request: HttpRequest) -> HttpResponse:
    return _answer(b"ok")


def _answer(body: bytes) -> HttpResponse:
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


urlpatterns = [path("bare/<slug:public_id>/", bare), path("nothing/", nothing)]
