"""The asker's own words on their page: the answer to a doctor's question, and the follow-up."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import asking, queries, texts, triaging
from curbside.consult.links import new_token
from curbside.consult.queries import AskersView
from curbside.core.errors import Conflict
from curbside.safety.triage import Level
from curbside.web.forms.ask import Mistake, Turn
from curbside.web.views.ask import links
from curbside.web.views.ask.by_link import by_link, is_ours
from curbside.web.views.ask.checking import emergency_page
from curbside.web.views.mine.receipt import Sent, shown

Say = Callable[[str, str, str, str], object]


@by_link
def answer(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Answer what the doctor asked. Raises NotFound for any wrong link."""
    return _said(request, public_id, key, asking.answer_clarification)


@by_link
def follow_up(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Ask back after an answer. Raises NotFound for any wrong link."""
    return _said(request, public_id, key, asking.follow_up)


def _said(request: HttpRequest, public_id: str, key: str, say: Say) -> HttpResponseBase:
    seen = queries.for_asker(public_id, key)
    if request.method != "POST":
        return links.see(links.receipt(seen.question))
    form = Turn({"text": request.POST.get("text", ""), "form_id": _form_id(request)})
    if not is_ours(request):
        return shown(request, seen, Sent(form))
    if not form.is_valid():
        return shown(request, seen, Sent(form, mistakes=form.mistakes()), status=422)
    stop = _emergency(request, seen, form) if request.POST.get("seen") != "yes" else None
    return stop or _passed_on(request, seen, form, say)


def _form_id(request: HttpRequest) -> str:
    """The id that makes a form count once; a fresh one in place of what is none."""
    given = texts.storable(request.POST.get("form_id", "")).strip()
    return given if 0 < len(given) <= texts.FORM_ID else new_token()


def _passed_on(request: HttpRequest, seen: AskersView, form: Turn, say: Say) -> HttpResponseBase:
    given = form.cleaned_data
    try:
        say(seen.question.public_id, seen.key, given["text"], given["form_id"])
    except Conflict:
        words = _("This was not sent, because the question has moved on. See below where it is.")
        return shown(request, seen, Sent(form, mistakes=[Mistake("", words)]), status=409)
    return links.see(links.receipt(seen.question))


def _emergency(request: HttpRequest, seen: AskersView, form: Turn) -> HttpResponseBase | None:
    """The page to be read first, when the words may tell of an emergency; it carries them on."""
    question, text = seen.question, form.cleaned_data["text"]
    triage = triaging.assess({"text": text}, question.language, question.age_band, question.sex)
    if triage.level < Level.EMERGENCY:
        return None
    return emergency_page(
        request,
        triage,
        own=question.for_whom == "myself",
        language=question.language,
        go_on_words=_("I have read this; send what I wrote"),
        carried={"text": text, "form_id": form.cleaned_data["form_id"]},
    )
