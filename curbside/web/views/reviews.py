"""From a mail: whether a published answer is still right, said with one button and no sign-in.

Opening the link changes nothing, because mail programs open links too; the button does, once. Who
holds the link may do no more than that: revising needs the desk, and signing in.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from curbside.consult.models import Question
from curbside.core.errors import BadInput, Gone
from curbside.notify import reviews
from curbside.notify.places import REVISE
from curbside.notify.reviews import OUTDATED, RIGHT, Ticket
from curbside.web.views.ask import links
from curbside.web.views.ask.by_link import by_link, is_ours, page, press_again

SAYS = (RIGHT, REVISE, OUTDATED)


@by_link
def by_mail(request: HttpRequest, token: str) -> HttpResponseBase:
    """The answer and the buttons; by POST, what was pressed. Raises NotFound for a forged link."""
    title, what = _("Is it still right?"), request.POST.get("what", "")
    notice = press_again(request)
    try:
        ticket = reviews.read(token)
        if request.method == "POST" and is_ours(request):
            if what == REVISE:
                return HttpResponseRedirect(_where_to_revise(ticket), status=links.SEE_OTHER)
            reviews.answer(token, what)
            return page(request, "review", title, {"done": what, "entry": ticket.entry})
    except Gone as problem:
        return page(request, "review", title, {"problem": problem}, status=problem.http_status)
    except BadInput:
        notice = _("Press one of the buttons.")
    said = request.GET.get("say", "")
    context = {
        "entry": ticket.entry,
        "says": said if said in SAYS else RIGHT,
        "notice": notice,
    }
    return page(request, "review", title, context)


def _where_to_revise(ticket: Ticket) -> str:
    """The correction of one's own reply, where the answer came from a question here; else the
    choices of the desk.
    """
    question = Question.objects.filter(entry=ticket.entry).first()
    own = question.replies.filter(doctor_id=ticket.person.user_id).last() if question else None
    if question is None or own is None:
        return reverse("desk-review", args=[ticket.entry.public_id])
    return reverse("desk-revise", args=[question.public_id, own.round])
