"""A doctor's public profile and answers; a publisher has the same page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from curbside.catalog.models import FormerSlug
from curbside.catalog.queries import renamed
from curbside.core.errors import NotFound
from curbside.library import queries as library
from curbside.people import queries as people
from curbside.web import head
from curbside.web.conditional import public
from curbside.web.paging import paging


@public()
def doctor(request: HttpRequest, slug: str) -> HttpResponse:
    """Profile and answers, newest first. Someone with no public answer has no page."""
    try:
        found = people.doctor(slug)
    except NotFound:
        current = renamed(FormerSlug.Kind.DOCTOR, slug)
        if current is None:
            raise
        return redirect("doctor", current, permanent=True)
    if found.joined_to is not None:
        return redirect("doctor", found.joined_to.slug)  # not for good: they can be parted
    total = library.count_of_doctor(found)
    if not total:
        raise NotFound("There is no such doctor.", "Search for the question instead.")
    page = paging(request.GET.get("page", ""), total)
    context = {
        "head": head.for_doctor(found),
        "doctor": found,
        "total": total,
        "entries": library.of_doctor(found, page.size, page.offset),
        "page": page,
    }
    return render(request, "curbside/doctor.html", context)
