"""Every public surface, one row a URL name, and the little world that tests look at it in.

``tests.web.http.test_surfaces`` fails for a URL name that has no row here, so that whoever adds
a page says how it may be cached and whether entries are to be seen on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from curbside.catalog.models import Department, Topic
from curbside.core.ids import derived_public_id
from curbside.evidence.rules import REPLIES
from curbside.library.addresses import RANGE
from curbside.library.models import Entry
from curbside.people.models import Doctor
from curbside.publishing import evidence
from tests.factories import Said, make_department, make_doctor, make_entry, make_topic

LANGUAGES = ("en", "zh-hant")
CONTROL = "wobblefish"  # in the entry that everyone may see
Caching = Literal["shared", "own browser", "nobody", "a day"]


@dataclass(frozen=True)
class World:
    """One entry with a word of its own, all it is filed under, and who answered it."""

    entry: Entry
    department: Department
    topic: Topic
    doctor: Doctor
    word: str


def make_world(word: str = CONTROL) -> World:
    """An entry that says ``word`` wherever an entry says anything, by a doctor named after it.

    Department and topic are shared by all worlds, so that lists and similar questions mix them.
    """
    department = make_department("neurology")
    topic = make_topic("facial-twitching", department)
    doctor = make_doctor(f"Dr Ann {word.capitalize()}", bio_en=f"A doctor known for {word}.")
    entry = make_entry(
        headline=f"Upper lip twitching and {word} for two days",
        question=f"My upper lip jumps, and there is {word} too. Is it my facial nerve?",
        title=f"lip and {word}",
        replies=[Said(doctor, f"It is only {word}. Rest more."), Said(None, f"Thank you, {word}.")],
        department=department,
        topics=[topic],
        ref=f"ref-{word}",
        source_url=f"https://example.org/{word}",
        asker_form="ms",
        asker_initial="L",
    )
    evidence.offer(entry, "tests")
    return World(entry, department, topic, doctor, word)


@dataclass(frozen=True)
class Surface:
    """A URL name: the addresses to try, who may keep the answer, and whether it shows the entry.

    ``shows`` is "word" where the entry's own words are on it, "link" where its address is.
    """

    addresses: Callable[[World], list[str]]
    caching: Caching = "shared"
    shows: Literal["word", "link", "nothing"] = "nothing"
    status: int = 200


def at(name: str, *args: object, **query: str) -> list[str]:
    """The address in each language."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(reverse(name, args=args) + ("?" + urlencode(query) if query else ""))
    return found


def _searches(world: World) -> list[str]:
    words = [
        world.word,
        f"{world.word[:-2]}{world.word[-1]}{world.word[-2]}",
        "upper lip twitching",
    ]
    found = [address for q in words for address in at("search", q=q)]
    return found + at("search") + at("search", q=world.word, department=world.department.slug)


def _evidence(world: World) -> list[str]:
    """What its doctor replied, as evidence: read on the entry's own page."""
    return at("evidence", derived_public_id("evidence", REPLIES, world.entry.public_id))


PARTS = ("pages", "departments", "topics", "doctors")
SURFACES: dict[str, Surface] = {
    "home": Surface(lambda w: at("home"), shows="word"),
    "question": Surface(lambda w: at("question", w.entry.public_id, w.entry.slug), shows="word"),
    "question-short": Surface(
        lambda w: at("question-short", w.entry.public_id), "nobody", "link", status=301
    ),
    "departments": Surface(lambda w: at("departments")),
    "department": Surface(lambda w: at("department", w.department.slug), shows="word"),
    "topics": Surface(lambda w: at("topics")),
    "topic": Surface(lambda w: at("topic", w.topic.slug), shows="word"),
    "doctor": Surface(lambda w: at("doctor", w.doctor.slug), shows="word"),
    "evidence": Surface(_evidence, "nobody", "link", status=302),
    "search": Surface(_searches, "own browser", "word"),
    "about": Surface(lambda w: at("about")),
    "how-it-works": Surface(lambda w: at("how-it-works")),
    "privacy": Surface(lambda w: at("privacy")),
    "feed": Surface(lambda w: at("feed"), shows="word"),
    "department-feed": Surface(lambda w: at("department-feed", w.department.slug), shows="word"),
    "front-door": Surface(lambda w: ["/"], "nobody", status=302),
    "set-language": Surface(
        lambda w: [reverse("set-language", args=[code]) for code in LANGUAGES],
        "nobody",
        status=302,
    ),
    "sitemap": Surface(lambda w: [reverse("sitemap")]),
    "sitemap-section": Surface(
        lambda w: [
            *(reverse("sitemap-section", args=[part, 0]) for part in PARTS),
            reverse("sitemap-section", args=["questions", w.entry.pk // RANGE]),
        ],
        shows="link",
    ),
    "robots": Surface(lambda w: [reverse("robots")]),
    "healthz": Surface(lambda w: [reverse("healthz")], "nobody"),
    "favicon": Surface(lambda w: [reverse("favicon")], "a day", status=302),
}


def url_names() -> set[str]:
    """The name of every URL the resolver knows, but those of Django's admin."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name == "admin":  # one guard for all of it: tests/web/manage/test_admin
                continue
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name or f"unnamed: {pattern.pattern}"


def addresses(world: World) -> Iterator[tuple[str, Surface, str]]:
    """(name, surface, address) of every address to try."""
    for name, surface in SURFACES.items():
        for address in surface.addresses(world):
            yield name, surface, address
