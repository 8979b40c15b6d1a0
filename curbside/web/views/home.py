"""The front page: search, departments, new answers, popular topics."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curbside.catalog import queries as catalog
from curbside.library import queries as library
from curbside.web import head
from curbside.web.conditional import public
from curbside.web.counts import counts
from curbside.web.lists import counted, most_asked, without_repeats

NEWEST = 6
DEPARTMENTS = 12
TOPICS = 12


@public()
def home(request: HttpRequest) -> HttpResponse:
    """What the service is, and every way into it."""
    known = counts()
    departments = counted(catalog.departments(), known.departments)
    context = {
        "head": head.for_page(
            "home",
            title=settings.ENVIRONMENT.curbside_site_name,
            description=_("Health questions from real people, answered by doctors."),
        ),
        "departments": departments[:DEPARTMENTS],
        "department_total": len(departments),
        "newest": without_repeats(
            library.newest_to_read(get_language() or settings.LANGUAGE_CODE, NEWEST * 3), NEWEST
        ),
        "topics": most_asked(catalog.topics(), known.topics, TOPICS),
        "total": sum(known.departments.values()),
        "sample": library.only_samples(),
    }
    return render(request, "curbside/home.html", context)
