"""What an editor does to a proposal. Each answer is the page as it then stands; nothing that was
typed is lost when somebody else was quicker.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from curbside.core.errors import BadInput, Conflict
from curbside.publishing import editing, releasing
from curbside.web.guards import person_of, staff_page
from curbside.web.views.edit.looking import ROLES, shown


@staff_page(*ROLES)
@require_POST
def decide(request: HttpRequest, ref: str, mark: int) -> HttpResponse:
    """Accept a mark, or let it go."""
    state = request.POST.get("state", "")
    return _done(
        request,
        ref,
        lambda version: editing.decide(ref, person_of(request), version, mark, state),
        f"#mark-{mark}",
    )


@staff_page(*ROLES)
@require_POST
def accept_rest(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept every mark that is undecided."""
    return _done(request, ref, lambda v: editing.accept_rest(ref, person_of(request), v), "#next")


@staff_page(*ROLES)
@require_POST
def add_words(request: HttpRequest, ref: str) -> HttpResponse:
    """Take some words out wherever they stand."""
    words, instead = request.POST.get("words", ""), request.POST.get("replacement", "")
    return _done(
        request,
        ref,
        lambda version: editing.add_words(ref, person_of(request), version, words, instead),
        "#add",
    )


@staff_page(*ROLES)
@require_POST
def add_choice(request: HttpRequest, ref: str) -> HttpResponse:
    """Take out the words that were chosen in the text."""
    try:
        start, end = int(request.POST.get("start", "")), int(request.POST.get("end", ""))
    except ValueError:
        return shown(request, ref, "Choose the words in the text first.", 422)
    choice = editing.Choice(
        request.POST.get("part", ""), start, end, request.POST.get("replacement", "")
    )
    return _done(
        request,
        ref,
        lambda version: editing.add_mark(ref, person_of(request), version, choice),
        f"#part-{choice.part}",
    )


@staff_page(*ROLES)
@require_POST
def describe(request: HttpRequest, ref: str) -> HttpResponse:
    """Set headline, department and topics."""
    filing = editing.Filing(
        headline=request.POST.get("headline", ""),
        department=request.POST.get("department", ""),
        topics=request.POST.get("topics", "").split(),
        warnings_read="warnings_read" in request.POST,
    )
    return _done(
        request,
        ref,
        lambda version: editing.describe(ref, person_of(request), version, filing),
        "#next",
    )


@staff_page(*ROLES)
@require_POST
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """Confirm what was gone through; the asker may look now."""
    return _done(request, ref, lambda v: releasing.confirm(ref, person_of(request), v))


@staff_page(*ROLES)
@require_POST
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Open what was confirmed to changes again."""
    return _done(request, ref, lambda v: releasing.take_back(ref, person_of(request), v))


def _done(
    request: HttpRequest, ref: str, change: Callable[[int], object], place: str = ""
) -> HttpResponse:
    """Make the change and lead back to the page; or show the page with what stood in the way."""
    sent = {key: str(value) for key, value in request.POST.items() if key != "csrfmiddlewaretoken"}
    try:
        change(int(request.POST.get("version", "")))
    except (BadInput, Conflict) as problem:
        return shown(request, ref, str(problem), problem.http_status, **sent)
    except ValueError:
        return shown(request, ref, "This form is out of date. Try again.", 422, **sent)
    return HttpResponseRedirect(reverse("edit-one", args=[ref]) + place)
