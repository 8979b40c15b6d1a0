"""Administrators: applications of doctors, the evidence, and deciding."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from curbside.core import clock
from curbside.core.errors import BadInput, Conflict
from curbside.people import credentials, directory
from curbside.people.evidence import ENDINGS
from curbside.people.models import Credential
from curbside.people.person import ADMINISTRATOR
from curbside.web.guards import person_of, staff_page
from curbside.web.paging import paging
from curbside.web.views.manage import refusals
from curbside.web.views.manage.account import private
from curbside.web.views.manage.forms import Reason

State = Credential.State
STATES = [
    (State.APPLIED.value, gettext_lazy("Waiting")),
    (State.VERIFIED.value, gettext_lazy("Verified")),
    (State.REFUSED.value, gettext_lazy("Refused")),
    (State.REVOKED.value, gettext_lazy("Revoked")),
]


@staff_page(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD"])
def applications(request: HttpRequest) -> HttpResponse:
    """Registrations in one state, the longest waiting first."""
    asked = request.GET.get("state", "")
    state = asked if asked in State.values else State.APPLIED.value
    found = directory.applications(person_of(request), state)
    page = paging(request.GET.get("page", ""), found.count())
    context = {
        "head": private(_("Applications")),
        "applications": found[page.offset : page.offset + page.size],
        "page": page,
        "state": state,
        "states": STATES,
        "query_part": f"state={state}&",
        "today": clock.today(),
    }
    return render(request, "curbside/manage/applications.html", context)


@staff_page(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, public_id: str) -> HttpResponse:
    """One registration; by POST it is verified, refused or revoked."""
    by = person_of(request)
    found = directory.application(by, public_id)
    form = Reason(request.POST if request.POST.get("action") in {"refuse", "revoke"} else None)
    if request.method == "POST":
        try:
            if _decided(request, public_id, form):
                messages.success(request, _("Done, and written to the audit trail."))
                return redirect("manage-application", public_id)
        except (BadInput, Conflict) as problem:
            refusals.tell(request, form if form.is_bound else None, problem)
            found = directory.application(by, public_id)
    context = {
        "head": private(_("Application")),
        "application": found,
        "own": found.doctor.user_id == by.user_id,
        "expired": found.expires_on < clock.today(),
        "form": form,
    }
    return render(request, "curbside/manage/one_application.html", context)


@staff_page(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD"])
def evidence(request: HttpRequest, public_id: str) -> HttpResponse:
    """The file, to download and never to be shown by the browser; audited."""
    found = credentials.read_evidence(person_of(request), public_id)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    name = f"evidence-{public_id}.{ENDINGS[found.media_type]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _decided(request: HttpRequest, public_id: str, form: Reason) -> bool:
    """Do what ``action`` says; False when the reason is missing. Raises as the room does."""
    by, action = person_of(request), request.POST.get("action", "")
    if action == "verify":
        credentials.verify(by, public_id)
        return True
    if action not in {"refuse", "revoke"}:
        raise BadInput("This request cannot be read.", "Load the page again.")
    if not form.is_valid():
        return False
    decide = credentials.refuse if action == "refuse" else credentials.revoke
    decide(by, public_id, form.cleaned_data["reason"])
    return True
