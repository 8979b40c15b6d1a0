"""Everything held about whoever is signed in: to look at, to take away, to have erased."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from curbside.core.errors import Conflict
from curbside.personal import erasing, holding
from curbside.web import downloads
from curbside.web.guards import person_of, signed_in
from curbside.web.views.manage import refusals
from curbside.web.views.manage.account import private

GO, STAY = "go", "stay"


class Erase(forms.Form):
    """Nothing is chosen beforehand; what becomes of published pages only where there are some."""

    entries = forms.ChoiceField(
        label=gettext_lazy("What should become of the published pages?"),
        choices=[
            (GO, gettext_lazy("Take them down at once.")),
            (STAY, gettext_lazy("Leave them for others to read. They do not tell who you are.")),
        ],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I know that this cannot be undone."),
        error_messages={"required": gettext_lazy("Say that you know it cannot be undone.")},
    )

    def __init__(self, *args: object, published: int, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if not published:
            del self.fields["entries"]


@signed_in
@require_http_methods(["GET", "HEAD"])
def data(request: HttpRequest) -> HttpResponse:
    """How much is held, and the ways to take it away or have it erased."""
    person = person_of(request)
    context = {
        "head": private(_("What is held about you")),
        "person": person,
        "held": holding.summary(person),
    }
    return render(request, "curbside/manage/data.html", context)


@signed_in
@require_http_methods(["GET", "HEAD"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def download(request: HttpRequest) -> HttpResponse:
    """All of it as a file, ``?as=html`` to read; for who has just shown who they are."""
    person = person_of(request)
    held = holding.download(person)
    return downloads.file(request, held, "what-is-held", _("What is held about you"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: HttpRequest) -> HttpResponse:
    """What goes and what stays; by POST, once that is confirmed, everything goes."""
    person = person_of(request)
    held = holding.summary(person)
    form = Erase(request.POST if request.method == "POST" else None, published=held.published)
    if form.is_bound and form.is_valid():
        try:
            erasing.erase(person, keep_entries=form.cleaned_data.get("entries") == STAY)
        except Conflict as problem:
            refusals.tell(request, form, problem)
        else:
            logout(request)
            return redirect("account-erased")
    context = {
        "head": private(_("Erase your account")),
        "person": person,
        "held": held,
        "form": form,
    }
    return render(request, "curbside/manage/erase.html", context)


@require_http_methods(["GET", "HEAD"])
def erased(request: HttpRequest) -> HttpResponse:
    """Where somebody arrives who has no account any more."""
    context = {"head": private(_("Your account is erased"))}
    return render(request, "curbside/manage/erased.html", context)
