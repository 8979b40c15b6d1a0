"""Administrators: inviting doctors, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.core import clock
from curbside.core.errors import BadInput, Conflict
from curbside.people import directory
from curbside.people import invitations as room
from curbside.people.person import ADMINISTRATOR
from curbside.web.guards import person_of, staff_page
from curbside.web.paging import paging
from curbside.web.views.manage import refusals
from curbside.web.views.manage.account import private
from curbside.web.views.manage.forms import Invite


@staff_page(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation; by POST one is sent, or withdrawn."""
    by = person_of(request)
    form = Invite(initial={"language": get_language()})
    if request.method == "POST" and "withdraw" in request.POST:
        room.withdraw(by, request.POST["withdraw"])
        messages.success(request, _("Done, and written to the audit trail."))
        return redirect("manage-invitations")
    if request.method == "POST":
        form = Invite(request.POST)
        if form.is_valid() and _invited(request, form):
            return redirect("manage-invitations")
    found = directory.invitations(by)
    page = paging(request.GET.get("page", ""), found.count())
    context = {
        "head": private(_("Invitations")),
        "form": form,
        "invitations": found[page.offset : page.offset + page.size],
        "page": page,
        "now": clock.now(),
    }
    return render(request, "curbside/manage/invitations.html", context)


def _invited(request: HttpRequest, form: Invite) -> bool:
    typed = form.cleaned_data
    try:
        room.invite(person_of(request), typed["email"], typed["language"])
    except (BadInput, Conflict) as problem:
        refusals.tell(request, form, problem)
        return False
    messages.success(request, _("The invitation is on its way."))
    return True
