"""Departments and topics: the lists, and a page for each."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curbside.catalog import queries as catalog
from curbside.catalog.models import FormerSlug, Topic
from curbside.core.errors import NotFound
from curbside.core.languages import is_chinese
from curbside.explain import queries as explain
from curbside.library import queries as library
from curbside.web import explaining, head
from curbside.web.conditional import public
from curbside.web.counts import counts
from curbside.web.lists import by_department, counted, most_asked
from curbside.web.paging import paging

TOPICS_SHOWN = 24
RELATED = 10
SYNONYMS = 6


@public()
def departments(request: HttpRequest) -> HttpResponse:
    """Every department with what it is for and how many answers it has."""
    context = {
        "head": head.for_page("departments", title=_("Departments")),
        "departments": counted(catalog.departments(), counts().departments),
    }
    return render(request, "curbside/departments.html", context)


@public()
def department(request: HttpRequest, slug: str) -> HttpResponse:
    """A department: its most asked topics and its entries, newest first."""
    try:
        found = catalog.department(slug)
    except NotFound:
        return _moved(FormerSlug.Kind.DEPARTMENT, slug)
    known = counts()
    total = known.departments.get(found.pk, 0)
    page = paging(request.GET.get("page", ""), total)
    context = {
        "head": head.for_department(found),
        "department": found,
        "total": total,
        "topics": most_asked(catalog.topics_of(found), known.topics, TOPICS_SHOWN),
        "entries": library.newest(page.size, page.offset, found),
        "page": page,
    }
    return render(request, "curbside/department.html", context)


@public()
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic, under its department."""
    context = {
        "head": head.for_page("topics", title=_("Topics")),
        "groups": by_department(catalog.topics(), counts().topics),
    }
    return render(request, "curbside/topics.html", context)


@public()
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic: the answers closest to it, and its neighbours in the department."""
    try:
        found = catalog.topic(slug)
    except NotFound:
        return _moved(FormerSlug.Kind.TOPIC, slug)
    page = paging(request.GET.get("page", ""), counts().topics.get(found.pk, 0))
    language = get_language() or settings.LANGUAGE_CODE
    shown = explain.of_topic(found, language)
    context = {
        "explainer": explaining.present(shown),
        "elsewhere": shown is None and explain.elsewhere(found, language),
        "head": head.for_page(
            "topic",
            found.slug,
            title=found.name,
            description=_("Questions about %(topic)s, answered by doctors.")
            % {"topic": found.name},
        ),
        "topic": found,
        "also_called": also_called(found),
        "entries": library.of_topic(found, page.size, page.offset),
        "related": library.topics_beside(found, RELATED),
        "page": page,
    }
    return render(request, "curbside/topic.html", context)


def also_called(topic: Topic) -> list[str]:
    """The first few other words for the topic, in the reader's language."""
    chinese = is_chinese(get_language() or "")
    return (topic.synonyms_zh if chinese else topic.synonyms_en)[:SYNONYMS]


def _moved(kind: FormerSlug.Kind, slug: str) -> HttpResponse:
    """Permanently to the present address of something renamed. Raises NotFound."""
    current = catalog.renamed(kind, slug)
    if current is None:
        raise NotFound(_("There is no such page."), _("Search for it instead."))
    return redirect(kind.value, current, permanent=True)
