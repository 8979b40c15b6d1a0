"""What a page says of itself in its head: title, canonical address, other languages, feed.

The template include ``curbside/_head_meta.html`` renders it. Asks no database beyond what it is
given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curbside.catalog.models import Department
from curbside.core.languages import is_chinese
from curbside.explain.queries import Shown
from curbside.library.models import Entry, Reply
from curbside.people.models import Doctor
from curbside.web import structured
from curbside.web.structured import Node

CODES = tuple(code for code, _name in settings.LANGUAGES)
DESCRIPTION_LENGTH = 155  # what search engines show of it
X_DEFAULT = "x-default"


@dataclass(frozen=True)
class PageHead:
    """The head of one page. ``alternates`` are (hreflang, absolute URL)."""

    title: str
    description: str = ""
    canonical: str = ""
    alternates: Sequence[tuple[str, str]] = ()
    feed: str = ""
    feed_title: str = ""
    json_ld: str = ""  # safe: see ``_json_ld``
    robots: str = ""
    kind: str = "website"
    language: str = "en"


def address(name: str, *args: object, language: str | None = None) -> str:
    """The absolute URL of a page in a language of the interface (the present one by default)."""
    with translation.override(language or get_language()):
        return settings.BASE_URL + reverse(name, args=args)


def alternates(name: str, *args: object) -> list[tuple[str, str]]:
    """The page in every language of the interface, and where to send anyone else."""
    found = [(structured.tag(code), address(name, *args, language=code)) for code in CODES]
    return [*found, (X_DEFAULT, found[0][1])]


def interface_language(language: str) -> str:
    """The interface language that an entry of ``language`` is at home in."""
    return "zh-hant" if is_chinese(language) else "en"


def for_page(name: str, *args: object, title: str, description: str = "") -> PageHead:
    """The head of a page that is the same in every language: home, about, a list."""
    language = get_language() or settings.LANGUAGE_CODE
    url = address(name, *args)
    site_name = settings.ENVIRONMENT.curbside_site_name
    nodes: list[Node] = []
    if name == "home":
        nodes = [structured.search_box(url, address("search"), site_name)]
    elif name in {"department", "topic"}:
        nodes = [structured.plain_page(title, description, url, language, site_name)]
    return PageHead(
        title=title,
        description=excerpt(description),
        canonical=url,
        alternates=alternates(name, *args),
        feed=address("feed"),
        feed_title=site_name,
        json_ld=_json_ld(nodes),
        language=language,
    )


def for_private(title: str) -> PageHead:
    """The head of a page behind a sign-in: no engine lists it, nothing links to it."""
    language = get_language() or settings.LANGUAGE_CODE
    return PageHead(title=title, robots="noindex, nofollow", language=language)


def for_search(title: str) -> PageHead:
    """The head of the search page, which search engines are to leave alone."""
    return PageHead(title=title, robots="noindex, follow", language=get_language() or "en")


def for_department(department: Department) -> PageHead:
    """The head of a department's page, with its own feed."""
    head = for_page(
        "department", department.slug, title=department.name, description=department.description
    )
    crumbs = [(_("Departments"), address("departments")), (department.name, head.canonical)]
    return replace(
        head,
        feed=address("department-feed", department.slug),
        feed_title=department.name,
        json_ld=_json_ld(
            [
                structured.plain_page(
                    department.name,
                    department.description,
                    head.canonical,
                    head.language,
                    settings.ENVIRONMENT.curbside_site_name,
                ),
                structured.breadcrumbs(_from_home(crumbs)),
            ]
        ),
    )


def for_doctor(doctor: Doctor) -> PageHead:
    """The head of a doctor's or a publisher's page."""
    head = for_page("doctor", doctor.slug, title=doctor.name, description=doctor.bio)
    node = structured.profile_page(doctor, head.canonical, head.language)
    return replace(head, json_ld=_json_ld([node]), kind="profile")


def for_entry(entry: Entry, replies: Sequence[Reply], explained: Shown | None = None) -> PageHead:
    """The head of a question page. The entry is one, in whatever language its frame is: the
    canonical address is the one in the entry's own language.
    """
    home_language = interface_language(entry.language)
    args = (entry.public_id, entry.slug)
    canonical = address("question", *args, language=home_language)
    site_name = settings.ENVIRONMENT.curbside_site_name
    department = entry.department
    crumbs = [
        (department.name, address("department", department.slug)),
        (entry.headline, canonical),
    ]
    return PageHead(
        title=f"{entry.headline} – {department.name}",
        description=excerpt(entry.question or entry.title or entry.headline),
        canonical=canonical,
        alternates=[*alternates("question", *args)[:-1], (X_DEFAULT, canonical)],
        feed=address("department-feed", department.slug),
        feed_title=department.name,
        json_ld=_json_ld(
            [
                structured.question_page(entry, replies, canonical, site_name)
                | structured.reviewed(explained),
                structured.breadcrumbs(_from_home(crumbs)),
            ]
        ),
        kind="article",
        language=entry.language,
    )


def excerpt(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """The beginning of a text on one line, cut at a word (or a sign, in Chinese)."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[:length]
    word = head.rsplit(" ", 1)[0]
    return (word if len(word) > length // 2 else head).rstrip(" ,.;:，。；：、") + "…"


def _from_home(steps: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(settings.ENVIRONMENT.curbside_site_name, address("home")), *steps]


def _json_ld(nodes: Sequence[Node]) -> str:
    # ``structured.script`` escapes everything that could end the element.
    return mark_safe(structured.script(nodes)) if nodes else ""  # noqa: S308
