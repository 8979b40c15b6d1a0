"""The asker's page, what can be done on it, and what is held about the question as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import asking, links, queries
from curbside.consult.queries import AskersView
from curbside.web import downloads
from curbside.web.conditional import SAFE
from curbside.web.forms.ask import Mistake, Resend, Turn
from curbside.web.views.ask.by_link import by_link, page, press_again
from curbside.web.views.ask.visitor import person_or_none
from curbside.web.views.ask.waiting import expected_words
from curbside.web.views.mine.conversation import conversation


@by_link
def mine(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Where the question stands and all that was said. Raises NotFound for any wrong link."""
    return shown(request, queries.for_asker(public_id, key))


@dataclass(frozen=True)
class Sent:
    """A form of the page that was sent, and what is wrong with it."""

    turn: Turn | None = None
    resend: Resend | None = None
    mistakes: Sequence[Mistake] = ()


def shown(
    request: HttpRequest, seen: AskersView, sent: Sent = Sent(), status: int = 200
) -> HttpResponse:
    """The page; with the form that was sent, where something is wrong with it."""
    told = conversation(seen)
    person = person_or_none(request)
    notice = press_again(request)
    if not notice and request.GET.get("mail") == "sent":
        notice = _("We have sent the mail again. It may take some minutes.")
    context: dict[str, Any] = {
        "seen": seen,
        "question": seen.question,
        "link": [seen.question.public_id, seen.key],
        "told": told,
        "turn": sent.turn or Turn(initial={"form_id": links.new_token()}),
        "resend": sent.resend or Resend(initial={"email": seen.question.email}),
        "expected": expected_words(seen.expected),
        "can_take": person is not None and seen.question.asker_id is None,
        "mistakes": sent.mistakes,
        "notice": notice,
    }
    return page(request, "mine/page", told.heading, context, status=status)


@by_link
def download(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Everything held about the question, as a file, ``?as=html`` to read. Raises NotFound."""
    held = asking.held(public_id, key)
    if request.method not in SAFE:  # said only to who holds the key
        return HttpResponseNotAllowed(SAFE)
    return downloads.file(request, held, f"question-{public_id}", _("Your question"))


@by_link
def photo(request: HttpRequest, public_id: str, key: str, number: str) -> HttpResponseBase:
    """One photograph of the question. Raises NotFound."""
    found = queries.photo_for_asker(public_id, key, number)
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    return HttpResponse(bytes(found.body), content_type="image/jpeg")
