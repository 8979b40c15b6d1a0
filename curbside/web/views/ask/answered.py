"""The last page before sending: similar answers, where the question goes, and the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.catalog.queries import departments, topic
from curbside.consult import asking
from curbside.consult.errors import EmergencyFirst, Invalid, TooMany
from curbside.consult.expected import expected_time
from curbside.consult.form import asked
from curbside.consult.models import AskDraft
from curbside.consult.preview import Preview
from curbside.core.errors import Gone, NotFound
from curbside.library import queries as library
from curbside.library.models import Entry, Reply
from curbside.safety.triage import Level
from curbside.search.highlight import Segment, excerpt
from curbside.web.blocks import flat, room
from curbside.web.forms.ask import Mistake
from curbside.web.views.ask import helplines, journey, links
from curbside.web.views.ask.by_link import for_form, is_ours, page, press_again
from curbside.web.views.ask.checking import to_mend
from curbside.web.views.ask.visitor import network, person_or_none
from curbside.web.views.ask.waiting import expected_words

TOO_MANY = 429
PASSAGE = 320  # letters of a reply that are shown


@for_form
def answered(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page; its buttons send the question, choose a department, or say "this answers me"."""
    if request.method == "POST" and is_ours(request):
        go = request.POST.get("go", "send")
        return BUTTONS.get(go, _send)(request, token)
    if journey.first_to_mend(asking.read(token).fields):
        return links.see(links.step(token, journey.CHECK))
    return _shown(request, token)


def _send(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        sent = asking.submit(token, network(request), person_or_none(request))
    except EmergencyFirst:
        return links.see(links.step(token, "now"))
    except TooMany:
        return _shown(request, token, too_many=True)
    except Invalid as problem:
        if "department" in problem.problems:  # there is no such one any more
            asking.save(token, {"department": ""})
            return links.see(links.step(token, "answered"))
        return links.see(to_mend(token, journey.asked_by(next(iter(problem.problems)))))
    return links.see(links.receipt(sent))


def _choose(request: HttpRequest, token: str) -> HttpResponseBase:
    slug = request.POST.get("department", "")
    known = any(one.slug == slug for one in departments())
    asking.save(token, {"department": slug if known else ""})
    return links.see(links.step(token, "answered"))


def _this_answers(request: HttpRequest, token: str) -> HttpResponseBase:
    entry = request.POST.get("entry", "")
    asking.read(token)
    try:
        asking.this_answers(token, entry)
    except NotFound:  # not one that was shown
        return links.see(links.step(token, "answered"))
    return links.see(f"{links.step(token, 'thanks')}?entry={entry}")


BUTTONS = {"send": _send, "department": _choose, "answered": _this_answers}


def _shown(request: HttpRequest, token: str, *, too_many: bool = False) -> HttpResponse:
    draft = asking.read(token)
    preview = asking.look_over(token)
    if preview.unseen:
        return links.see(links.step(token, "now"))
    urgent = [flag for flag in preview.triage.flags if flag.level == Level.URGENT]
    context = {
        "similar": [_answer(found.entry, asked(draft.fields)) for found in preview.similar],
        "advice": helplines.advice(urgent),
        "language": draft.language,
        "email": draft.fields.get("email", ""),
        "back": links.step(token, journey.CHECK),
        "mistakes": [Mistake("", _too_many())] if too_many else [],
        "notice": "" if too_many else press_again(request),
        **_place(draft, preview),
    }
    title = _("Is your answer here already?") if preview.similar else _("Ready to send")
    return page(request, "ask/answered", title, context, status=TOO_MANY if too_many else 200)


@dataclass(frozen=True)
class Answer:
    """An entry that may answer, and the part of its replies that comes nearest, hits marked."""

    entry: Entry
    reply: Reply | None
    passage: Sequence[Segment]


def _answer(entry: Entry, text: str) -> Answer:
    """On one line and without list marks, as everywhere in lists."""
    best: tuple[int, Reply | None, list[Segment]] = (-1, None, [])
    for reply in entry.replies.all():
        line = flat(reply.plain)
        passage = excerpt(line, text, room(line, PASSAGE)) if line else []
        hits = sum(segment.hit for segment in passage)
        if reply.doctor_id and hits > best[0]:
            best = (hits, reply, passage)
    return Answer(entry, *best[1:])


def _too_many() -> str:
    return _(
        "Many questions came from you or from this connection today, so this one cannot be sent"
        " now. What you wrote is kept: come back to this page tomorrow."
    )


def _place(draft: AskDraft, preview: Preview) -> dict[str, Any]:
    """The department it goes to, why, how long that took lately, and what else may be chosen."""
    listed = {one.slug: one for one in departments()}
    chosen = str(draft.fields.get("department", ""))
    department = listed.get(chosen) or listed[preview.routed.departments[0].slug]
    return {
        "department": department,
        "chosen": chosen if chosen in listed else "",
        "departments": listed.values(),
        "unsure": not chosen and preview.routed.unsure,
        "because": [topic(slug) for slug in preview.routed.topics],
        "expected": expected_words(expected_time(department.pk)),
    }


@for_form
def thanks(request: HttpRequest, token: str) -> HttpResponseBase:
    """After "this answers me": a kind end, and the way back, for the form is still there."""
    asking.read(token)
    context = {
        "entry": _entry(request.GET.get("entry", "")),
        "back": links.step(token, "answered"),
    }
    return page(request, "ask/thanks", _("We are glad you found it"), context)


def _entry(public_id: str) -> Entry | None:
    try:
        return library.cards([library.version(public_id).id])[0]
    except (NotFound, Gone):
        return None
