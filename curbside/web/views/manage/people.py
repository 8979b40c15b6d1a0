"""Administrators: the people, and one of them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.catalog import queries as catalog
from curbside.core.errors import BadInput, Conflict
from curbside.library import signing
from curbside.people import accounts, availabilities, directory
from curbside.people.directory import Account
from curbside.people.person import ADMINISTRATOR, Person
from curbside.web.guards import person_of, staff_page
from curbside.web.paging import paging
from curbside.web.views.manage import refusals
from curbside.web.views.manage.account import private
from curbside.web.views.manage.doctors import typed
from curbside.web.views.manage.forms import ROLES, Answering, GiveRole


@staff_page(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    """Accounts, searched by name or address and by role."""
    words, kind = request.GET.get("q", "")[:120], request.GET.get("role", "")
    found = directory.people(person_of(request), words, kind)
    page = paging(request.GET.get("page", ""), found.count())
    context = {
        "head": private(_("People")),
        "people": found[page.offset : page.offset + page.size],
        "page": page,
        "query": words,
        "role": kind,
        "roles": ROLES,
        "query_part": urlencode({"q": words, "role": kind}) + "&",
    }
    return render(request, "curbside/manage/people.html", context)


@staff_page(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person; by POST the deed named in ``action``."""
    by = person_of(request)
    account = directory.account(by, public_id)
    departments = list(catalog.departments())
    role_form = GiveRole(departments=departments)
    answering = _answering(account)
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action == "give":
            role_form = GiveRole(request.POST, departments=departments)
        elif action == "answering":
            answering = Answering(request.POST, departments=departments)
        form = {"give": role_form, "answering": answering}.get(action)
        try:
            if form is None or form.is_valid():
                _do(by, account, request, form)
                messages.success(request, _("Done, and written to the audit trail."))
                return redirect("manage-person", public_id)
        except (BadInput, Conflict) as problem:
            refusals.tell(request, form, problem)
    context = {
        "head": private(str(account.user)),
        "account": account,
        "own": account.user.pk == by.user_id,
        "role_form": role_form,
        "answering": answering,
        "signature": request.POST.get("signature", "")[:300],
        "same_name": signing.same_name(account.doctor) if account.doctor else [],
    }
    return render(request, "curbside/manage/person.html", context)


def _answering(account: Account) -> Answering | None:
    if account.doctor is None:
        return None
    return Answering.showing(availabilities.chosen(account.doctor.pk))


def _do(
    by: Person, account: Account, request: HttpRequest, form: GiveRole | Answering | None
) -> None:
    """The deed. Raises BadInput for one that there is not."""
    public_id, said = account.user.public_id, request.POST
    match said.get("action", ""):
        case "give" if form is not None:
            accounts.give_role(
                by, public_id, form.cleaned_data["kind"], form.cleaned_data["department"]
            )
        case "answering" if isinstance(form, Answering) and account.doctor is not None:
            away = availabilities.chosen(account.doctor.pk).away
            availabilities.choose_for(by, account.doctor.pk, typed(form, away))
        case "take":
            accounts.take_role(by, public_id, said.get("kind", ""), said.get("department", ""))
        case "join":
            signing.join(by, said.get("signature", "")[:300], public_id)
        case "part":
            signing.part(by, said.get("signature", ""), public_id)
        case "close" | "open" as action:
            accounts.set_active(by, public_id, action == "open")
        case "second-factor":
            accounts.take_off_second_factor(by, public_id)
        case _:
            raise BadInput("This request cannot be read.", "Load the page again.")
