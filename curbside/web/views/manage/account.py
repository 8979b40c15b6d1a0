"""Somebody's own account: where everything about it is found, and how they are addressed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.people import accounts
from curbside.web.guards import person_of, signed_in
from curbside.web.head import PageHead
from curbside.web.views.manage.forms import Details


@signed_in
@require_http_methods(["GET", "HEAD"])
def home(request: HttpRequest) -> HttpResponse:
    """Everything about the account, one link each."""
    context = {"head": private(_("Your account")), "person": person_of(request)}
    return render(request, "curbside/manage/account.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Name and language."""
    person = person_of(request)
    form = Details(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        accounts.describe(person, form.cleaned_data["name"], form.cleaned_data["language"])
        messages.success(request, _("Kept."))
        return redirect("account-home")
    context = {"head": private(_("Name and language")), "form": form}
    return render(request, "curbside/manage/details.html", context)


def private(title: str) -> PageHead:
    """The head of a page that search engines are to leave alone."""
    return PageHead(title=title, robots="noindex")
