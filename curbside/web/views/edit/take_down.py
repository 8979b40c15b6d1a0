"""Taking a published entry down, whoever it came from, with a reason that the audit keeps."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from curbside.core.errors import BadInput, NotFound
from curbside.core.ids import ALPHABET, PUBLIC_ID_LENGTH
from curbside.publishing import withdrawing
from curbside.web import head
from curbside.web.guards import person_of, staff_page

_ADDRESS = re.compile(rf"(?:^|/q/)([{ALPHABET}]{{{PUBLIC_ID_LENGTH}}})(?:/|$)")


@staff_page("editor", "administrator")
def take_down(request: HttpRequest) -> HttpResponse:
    """A form for the address of the page and the reason; what was typed stays after an error."""
    address, reason = request.POST.get("address", "").strip(), request.POST.get("reason", "")
    problem, status, done = "", 200, False
    if request.method == "POST":
        found = _ADDRESS.search(address)
        try:
            if found is None:
                raise BadInput(_("This is no address of an answer."), _("Copy it from the page."))
            withdrawing.take_down(found.group(1), person_of(request), reason)
            done = True
        except (BadInput, NotFound) as trouble:
            problem, status = str(trouble), 422
    context = {
        "head": head.for_private(_("Take an answer down")),
        "address": "" if done else address or request.GET.get("address", ""),
        "reason": "" if done else reason,
        "problem": problem,
        "done": done,
    }
    return render(request, "curbside/edit/take_down.html", context, status=status)
