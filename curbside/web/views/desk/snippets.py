"""A doctor's own snippets: kept, replaced, dropped."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from curbside.consult import desk
from curbside.web import head
from curbside.web.forms.desk import Snippet
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk import notices
from curbside.web.views.desk.acts import any_method
from curbside.web.views.desk.notices import go
from curbside.web.views.desk.rights import ROLES


@any_method
@staff_page(*ROLES)
def snippets(request: HttpRequest) -> HttpResponseBase:
    """The list and a form for one more. Keeping raises NotFound for who may not answer."""
    person = person_of(request)
    drop = request.POST.get("drop", "")
    if drop.isascii() and drop.isdigit() and len(drop) < 19:
        desk.drop_snippet(person, int(drop))
        return go("desk-snippets")
    form = Snippet(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        desk.keep_snippet(person, **form.cleaned_data)
        return go("desk-snippets", done="kept")
    context = {
        "head": head.for_private(_("Snippets")),
        "snippets": desk.snippets(person),
        "form": form,
        "mistakes": form.mistakes() if form.is_bound else [],
        "notice": notices.told(request),
        "here": "snippets",
    }
    status = 422 if form.is_bound else 200
    return render(request, "curbside/desk/snippets.html", context, status=status)
