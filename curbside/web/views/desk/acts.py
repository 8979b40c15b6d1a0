"""What a doctor does with a question other than replying: taking it, and forms with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curbside.catalog import queries as catalog
from curbside.consult import desk, links, queries
from curbside.consult.errors import Invalid
from curbside.consult.queries import DoctorsView
from curbside.core.errors import Conflict
from curbside.people.person import Person
from curbside.safety.triage import Level
from curbside.web.forms.ask import Mistake, Step
from curbside.web.forms.desk import OUTSIDE, AskBack, Decline, Place, Refer, SetLevel
from curbside.web.guards import person_of, staff_page
from curbside.web.views.desk.notices import go
from curbside.web.views.desk.page import Panel, Said, shown
from curbside.web.views.desk.rights import ROLES, rights

Act = Callable[[str, Person, dict[str, Any]], HttpResponseBase]
any_method = require_http_methods(["GET", "HEAD", "POST"])


@any_method
@staff_page(*ROLES)
def claim(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take the question. Raises NotFound."""
    if request.method != "POST":  # back from signing in
        return shown(request, queries.question_for(person_of(request), public_id))
    try:
        desk.claim(public_id, person_of(request))
    except Conflict as problem:
        seen = queries.question_for(person_of(request), public_id)
        return shown(request, seen, said=Said.problem(problem))
    return go("desk-question", public_id, done="claimed", place="work")


@any_method
@staff_page(*ROLES)
def hand_back(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the question back to the queue; for the department's lead, who types no reply."""
    if request.method != "POST":
        return shown(request, queries.question_for(person_of(request), public_id))
    try:
        desk.hand_back(public_id, person_of(request))
    except Conflict as problem:
        seen = queries.question_for(person_of(request), public_id)
        return shown(request, seen, said=Said.problem(problem))
    return go("desk", done="handed-back")


@any_method
@staff_page(*ROLES)
def ask_back(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Ask the asker something. Raises NotFound."""

    def act(one: str, person: Person, given: dict[str, Any]) -> HttpResponseBase:
        desk.ask_back(one, person, given["text"], given["form_id"])
        return go("desk-question", one, done="asked-back")

    form = _form(request, AskBack, {"form_id": links.new_token()})
    return _with_form(request, public_id, Panel("ask-back", _("Ask back"), form), act)


@any_method
@staff_page(*ROLES)
def decline(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """End the question without a reply, with words for the asker. Raises NotFound."""

    def act(one: str, person: Person, given: dict[str, Any]) -> HttpResponseBase:
        desk.decline(one, person, given["reason"])
        return go("desk", done="declined")

    panel = Panel("decline", _("Decline"), _form(request, Decline))
    return _with_form(request, public_id, panel, act)


@any_method
@staff_page(*ROLES)
def refer(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Send the question to another department, or the asker elsewhere. Raises NotFound."""

    def act(one: str, person: Person, given: dict[str, Any]) -> HttpResponseBase:
        outside = given["where"] == OUTSIDE
        desk.refer(one, person, None if outside else given["department"], given["reason"])
        return go("desk", done="referred" if outside else "moved")

    form = _form(request, Refer, departments=catalog.departments())
    return _with_form(request, public_id, Panel("refer", _("Refer"), form), act)


@any_method
@staff_page(*ROLES)
def place(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Say which department a question belongs to that routing was unsure about. Raises NotFound."""

    def act(one: str, person: Person, given: dict[str, Any]) -> HttpResponseBase:
        desk.place(one, person, given["department"])
        return go("desk", done="placed")

    likely = desk.choices(public_id)
    form = _form(request, Place, departments=catalog.departments(), first=likely)
    panel = Panel("place", _("Which department is right?"), form)
    return _with_form(request, public_id, panel, act)


@any_method
@staff_page(*ROLES)
def set_level(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Set how soon it must be answered. Raises NotFound."""

    def act(one: str, person: Person, given: dict[str, Any]) -> HttpResponseBase:
        desk.set_level(one, person, Level(int(given["level"])), given["reason"])
        return go("desk-question", one, done="level")

    panel = Panel("level", _("Set the level"), _form(request, SetLevel))
    return _with_form(request, public_id, panel, act)


def _form(
    request: HttpRequest, form: type[Step], initial: dict[str, Any] | None = None, **options: Any
) -> Step:
    return form(request.POST if request.method == "POST" else None, initial=initial, **options)


def _with_form(request: HttpRequest, public_id: str, panel: Panel, act: Act) -> HttpResponseBase:
    """The page with the form; by POST the act, or the page again with all that was typed."""
    person, form, said = person_of(request), panel.form, Said()
    if form.is_bound:
        if form.is_valid():
            try:
                return act(public_id, person, form.cleaned_data)
            except Invalid:
                said = Said(mistakes=[Mistake("", _("This cannot be chosen here."))], status=422)
            except Conflict as problem:
                said = Said.problem(problem)
        else:
            said = Said(mistakes=form.mistakes(), status=422)
    seen = queries.question_for(person, public_id)
    if not form.is_bound and not _offered(panel, seen, person):
        return go("desk-question", public_id)
    return shown(request, seen, panel=panel, said=said)


def _offered(panel: Panel, seen: DoctorsView, person: Person) -> bool:
    """Whether the form makes sense now; who comes late is shown the question instead."""
    may = rights(person, seen)
    return {"refer": may.refer, "level": may.level, "place": may.place}.get(panel.name, may.reply)
