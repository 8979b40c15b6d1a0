"""The page that the link of an invitation opens: for anyone to read, for the invited to accept."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.people import invitations
from curbside.web.guards import person_of, signed_in
from curbside.web.views.manage.account import private


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, link: str) -> HttpResponseBase:
    """What one is invited to, and the next step: make an account, sign in, or accept.

    Raises NotFound for a forged link, Gone for a spent one.
    """
    if request.method == "POST":
        return _accept(request, link=link)
    found = invitations.read(link)
    onward = "?" + urlencode({"next": reverse("invitation", args=[link])})
    context = {
        "head": private(_("An invitation")),
        "right": request.user.is_authenticated and person_of(request).email == found.email,
        "signed_in": request.user.is_authenticated,
        "sign_up": reverse("account_signup") + onward,
        "sign_in": reverse("account_login") + onward,
    }
    return render(request, "curbside/manage/invitation.html", context)


@signed_in
def _accept(request: HttpRequest, link: str) -> HttpResponse:
    invitations.accept(person_of(request), link)
    messages.success(request, _("Welcome. Tell us of your registration now."))
    return redirect("doctor-application")
