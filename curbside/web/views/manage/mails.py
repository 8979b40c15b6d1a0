"""Which mails a doctor, a lead or an editor wants."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from curbside.notify import choosing
from curbside.notify.choosing import NEVER
from curbside.notify.models import Digest
from curbside.people.person import DOCTOR, EDITOR, LEAD, Person
from curbside.web.guards import person_of, staff_page
from curbside.web.views.manage.account import private

OF_REVIEWERS = "explanations"  # of the fields, the one for whoever may review those


class Mails(forms.Form):
    """The kinds that may be switched off, as far as the person gets them."""

    digest = forms.ChoiceField(
        label=gettext_lazy("Your overview"),
        help_text=gettext_lazy(
            "How many questions wait in your departments, how many you have taken, and which"
            " answers are to be read again. Numbers only; none when nothing waits."
        ),
        choices=[
            (Digest.Often.DAILY.value, gettext_lazy("Every day")),
            (Digest.Often.WEEKLY.value, gettext_lazy("On Mondays")),
            (NEVER, gettext_lazy("Never")),
        ],
        widget=forms.RadioSelect,
    )
    reviews = forms.BooleanField(
        label=gettext_lazy("Ask me by mail when an answer of mine is to be read again"),
        required=False,
    )
    explanations = forms.BooleanField(
        label=gettext_lazy("Remind me by mail of explanations to be read again, once a week"),
        required=False,
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in list(self.fields):
            if not person.has(*((DOCTOR, EDITOR) if name == OF_REVIEWERS else (DOCTOR, LEAD))):
                del self.fields[name]


@staff_page(DOCTOR, LEAD, EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """What stands; by POST another choice."""
    person = person_of(request)
    stands = choosing.wanted(person)
    posted = request.POST if request.method == "POST" else None
    form = Mails(posted, initial=asdict(stands), person=person)
    if form.is_bound and form.is_valid():
        choosing.choose(person, replace(stands, **form.cleaned_data))
        messages.success(request, _("Kept."))
        return redirect("account-home")
    context = {"head": private(_("Which mails you get")), "form": form}
    return render(request, "curbside/manage/mails.html", context)
