"""Signing in by the link of a mail. Opening it changes nothing, because mail programs open links
too: its one button signs in.
"""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from curbside.web import sign_in_link

LIMIT = "sign_in_by_link"  # in ``config.accounts``


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The button; by POST, the sign-in or the second factor. The same page for a link that is
    used, old, forged or opened in another browser.
    """
    presses = request.method == "POST"
    if presses:
        refused: HttpResponseBase | None = ratelimit.consume_or_429(request, action=LIMIT)
        if refused is not None:
            return refused
    begun = sign_in_link.waiting(request, token)
    if begun is not None and presses:
        signed_in: HttpResponseBase = begun.finish(get_next_redirect_url(request))
        return signed_in
    context = {"email": begun.state["email"] if begun else ""}
    status = 200 if begun else 404
    return render(request, "account/sign_in_link.html", context, status=status)
