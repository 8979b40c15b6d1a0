"""Pages whose address is their key: forms that are not sent yet, and an asker's own question.

What they do rests on the key alone, so Django's token, which is lost with its cookie, would guard
nothing and could cost somebody their text. Instead a form that the browser says comes from another
site (Fetch Metadata, else Origin) is not acted on, but shown again with what was typed.
Deliberately decides nothing about who may see what: the consult room checks the key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from curbside.consult import drafting
from curbside.consult.policy import current as policy
from curbside.core.errors import Conflict, NotFound
from curbside.web import head
from curbside.web.views.ask import links
from curbside.web.views.ask.waiting import span

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]
OWN = ("same-origin", "none")  # "none": typed, or from a bookmark


def by_link(view: View[Arguments]) -> View[Arguments]:
    """A view for GET, HEAD and POST whose key is in its address."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    answer: View[Arguments] = csrf_exempt(methods(view))
    return answer


def for_form(view: View[Arguments]) -> View[Arguments]:
    """``by_link`` for a form; one that was sent leads to its question, one that is gone says so."""

    @wraps(view)
    def answer(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotFound:
            return page(request, "ask/gone", _("This form is not here any more"), status=404)
        except Conflict:
            sent = drafting.sent(str(kwargs["token"]))
            if sent is None:
                raise
            return links.see(links.receipt(sent))

    return by_link(cast(View[Arguments], answer))


def is_ours(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of this site, as far as the browser says."""
    said = request.headers.get("Sec-Fetch-Site")
    if said:
        return said in OWN
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


def press_again(request: HttpRequest) -> str:
    """What to say beside a form that was not acted on; "" when the page is only shown."""
    if request.method != "POST" or is_ours(request):
        return ""
    return _("This came to us in an unusual way, so nothing was done yet. Please press again.")


def page(
    request: HttpRequest,
    template: str,
    title: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page that no search engine and no cache keeps. ``template`` is under ``curbside/``."""
    kept_for = span(24 * policy().draft_days)
    shown = {"head": head.for_private(title), "kept_for": kept_for, **(context or {})}
    return render(request, f"curbside/{template}.html", shown, status=status)
