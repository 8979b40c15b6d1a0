"""The queue of what readers say is wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curbside.core.errors import BadInput, Conflict
from curbside.publishing import feedback
from curbside.web import head
from curbside.web.guards import person_of, staff_page


@staff_page("editor")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What is open, the oldest first."""
    return _shown(request)


@staff_page("editor")
@require_POST
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a report, or close it with what came of it. Raises NotFound."""
    person, outcome = person_of(request), request.POST.get("outcome", "")
    try:
        if outcome == "take":
            feedback.take(public_id, person)
        else:
            feedback.close(public_id, person, outcome)
    except (BadInput, Conflict) as problem:
        return _shown(request, str(problem), problem.http_status)
    return HttpResponseRedirect(reverse("edit-reports"))


def _shown(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    person = person_of(request)
    context = {
        "head": head.for_private(_("What readers report")),
        "reports": feedback.open_reports(person),
        "me": person.user_id,
        "problem": problem,
    }
    return render(request, "curbside/edit/reports.html", context, status=status)
