"""What readers can say on a public page: it helped, or something is wrong. Needs no cookie, so that
the page itself stays the same for everybody.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from curbside.core.errors import BadInput, Conflict
from curbside.library import queries as library
from curbside.publishing import feedback
from curbside.web import head
from curbside.web.views.ask.by_link import is_ours
from curbside.web.views.ask.visitor import network


@csrf_exempt  # nothing here belongs to a session; other sites are told apart by ``is_ours``
@require_http_methods(["GET", "HEAD", "POST"])
def helped(request: HttpRequest, public_id: str) -> HttpResponse:
    """Thank the reader, and count it. Raises NotFound or Gone."""
    entry = library.entry(library.version(public_id).id)
    done = request.method == "POST" and is_ours(request)
    if done:
        feedback.helped(public_id, network(request))
    context = {"head": head.for_private(_("This helped")), "entry": entry, "done": done}
    return render(request, "curbside/helped.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """A form for what is wrong; what was typed stays after an error. Raises NotFound or Gone."""
    entry = library.entry(library.version(public_id).id)
    text, problem, status, done = request.POST.get("text", ""), "", 200, False
    if request.method == "POST":
        try:
            if not is_ours(request):
                raise BadInput(_("Nothing was sent yet."), _("Please press again."))
            feedback.report(public_id, network(request), text)
            done = True
        except (BadInput, Conflict) as trouble:
            problem, status = str(trouble), 422
    context = {
        "head": head.for_private(_("Something is wrong here")),
        "entry": entry,
        "text": text,
        "problem": problem,
        "done": done,
    }
    return render(request, "curbside/report.html", context, status=status)
