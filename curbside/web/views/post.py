"""Mail beyond the mailbox: stopping it with one click, and the local outbox to look into."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from curbside.core.errors import NotFound
from curbside.notify import choosing, outbox, sending
from curbside.web import head


@csrf_exempt  # a mail program sends it, and the address is its key (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A button that ends a kind of mail, since programs open links in mails too."""
    named = sending.unsubscribed(token)
    if named is None:
        raise NotFound("This link does not work.", "Use the one in the newest mail.")
    done = request.method == "POST"
    if done:
        choosing.unsubscribe(*named)
    context = {"head": head.for_private(_("No more of these mails")), "done": done}
    return render(request, "curbside/unsubscribe.html", context)


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What was mailed, where no mail server is set up and sample people try the service out.
    Anywhere else there is no such page: it shows everybody's private links.
    """
    environment = settings.ENVIRONMENT
    if environment.email_url or not environment.curbside_sample_people:
        raise NotFound("There is no such page.", "Start at the front page.")
    context = {"head": head.for_private(_("Mail")), "letters": outbox.letters()}
    return render(request, "curbside/outbox.html", context)
