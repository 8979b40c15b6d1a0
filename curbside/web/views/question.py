"""The question page: everything of one entry, rendered apart from the request so it can be kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from curbside.explain import queries as explain
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.library.rules import question_text, same_words
from curbside.search import queries as engine
from curbside.web import explaining, head, pages
from curbside.web.context import about_site
from curbside.web.share import share
from curbside.web.threads import threads

SIMILAR = 6
TOPICS = 10


@require_safe
def question(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """The page of an entry at its one address. Raises NotFound or Gone."""
    version = library.version(public_id)
    if version.slug != slug:
        return _moved(public_id, version.slug)
    return pages.respond(request, version, get_language() or settings.LANGUAGE_CODE)


@require_safe
def question_short(request: HttpRequest, public_id: str) -> HttpResponse:
    """The short address, for reading aloud and for print, leads to the full one."""
    return _moved(public_id, library.version(public_id).slug)


def _moved(public_id: str, slug: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(reverse("question", args=[public_id, slug]))


def render_question(number: int, language: str) -> str:
    """The whole page in ``language``, which must be the present one. With the one that gave
    the version at most 8 queries, and one more where something is explained, or may be lacking.
    """
    entry = library.entry_alone(number)
    similar = _similar(entry)
    replies = list(entry.replies.all())
    found = explain.shown(entry)
    page_head = head.for_entry(entry, replies, found)
    context = {
        **about_site(reverse("question", args=[entry.public_id, entry.slug])),
        "head": page_head,
        "entry": entry,
        "title": "" if same_words(entry.title, entry.headline) else entry.title,
        "routed": entry.department_by == Entry.RoutedBy.ROUTING,
        "threads": threads(replies),
        "successor": library.successor(entry),
        "explainer": explaining.present(found, replies),
        "lacking": found is None and explain.is_lacking(entry),
        "similar": similar,
        "topics": library.related_topics(entry, TOPICS),
        "share": share(page_head.canonical, entry.headline),
    }
    return render_to_string("curbside/question.html", context)


def _similar(entry: Entry) -> list[Entry]:
    """The similar entries; the replies of the entry itself are fetched with theirs."""
    request = engine.Request(
        text=question_text(entry.headline, entry.title, entry.question),
        language=entry.language,
        replies=False,
        exclude=entry.pk,
        stored=True,
        limit=SIMILAR,
    )
    return library.cards([hit.number for hit in engine.find(request)], beside=[entry])
