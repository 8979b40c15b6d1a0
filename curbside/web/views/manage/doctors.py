"""A doctor's own pages: applying, where it stands, and when and where to answer."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.catalog import queries as catalog
from curbside.core.errors import BadInput, Conflict
from curbside.people import availabilities, credentials, directory, evidence
from curbside.people.availabilities import Choice
from curbside.people.person import DOCTOR
from curbside.web.guards import person_of, signed_in, staff_page
from curbside.web.views.manage import refusals
from curbside.web.views.manage.account import private
from curbside.web.views.manage.forms import Absences, Answering, Apply, days

KEYS = ("departments", "languages", "weekly_cap")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest) -> HttpResponse:
    """What stands of one's registrations; by POST another is handed in, unless one waits."""
    person = person_of(request)
    form = Apply(request.POST or None, request.FILES or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["evidence"]
        try:
            sent = upload.read(evidence.MOST_BYTES + 1)
            credentials.apply(person, form.application(), sent)
        except (BadInput, Conflict) as problem:
            refusals.tell(request, form, problem)
        else:
            messages.success(request, _("Your application is with the administrators."))
            return redirect("doctor-application")
    own = directory.own_credentials(person)
    context = {
        "head": private(_("Answer as a doctor")),
        "person": person,
        "credentials": own,
        "waits": any(one.state == one.State.APPLIED for one in own),
        "form": form,
    }
    return render(request, "curbside/manage/application.html", context)


@staff_page(DOCTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request: HttpRequest) -> HttpResponse:
    """Departments, languages, weekly cap and absences, all at once."""
    person = person_of(request)
    stands = availabilities.chosen(person.doctor_id) if person.doctor_id else Choice()
    if request.method == "POST":
        form = Answering(request.POST, departments=list(catalog.departments()))
        absences = Absences(request.POST, prefix="away")
        if form.is_valid() and absences.is_valid():
            try:
                availabilities.choose(person, typed(form, days(absences)))
            except BadInput as problem:
                refusals.tell(request, form, problem)
            else:
                messages.success(request, _("Kept."))
                return redirect("account-home")
    else:
        form = Answering.showing(stands)
        absences = Absences(
            initial=[{"first": first, "last": last} for first, last in stands.away], prefix="away"
        )
    context = {"head": private(_("When and where you answer")), "form": form, "absences": absences}
    return render(request, "curbside/manage/availability.html", context)


def typed(form: Answering, away: tuple[tuple[dt.date, dt.date], ...]) -> Choice:
    """What a valid form says, for the room."""
    departments, languages, cap = (form.cleaned_data[key] for key in KEYS)
    return Choice(frozenset(departments), tuple(languages), cap, away)
