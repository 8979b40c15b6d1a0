"""Question pages kept ready: bounded, in each web process, valid for one version of the entry.

One query gives the version (and is the visibility check: a withdrawn entry has none), then the
page comes from memory or is rendered. See docs/adr/0003-page-cache.md for the figures. Knows
nothing of what is on a page.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation

from curbside.library.queries import Version
from curbside.web.conditional import (
    accepts_gzip,
    entity_tag,
    is_match,
    pack,
    shared_cache_control,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page, plain and in gzip, and the tag of what it was made from."""

    tag: str
    body: bytes
    packed: bytes


class PageCache:
    """The pages used last, at most ``limit`` of them. Safe for threads.

    A page is kept under its entry and language; another tag replaces it, so that pages of past
    generations take no room.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._pages: OrderedDict[tuple[int, str], Page] = OrderedDict()
        self._lock = Lock()

    def get(self, number: int, language: str, tag: str) -> Page | None:
        """The page if it is still of this tag."""
        with self._lock:
            page = self._pages.get((number, language))
            if page is None or page.tag != tag:
                return None
            self._pages.move_to_end((number, language))
            return page

    def put(self, number: int, language: str, page: Page) -> None:
        """Keep the page, dropping what was not asked for longest."""
        with self._lock:
            self._pages[(number, language)] = page
            self._pages.move_to_end((number, language))
            while len(self._pages) > self.limit:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        """Forget every page. For tests and measurements."""
        with self._lock:
            self._pages.clear()

    def __len__(self) -> int:
        return len(self._pages)


cache = PageCache(settings.ENVIRONMENT.curbside_page_cache_entries)


def respond(request: HttpRequest, version: Version, language: str) -> HttpResponse:
    """The question page of this version: 304, from memory, or rendered now."""
    tag = entity_tag(version.id, version.generation, language)
    if is_match(request, tag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        page = cache.get(version.id, language, tag) or _make(version, language, tag)
        packed = accepts_gzip(request)
        body = page.packed if packed else page.body
        response = HttpResponse(body)
        response.headers["Content-Length"] = str(len(body))
        if packed:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = shared_cache_control()
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _make(version: Version, language: str, tag: str) -> Page:
    from curbside.web.views.question import render_question

    with translation.override(language):
        body = render_question(version.id, language).encode()
    page = Page(tag, body, pack(body))
    cache.put(version.id, language, page)
    return page
