"""The question page: everything of one entry, rendered apart from the request so it can be kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from curbside.catalog import queries as catalog
from curbside.catalog.models import Topic
from curbside.core import clock
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.library.rules import is_old, question_text
from curbside.search import queries as index
from curbside.web import head, pages
from curbside.web.asker import asker
from curbside.web.care import care
from curbside.web.context import about_site
from curbside.web.share import share
from curbside.web.threads import threads

SIMILAR = 6
TOPICS = 10


def question(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """The page of an entry at its one address. Raises NotFound or Gone."""
    version = library.version(public_id)
    if version.slug != slug:
        return _moved(public_id, version.slug)
    return pages.respond(request, version, get_language() or settings.LANGUAGE_CODE)


def question_short(request: HttpRequest, public_id: str) -> HttpResponse:
    """The short address, for reading aloud and for print, leads to the full one."""
    return _moved(public_id, library.version(public_id).slug)


def _moved(public_id: str, slug: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(reverse("question", args=[public_id, slug]))


def render_question(number: int, language: str) -> str:
    """The whole page in the present language (``language``). At most 8 queries."""
    entry = library.entry(number)
    replies = list(entry.replies.all())
    today, years = clock.today(), settings.ENVIRONMENT.curbside_reply_age_notice_years
    address = reverse("question", args=[entry.public_id, entry.slug])
    context = {
        **about_site(address),
        "head": head.for_entry(entry, replies),
        "entry": entry,
        "asker": asker(entry),
        "threads": threads(replies),
        "old": {
            r.pk: today.year - r.date.year
            for r in replies
            if r.date and is_old(r.date, today, years)
        },
        "explainer": None,
        "similar": _similar(entry),
        "topics": _topics(entry),
        "share": share(settings.BASE_URL + address, entry.headline),
        "care": care(settings.ENVIRONMENT.curbside_country),
    }
    return render_to_string("curbside/question.html", context)


def _similar(entry: Entry) -> list[Entry]:
    request = index.Request(
        text=question_text(entry.headline, entry.title, entry.question),
        language=entry.language,
        replies=False,
        exclude=entry.pk,
        limit=SIMILAR,
    )
    return library.cards([hit.number for hit in index.find(request)])


def _topics(entry: Entry) -> list[Topic]:
    """Ten topics: the entry's own, then the most used ones of its department."""
    own = list(entry.topics.all())[:TOPICS]
    if len(own) == TOPICS:
        return own
    but = [topic.pk for topic in own]
    return own + catalog.more_topics(entry.department, but, TOPICS - len(own))
