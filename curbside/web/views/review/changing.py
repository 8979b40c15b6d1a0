"""What a reviewer does to an explainer. Each answer is the page as it then stands; nothing that was
typed is lost when it is refused or somebody else was quicker.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.explain import beginning, editing, reviewing
from curbside.explain.editing import Choice, NewSentence, Unborne
from curbside.people.person import Person
from curbside.web.guards import person_of, staff_page
from curbside.web.views.review import words
from curbside.web.views.review.looking import ROLES, Refusal, listed, shown

_ADDRESS = re.compile(r"(?:^|/)(q|topics)/([\w-]+)")


@staff_page(*ROLES)
@require_POST
def line(request: HttpRequest, public_id: str, line: int) -> HttpResponse:
    """Save, remove or move a sentence, or have it cite something else."""
    do, text, person = request.POST.get("do", ""), request.POST.get("text", ""), person_of(request)
    chosen = request.POST.getlist("passage")

    def change(edit: int) -> object:
        if do == "save":
            return editing.save(public_id, person, edit, line, text)
        if do == "remove":
            return editing.remove(public_id, person, edit, line)
        if do in {"up", "down"}:
            return editing.move(public_id, person, edit, line, down=do == "down")
        if do == "cite":
            choice = Choice(tuple(map(_number, chosen)), reply="reply" in request.POST)
            return editing.cite(public_id, person, edit, line, choice)
        raise BadInput(_("Nothing was chosen."), _("Use one of the buttons."))

    return _done(request, public_id, change, line)


def _number(written: str) -> int:
    """The number of a passage; 0, which is none, for anything else."""
    return int(written) if written.isdecimal() and len(written) < 18 else 0


@staff_page(*ROLES)
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a sentence from a passage."""
    new = NewSentence(
        request.POST.get("facet", ""),
        _number(request.POST.get("passage", "")),
        request.POST.get("text", ""),
    )
    person = person_of(request)
    return _done(request, public_id, lambda edit: editing.add(public_id, person, edit, new))


@staff_page(*ROLES)
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sign, send back, publish, confirm, retire, begin a draft, or have it composed anew."""
    do = request.POST.get("do", "")
    person = person_of(request)
    return _done(request, public_id, lambda edit: _make(request, do, public_id, person, edit))


def _make(request: HttpRequest, do: str, public_id: str, person: Person, edit: int) -> object:
    if do == "sign":
        read = "disagreements_read" in request.POST
        day = _day(request.POST.get("review_by", ""))
        return reviewing.sign(public_id, person, edit, day, disagreements_read=read)
    if do.startswith("retire-"):
        return reviewing.retire(public_id, person, do.removeprefix("retire-"), edit)
    if do == "reopen":
        return reviewing.reopen(public_id, person)
    simple = {
        "send-back": reviewing.send_back,
        "publish": reviewing.publish,
        "confirm": reviewing.confirm,
        "again": reviewing.again,
    }
    if do not in simple:
        raise BadInput(_("Nothing was chosen."), _("Use one of the buttons."))
    return simple[do](public_id, person, edit)


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise BadInput(_("This is no date."), _("Write it as 2026-05-31.")) from None


@staff_page(*ROLES)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Have something explained: an answer or a topic, by the address of its page."""
    found = _ADDRESS.search(request.POST.get("address", "").strip())
    try:
        if found is None:
            raise BadInput(_("This is no address of an answer or a topic."), _("Copy it from it."))
        kind, name = found.groups()
        person, language = person_of(request), get_language() or "en"
        ref = beginning.begin(person, kind, name, language)
    except (BadInput, NotFound) as problem:
        return listed(request, str(problem), 422)
    return HttpResponseRedirect(reverse("review-one", args=[ref]))


def _done(
    request: HttpRequest, public_id: str, change: Callable[[int], object], line: int = 0
) -> HttpResponse:
    """Make the change and show the page; or show it with what stood in the way."""
    try:
        change(int(request.POST.get("edit", "")))
    except Unborne as problem:
        details = {line: words.told(problem.problems)}
        return shown(request, public_id, Refusal(str(problem), problem.http_status, details))
    except (BadInput, Conflict) as problem:
        details = {line: [str(problem)]} if line else {}
        return shown(request, public_id, Refusal(str(problem), problem.http_status, details))
    except ValueError:
        late = _("This form is out of date. Try again.")
        return shown(request, public_id, Refusal(late, 422))
    if getattr(request, "htmx", False):
        return shown(request, public_id)
    place = f"#line-{line}" if line else "#next"
    return HttpResponseRedirect(reverse("review-one", args=[public_id]) + place)
