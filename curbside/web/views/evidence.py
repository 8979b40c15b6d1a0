"""The page of a source: all its passages, the cited one marked by the address's fragment."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from curbside.evidence import queries
from curbside.evidence.rules import REPLIES
from curbside.library import queries as library
from curbside.web import head
from curbside.web.conditional import public
from curbside.web.facets import sections


@public()
def evidence(request: HttpRequest, public_id: str) -> HttpResponse:
    """The passages of a source. Raises Gone when it was withdrawn, NotFound where there is none.

    What a doctor replied here is read on its own page, through the library's door.
    """
    found = queries.page(public_id)
    if found.source.collection == REPLIES:
        version = library.version(found.source.ref)
        return redirect("question", found.source.ref, version.slug)
    context = {
        "head": head.for_search(found.source.title),  # no engine lists it; its links are followed
        "page": found,
        "source": found.source,
        "sections": sections(found.passages),
    }
    return render(request, "curbside/evidence.html", context)
