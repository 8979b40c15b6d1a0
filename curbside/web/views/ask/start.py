"""The first page of asking: what this is, how long it takes, and what it is not for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from curbside.consult import asking
from curbside.consult.errors import TooMany, TooManyOwn
from curbside.web import head
from curbside.web.views.ask import links
from curbside.web.views.ask.by_link import by_link, press_again
from curbside.web.views.ask.helplines import calls
from curbside.web.views.ask.visitor import beginner, remember

MANY = gettext_lazy(
    "Many forms were begun from your network and never sent. Go on with one of those, or begin"
    " again tomorrow."
)
OWN = gettext_lazy(
    "You began many forms today and did not send them. Go on with one of those, or begin again"
    " tomorrow."
)


@by_link
def start(request: HttpRequest) -> HttpResponse | HttpResponseRedirect:
    """The page, and by POST a form of one's own. Needs no key: it makes one."""
    notice, status = press_again(request), 200
    if request.method == "POST" and not notice:
        by = beginner(request)
        try:
            token = asking.start(get_language() or settings.LANGUAGE_CODE, by)
        except TooMany as problem:
            notice = str(OWN if isinstance(problem, TooManyOwn) else MANY)
            status = problem.http_status
        else:
            begun = links.see(links.step(token, "who"))
            remember(begun, by)
            return begun
    context = {
        "head": head.for_page(
            "ask",
            title=_("Ask a doctor"),
            description=_("Write down what worries you; a doctor answers under their own name."),
        ),
        "calls": calls("emergency", "crisis", "advice"),
        "search_url": reverse("search"),
        "notice": notice,
    }
    return render(request, "curbside/ask/start.html", context, status=status)
