"""The asker looks at what would be public of their question, and lets it out or stops it."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from curbside.consult import queries as consult
from curbside.core.errors import Conflict, NotFound
from curbside.publishing import queries, releasing
from curbside.web.views.ask import links
from curbside.web.views.ask.by_link import by_link, is_ours, page, press_again

DECISIONS = {"publish": releasing.approve, "stop": releasing.stop}


@by_link
def publication(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """The texts as others would read them. Raises NotFound for a wrong link, and while there is
    nothing to look at yet.
    """
    seen = consult.for_asker(public_id, key)
    receipt = links.receipt(seen.question)
    decide = DECISIONS.get(request.POST.get("decision", ""))
    notice = press_again(request)
    if request.method == "POST" and is_ours(request) and decide is not None:
        try:
            decide(public_id, key)
        except Conflict as problem:
            notice = str(problem)
        else:
            return links.see(receipt)
    preview = queries.preview(public_id, key)
    if preview is None:
        raise NotFound("There is nothing to look at yet.", "We tell you when there is.")
    context = {
        "question": seen.question,
        "link": [public_id, key],
        "preview": preview,
        "back": receipt,
        "notice": notice,
    }
    return page(request, "mine/publication", _("Before others can read it"), context)
