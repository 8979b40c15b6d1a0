"""The sitemap index and its parts: every public page once, with its address in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from curbside.catalog.queries import departments
from curbside.core.errors import NotFound
from curbside.library import addresses
from curbside.web import head, structured
from curbside.web.conditional import public

XML = "application/xml; charset=utf-8"
PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MARKS = ("0000000000", "0slug0")  # stand for id and slug; no id has a 0
PAGES = ("home", "departments", "topics", "about", "how-it-works", "privacy")


@public()
def index(request: HttpRequest) -> HttpResponse:
    """The list of all parts; the questions come in ranges of their numbers."""
    parts = [(_part(name, 0), "") for name in ("pages", "departments", "topics", "doctors")]
    parts += [(_part("questions", n), day.date().isoformat()) for n, day in addresses.ranges()]
    lines = "".join(
        f"<sitemap><loc>{escape(loc)}</loc>{_changed(day)}</sitemap>\n" for loc, day in parts
    )
    body = f'{PROLOGUE}<sitemapindex xmlns="{NAMESPACE}">\n{lines}</sitemapindex>\n'
    return HttpResponse(body, content_type=XML)


@public()
def section(request: HttpRequest, section: str, page: int) -> HttpResponseBase:
    """One part. Raises NotFound for a part the index does not list."""
    if section == "questions":
        if page not in {number for number, _ in addresses.ranges()}:
            raise _no_such_part()
        return StreamingHttpResponse(_document(_questions(page)), content_type=XML)
    if page or section not in LISTS:
        raise _no_such_part()
    return HttpResponse("".join(_document(LISTS[section]())), content_type=XML)


def _no_such_part() -> NotFound:
    return NotFound("There is no such part of the sitemap.", "See /sitemap.xml.")


def _part(section: str, page: int) -> str:
    return settings.BASE_URL + reverse("sitemap-section", args=[section, page])


def _document(items: Iterable[str]) -> Iterator[str]:
    yield f'{PROLOGUE}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}">\n'
    yield from items
    yield "</urlset>\n"


def _in_every_language(name: str, *args: object) -> Iterator[str]:
    """A page that each language has its own of: one item a language, naming the others."""
    others = head.alternates(name, *args)
    for _, url in others[: len(head.CODES)]:
        yield _item(url, others)


def _named(name: str, slugs: Callable[[], Iterable[str]]) -> Callable[[], Iterator[str]]:
    return lambda: (item for slug in slugs() for item in _in_every_language(name, slug))


LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "pages": lambda: (item for name in PAGES for item in _in_every_language(name)),
    "departments": _named("department", lambda: [d.slug for d in departments()]),
    "topics": _named("topic", addresses.topics),
    "doctors": _named("doctor", addresses.doctors),
}


def _questions(number: int) -> Iterator[str]:
    """An entry is listed once, under the interface language that is its own."""
    shapes = {code: head.address("question", *MARKS, language=code) for code in head.CODES}
    for public_id, slug, language, changed in addresses.entries(number):
        quoted = quote(slug)
        urls = {
            code: shape.replace(MARKS[0], public_id).replace(MARKS[1], quoted)
            for code, shape in shapes.items()
        }
        own = urls[head.interface_language(language)]
        others = [(structured.tag(code), url) for code, url in urls.items()]
        yield _item(own, [*others, (head.X_DEFAULT, own)], changed.date().isoformat())


def _item(url: str, others: Iterable[tuple[str, str]], day: str = "") -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(other)}/>'
        for language, other in others
    )
    return f"<url><loc>{escape(url)}</loc>{_changed(day)}{links}</url>\n"


def _changed(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""
