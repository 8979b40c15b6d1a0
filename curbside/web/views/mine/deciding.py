"""What an asker decides about their question: confirm, withdraw, consent, where its link goes."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import access, asking, queries
from curbside.consult.errors import Invalid, TooMany
from curbside.consult.links import Purpose
from curbside.consult.policy import current as policy
from curbside.consult.states import State
from curbside.core.errors import Conflict, NotFound
from curbside.web.forms.ask import Mistake, Resend, Withdraw
from curbside.web.views.ask import links
from curbside.web.views.ask.by_link import by_link, is_ours, page, press_again
from curbside.web.views.ask.visitor import person_or_none
from curbside.web.views.ask.waiting import span
from curbside.web.views.mine.receipt import Sent, shown


@by_link
def confirm(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """From the mail: a button that confirms the address, since programs open links in mails too.

    A wrong or outdated link says only that it is one.
    """
    try:
        question = access.by_key(public_id, key, purpose=Purpose.EMAIL)
        if request.method == "POST" and is_ours(request):
            question = asking.confirm_email(public_id, key)
    except NotFound:
        return page(request, "mine/unconfirmed", _("This link does not work"), status=404)
    if question.state != State.UNVERIFIED:
        return links.see(links.receipt(question))
    context = {"notice": press_again(request)}
    return page(request, "mine/confirm", _("Confirm your email"), context)


@by_link
def withdraw(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Withdraw the question, or have everything erased, after asking once more."""
    seen = queries.for_asker(public_id, key)
    days = span(24 * policy().withdrawn_days)
    form = Withdraw(request.POST if request.method == "POST" else None, days)
    ours = is_ours(request)
    if request.method == "POST" and ours and form.is_valid():
        end = asking.erase if form.cleaned_data["how"] == "erase" else asking.withdraw
        question = end(public_id, key, keep_entry=form.cleaned_data["keep_entry"])
        return links.see(links.receipt(question))
    mistakes = form.mistakes() if form.is_bound and ours else []
    context = {
        "form": form,
        "question": seen.question,
        "back": links.receipt(seen.question),
        "mistakes": mistakes,
        "notice": press_again(request),
    }
    status = 422 if mistakes else 200
    return page(request, "mine/withdraw", _("Withdraw your question"), context, status=status)


@by_link
def consent(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Allow or forbid publishing; forbidding takes a published page down at once."""
    seen = queries.for_asker(public_id, key)
    said = request.POST.get("may_publish")
    if request.method == "POST" and not is_ours(request):
        return shown(request, seen)
    if request.method == "POST" and said in ("yes", "no"):
        asking.set_consent(public_id, key, said == "yes")
    return links.see(links.receipt(seen.question))


@by_link
def resend(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Have the mail that confirms the address sent again, to another one if it was mistyped."""
    seen = queries.for_asker(public_id, key)
    if request.method != "POST" or seen.question.state != State.UNVERIFIED:
        return links.see(links.receipt(seen.question))
    form = Resend(request.POST)
    if not is_ours(request):
        return shown(request, seen, Sent(resend=form))
    wrong = form.mistakes() or _sent_again(public_id, key, form.cleaned_data["email"])
    if wrong:
        return shown(request, seen, Sent(resend=form, mistakes=wrong), status=422)
    return links.see(links.receipt(seen.question) + "?mail=sent")


def _sent_again(public_id: str, key: str, email: str) -> list[Mistake]:
    """What kept the mail from being sent again, if anything did."""
    try:
        asking.send_again(public_id, key, email)
    except TooMany:
        words = _("The mail was sent several times today. Try again tomorrow.")
        return [Mistake("email", words)]
    except Invalid:
        return [Mistake("email", _("Mail cannot be sent to this address."))]
    return []


@by_link
def renew(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Make every link given so far worthless, for who fears that somebody else has one."""
    seen = queries.for_asker(public_id, key)
    if request.method != "POST":
        return links.see(links.receipt(seen.question))
    if not is_ours(request):
        return shown(request, seen)
    asking.renew_link(public_id, key)
    return page(request, "mine/renewed", _("The old link is closed"))


@by_link
def take(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """Put the question under the account of who is signed in."""
    seen = queries.for_asker(public_id, key)
    person = person_or_none(request)
    if request.method == "POST" and person is not None:
        if not is_ours(request):
            return shown(request, seen)
        try:
            asking.take_along(public_id, key, person)
        except Conflict:
            words = _("This question belongs to another account.")
            return shown(request, seen, Sent(mistakes=[Mistake("", words)]), status=409)
    return links.see(links.receipt(seen.question))
