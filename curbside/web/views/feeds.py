"""Atom feeds: the newest answers of the service, and of each department."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curbside.catalog import queries as catalog
from curbside.catalog.models import FormerSlug
from curbside.core import clock
from curbside.core.errors import NotFound
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.web import head, structured
from curbside.web.conditional import public

ENTRIES = 30
ATOM = "application/atom+xml; charset=utf-8"
SUMMARY = 300  # characters


@public()
def everything(request: HttpRequest) -> HttpResponse:
    """The newest answers of all departments."""
    entries = library.newest(ENTRIES)
    return _answer(_("New answers"), "", head.address("home"), head.address("feed"), entries)


@public()
def department(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest answers of one department; a former slug leads to the present one."""
    try:
        found = catalog.department(slug)
    except NotFound:
        present = catalog.renamed(FormerSlug.Kind.DEPARTMENT, slug)
        if present is None:
            raise
        return HttpResponsePermanentRedirect(reverse("department-feed", args=[present]))
    entries = library.newest(ENTRIES, department=found)
    own, page = (head.address(name, slug) for name in ("department-feed", "department"))
    return _answer(found.name, found.description, page, own, entries)


def _answer(
    title: str, description: str, page: str, own: str, entries: Sequence[Entry]
) -> HttpResponse:
    changed = max((entry.updated_at for entry in entries), default=None)
    feed = _Feed(
        f"{settings.ENVIRONMENT.curbside_site_name}: {title}",
        page,
        description,
        language=structured.tag(get_language() or settings.LANGUAGE_CODE),
        author_name=settings.ENVIRONMENT.curbside_site_name,
        feed_url=own,
        feed_guid=own,
    )
    feed.changed = changed or clock.now()
    for entry in entries:
        _add(feed, entry)
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


class _Feed(Atom1Feed):
    """Atom whose ``updated`` is the newest change, also of a feed with no entries."""

    changed: dt.datetime

    def latest_post_date(self) -> dt.datetime:
        return self.changed


def _add(feed: Atom1Feed, entry: Entry) -> None:
    home = head.interface_language(entry.language)
    replies = [reply for reply in entry.replies.all() if reply.doctor]
    feed.add_item(
        entry.headline,
        head.address("question", entry.public_id, entry.slug, language=home),
        head.excerpt(entry.question or entry.headline, SUMMARY),
        author_name=replies[0].doctor.name if replies and replies[0].doctor else None,
        # Stays the same when the slug changes.
        unique_id=f"{settings.BASE_URL}/q/{entry.public_id}",
        pubdate=entry.published_at,
        updateddate=entry.updated_at,
        categories=[entry.department.name],
    )
