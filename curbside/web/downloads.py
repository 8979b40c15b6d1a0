"""What is held about somebody as a file to keep: JSON for programs, HTML for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from curbside.web import readable

AS_HTML = "html"


def file(request: HttpRequest, held: Mapping[str, Any], name: str, title: str) -> HttpResponse:
    """The file in the shape that ``?as=`` names. Never shown in the service's own pages: opened
    from where it was saved, it can do nothing here.
    """
    if request.GET.get("as") == AS_HTML:
        said = {"title": title, "held": readable.section("", held)}
        response = HttpResponse(render_to_string("curbside/held/document.html", said, request))
        name = f"{name}.html"
    else:
        response = JsonResponse(dict(held), json_dumps_params={"ensure_ascii": False, "indent": 1})
        name = f"{name}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
