"""What a page says after something was done: a code in the address becomes words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from curbside.web.views.ask.links import see

DONE: dict[str, Any] = {
    "asked-back": _("Your question is with the asker. Your time stands still until they answer."),
    "claimed": _("The question is yours."),
    "declined": _("The asker has been told why."),
    "handed-back": _("The question is back in the queue, at its old place."),
    "kept": _("Kept."),
    "level": _("The level is set."),
    "moved": _("The question waits in the other department now."),
    "opinion": _("Your opinion stands under the reply."),
    "placed": _("The question waits in the department you chose."),
    "referred": _("The asker has been told where to turn."),
    "replied": _("Your reply is with the asker."),
    "reviewed": _("Noted. Readers see it."),
    "revised": _("The reply is corrected; what stood before stays visible."),
    "saved": _("Your draft is saved."),
}

# What the consult room may answer to a form of the desk; here so that it is translated.
SAID = (
    gettext_noop("You no longer have this question."),
    gettext_noop("What you typed is kept; take the question again to go on."),
    gettext_noop("Another doctor has taken this question."),
    gettext_noop("Choose another one from the desk."),
    gettext_noop("This question no longer waits."),
    gettext_noop("This is your own question."),
    gettext_noop("A colleague will answer it."),
    gettext_noop("This follow-up is kept for the doctor who replied."),
    gettext_noop("It is free for all later."),
    gettext_noop("This was changed in another window since you opened it."),
    gettext_noop("Compare both texts, then save the one you want."),
    gettext_noop("Load the page again to see where it stands."),
    gettext_noop("There is no colleague's reply here."),
    gettext_noop("Correct your own with a revision."),
    gettext_noop("This reply is not yours to correct."),
    gettext_noop("Add a note under your own name."),
)


def told(request: HttpRequest) -> str:
    """What the address says was done; "" for nothing, and for what nobody does."""
    return str(DONE.get(request.GET.get("done", ""), ""))


def go(name: str, *args: object, done: str = "", place: str = "") -> HttpResponseRedirect:
    """To a page of the desk, which tells what was done; ``place`` is an id on it."""
    query = f"?{urlencode({'done': done})}" if done else ""
    return see(reverse(name, args=args) + query + (f"#{place}" if place else ""))
