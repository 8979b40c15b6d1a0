"""The search page: words in, the best answers out, with why they matched."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from curbside.catalog.models import Department
from curbside.catalog.queries import departments
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.search import queries as engine
from curbside.search.highlight import Segment, excerpt
from curbside.search.spelling import suggest
from curbside.web import head
from curbside.web.blocks import flat, room
from curbside.web.conditional import public
from curbside.web.paging import Paging, paging

MOST = 200  # the best ones; nobody reads further, and further is noise
SIZE = 10
LONGEST = 500
FAMILIES = {"en": "en", "zh": "zh"}


@dataclass(frozen=True)
class Result:
    """An entry found, with the words that were looked for marked in its question and reply."""

    entry: Entry
    question: list[Segment]
    reply: list[Segment]


@public(shared=False)
def search(request: HttpRequest) -> HttpResponse:
    """The form, and what was found for it."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    chosen = request.GET.get("department", "")
    language = FAMILIES.get(request.GET.get("language", ""), "")
    listed = departments()
    department = next((one for one in listed if one.slug == chosen), None)
    title = _("Search: %(query)s") % {"query": query} if query else _("Search")
    context = {
        "head": head.for_search(title),
        "query": query,
        "departments": listed,
        "department": department,
        "language": language,
        **(_found(request, query, department, language) if query else {}),
    }
    partial = getattr(request, "htmx", False)
    return render(request, f"curbside/{'_results' if partial else 'search'}.html", context)


def _found(
    request: HttpRequest, query: str, department: Department | None, language: str
) -> dict[str, object]:
    hits = engine.find(
        engine.Request(
            query, language=language, department=department.pk if department else 0, limit=MOST
        )
    )
    page: Paging = paging(request.GET.get("page", ""), len(hits), SIZE)
    filters = {
        "q": query,
        "department": department.slug if department else "",
        "language": language,
    }
    numbers = [hit.number for hit in hits[page.offset : page.offset + page.size]]
    return {
        "results": [_result(entry, query) for entry in library.cards(numbers)],
        "page": page,
        "query_part": urlencode(filters) + "&",
        "more_than_shown": len(hits) == MOST,
        "suggestion": suggest(query) if page.number == 1 else None,
    }


def _result(entry: Entry, query: str) -> Result:
    reply = next((r.plain for r in entry.replies.all() if r.text), "")
    return Result(entry, _excerpt(entry.question, query, 220), _excerpt(reply, query, 160))


def _excerpt(text: str, query: str, letters: int) -> list[Segment]:
    line = flat(text)
    return excerpt(line, query, room(line, letters))
