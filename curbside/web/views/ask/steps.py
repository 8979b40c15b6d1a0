"""The steps of asking that are filled in: shown from the draft, kept whatever is wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import asking
from curbside.consult.errors import EditConflict, Invalid
from curbside.web.forms.ask import PARTS, Mistake, Step
from curbside.web.views.ask import journey, links
from curbside.web.views.ask.by_link import for_form, is_ours, page, press_again
from curbside.web.views.ask.journey import Stage
from curbside.web.views.ask.visitor import person_or_none

UNPROCESSABLE = 422
NO_CONTENT = 204
LONG = 10  # digits of no version


@for_form
def step(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A step with a form: who, matter, wants, publish or email."""
    stage = journey.STAGES[name]
    draft = asking.read(token)
    if request.method != "POST":
        known = {**_known(request), **draft.fields}
        form = stage.form(initial=journey.initial_of(known))
        return _shown(request, stage, form, draft.version)
    form = stage.form(request.POST)
    if not is_ours(request):
        return _shown(request, stage, form, draft.version)
    if request.POST.get("go") == "keep":
        return _kept_by_the_way(request, token, form)
    return _sent(request, token, stage, form)


def _known(request: HttpRequest) -> dict[str, str]:
    """What need not be typed by who is signed in."""
    person = person_or_none(request)
    return {"email": person.email} if person else {}


def _kept_by_the_way(request: HttpRequest, token: str, form: Step) -> HttpResponse:
    """Keep what a page sent without its button, unless something newer is there; the version."""
    said = request.POST.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < LONG else 0
    try:
        draft = asking.save(token, _typed(form), version)
    except (Invalid, EditConflict):
        return HttpResponse(status=NO_CONTENT)
    return HttpResponse(str(draft.version), content_type="text/plain")


def _sent(request: HttpRequest, token: str, stage: Stage, form: Step) -> HttpResponseBase:
    """Keep what was typed, right or wrong; go where the button says if nothing is wrong."""
    try:
        version = asking.save(token, _typed(form)).version
    except Invalid:  # what nobody can have typed
        return _shown(request, stage, form, asking.read(token).version)
    if form.is_valid():
        lead = before if request.POST.get("go") == "back" else after
        return links.see(lead(request, token, stage))
    if request.POST.get("go") == "back" and form.only_missing():
        return links.see(before(request, token, stage))
    return _shown(request, stage, form, version)


def _typed(form: Step) -> dict[str, Any]:
    typed = {name: form.data[name] for name in form.fields if name in form.data}
    return journey.stored_of(typed)


def after(request: HttpRequest, token: str, stage: Stage) -> str:
    """Where "Continue" leads: on, or back to the look over everything for who came from there."""
    following = journey.CHECK if is_checking(request) else journey.following(stage.name)
    return links.step(token, following)


def is_checking(request: HttpRequest) -> bool:
    """Whether the step was come to from the look over everything."""
    return request.GET.get("then") == journey.CHECK


def before(request: HttpRequest, token: str, stage: Stage) -> str:
    """Where "Back" leads."""
    if is_checking(request):
        return links.step(token, journey.CHECK)
    previous = journey.preceding(stage.name)
    return links.step(token, previous) if previous else links.start()


def _shown(request: HttpRequest, stage: Stage, form: Step, version: int) -> HttpResponse:
    notice = press_again(request)
    mistakes = form.mistakes() if form.is_bound and not notice else []
    context: dict[str, Any] = {
        "form": form,
        "version": version,
        "parts": [form[name] for name in PARTS if name in form.fields],
        "notice": notice,
    }
    return show(request, stage, mistakes, context)


def show(
    request: HttpRequest, stage: Stage, mistakes: list[Mistake], context: dict[str, Any]
) -> HttpResponse:
    """The page of a step, its title telling first if something is wrong."""
    title = _("Step %(n)d: %(title)s") % {"n": stage.number, "title": stage.title}
    if mistakes:
        title = _("To look at: %(title)s") % {"title": title}
    shown = {
        "stage": stage,
        "mistakes": mistakes,
        "then_check": is_checking(request),
        **context,
    }
    status = UNPROCESSABLE if mistakes else 200
    return page(request, f"ask/{stage.name}", title, shown, status=status)
