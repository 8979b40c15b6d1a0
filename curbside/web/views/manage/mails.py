"""Which mails a doctor or a lead wants."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from curbside.notify import choosing
from curbside.notify.choosing import NEVER, Wanted
from curbside.notify.models import Digest
from curbside.people.person import DOCTOR, LEAD
from curbside.web.guards import person_of, staff_page
from curbside.web.views.manage.account import private


class Mails(forms.Form):
    """The two kinds that may be switched off."""

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


@staff_page(DOCTOR, LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """What stands; by POST another choice."""
    person = person_of(request)
    stands = choosing.wanted(person)
    initial = {"digest": stands.digest, "reviews": stands.reviews}
    form = Mails(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        choosing.choose(person, Wanted(**form.cleaned_data))
        messages.success(request, _("Kept."))
        return redirect("account-home")
    context = {"head": private(_("Which mails you get")), "form": form}
    return render(request, "curbside/manage/mails.html", context)
