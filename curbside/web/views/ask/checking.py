"""The look over everything before it is sent, and the page for what may not wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import asking, triaging
from curbside.consult.preview import triage_of
from curbside.safety.triage import Flag, Level, Triage
from curbside.web.views.ask import helplines, journey, links
from curbside.web.views.ask.by_link import for_form, is_ours, page, press_again
from curbside.web.views.ask.helplines import Call


@for_form
def check(request: HttpRequest, token: str) -> HttpResponseBase:
    """Everything that was answered, each with a way to change it."""
    draft = asking.read(token)
    wrong = journey.first_to_mend(draft.fields)
    if wrong:
        return links.see(to_mend(token, wrong))
    if request.method == "POST" and is_ours(request):
        unseen = triaging.emergency_codes(triage_of(draft)) - set(draft.emergency_shown)
        return links.see(links.step(token, "now" if unseen else "answered"))
    context = {
        "rows": journey.rows(draft.fields, draft.photos.count(), lambda name: to_mend(token, name)),
        "back": links.step(token, "email"),
        "notice": press_again(request),
    }
    return page(request, "ask/check", _("Look it over before you send it"), context)


def to_mend(token: str, name: str) -> str:
    """A step from which "Save" leads back to the look over everything."""
    return f"{links.step(token, name)}?then={journey.CHECK}"


@for_form
def now(request: HttpRequest, token: str) -> HttpResponseBase:
    """What to do at once, for a text that may tell of an emergency; by POST it has been read."""
    draft = asking.read(token)
    triage = triage_of(draft)
    codes = triaging.emergency_codes(triage)
    if request.method == "POST" and is_ours(request):
        # Only what that page showed: the text may have been changed in another window since.
        asking.emergency_shown(token, codes & set(request.POST.get("codes", "").split()))
        return links.see(links.step(token, "answered"))
    if not codes:
        return links.see(links.step(token, journey.CHECK))
    return emergency_page(
        request,
        triage,
        own=draft.fields.get("for_whom", "myself") == "myself",
        language=draft.language,
        go_on_words=_("I have read this; go on with my question"),
        carried={"codes": " ".join(sorted(codes))},
    )


def emergency_page(request: HttpRequest, triage: Triage, **context: Any) -> HttpResponse:
    """The page about an emergency: first what to do first, then a quiet way on.

    ``context``: ``own`` (whether it is about the asker), ``language`` (of the advice),
    ``go_on_words``, and ``carried`` (hidden fields of the way on).
    """
    flags = [flag for flag in triage.flags if flag.level == Level.EMERGENCY]
    kind = kind_of(flags)
    shown = {
        "kind": kind,
        "calls": _calls(kind, flags),
        "emergency": helplines.calls("emergency")[0],
        "advice": helplines.advice(flag for flag in flags if flag.kind != "self_harm"),
        "notice": press_again(request),
        **context,
    }
    return page(request, "ask/now", _("Please read this first"), shown)


def kind_of(flags: list[Flag]) -> str:
    """Whose words the page has: "self_harm" before all, then the body's "", then "violence"."""
    kinds = {flag.kind for flag in flags}
    return next((kind for kind in ("self_harm", "", "violence") if kind in kinds), "")


def _calls(kind: str, flags: list[Flag]) -> list[Call]:
    """Whom to call, first things first; the emergency line stands apart for self-harm."""
    if kind == "self_harm":
        return helplines.every("crisis")
    if kind == "violence":
        return helplines.calls("police", "abuse") or helplines.calls("emergency")
    return helplines.named_in(flags)
