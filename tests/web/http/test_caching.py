"""ETags and the page cache: answered without work while nothing changed, and never when it did."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from curbside.catalog import files
from curbside.catalog import operations as catalog
from curbside.catalog.models import FormerSlug
from curbside.core import clock, generation
from curbside.library import operations
from curbside.web import pages
from curbside.web.conditional import accepts_gzip, entity_tag
from curbside.web.pages import Page, PageCache
from tests.factories import make_entry
from tests.web.surfaces import World, addresses, at, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_whatever_caches_may_keep_is_answered_304(client: Client, world: World) -> None:
    for _, surface, address in addresses(world):
        if surface.caching not in {"shared", "own browser"}:
            continue
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304, address
        assert not again.content
        for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
            assert again.headers[name] == first.headers[name], (address, name)
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_repeated_question_page_costs_one_query(
    client: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = question(world)
    tag = client.get(address).headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200
    with django_assert_num_queries(1):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_cold_question_page_costs_at_most_eight_queries(client: Client, world: World) -> None:
    for n in range(8):  # so that there are similar ones and related topics to fetch
        make_entry(f"Lip twitching, case {n}", topics=[world.topic])
    for address in at("question", world.entry.public_id, world.entry.slug):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 8, [query["sql"][:80] for query in asked]


def question(world: World) -> str:
    return at("question", world.entry.public_id, world.entry.slug)[0]


def test_gzip_and_plain_are_the_same_page(client: Client, world: World) -> None:
    for address in (question(world), *at("home"), *at("feed")):
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        for answer in (plain, packed):
            assert int(answer.headers["Content-Length"]) == len(answer.content)
            assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("offered", "taken"),
    [("gzip", True), ("br;q=1, gzip;q=0.5", True), ("", False), ("br", False),
     ("gzip;q=0", False), ("gzip; q=0.0, br", False), ("deflate, gzip", True)],
)  # fmt: skip
def test_who_takes_gzip(rf: RequestFactory, offered: str, taken: bool) -> None:
    request = rf.get("/", headers={"Accept-Encoding": offered})
    assert accepts_gzip(request) is taken


def _publish(world: World, folder: Path) -> None:
    make_entry("Another question altogether")


def _withdraw_another(world: World, folder: Path) -> None:
    other = make_entry("Another question altogether")
    operations.withdraw(other.public_id, "tests", "asked for")


def _edit_catalogue(world: World, folder: Path) -> None:
    catalog.export(folder)
    read = files.read(folder)
    files.write(folder, read)
    catalog.load(folder, "tests")


@pytest.mark.parametrize("change", [_publish, _withdraw_another, _edit_catalogue])
def test_every_public_change_makes_a_new_tag(
    client: Client, world: World, tmp_path: Path, change: Callable[[World, Path], None]
) -> None:
    kept = {
        address: client.get(address).headers["ETag"]
        for _, surface, address in addresses(world)
        if surface.caching == "shared"
    }
    change(world, tmp_path)
    for address, tag in kept.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200, address


def test_a_new_day_makes_a_new_tag(client: Client, world: World) -> None:
    """Pages say how old an answer is."""
    address = question(world)
    with clock.frozen(dt.datetime(2026, 1, 1, 23, 59, tzinfo=dt.UTC)):
        tag = client.get(address).headers["ETag"]
    with clock.frozen(dt.datetime(2026, 1, 2, tzinfo=dt.UTC)):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_withdrawn_is_gone_at_once_whatever_the_reader_holds(client: Client, world: World) -> None:
    for address in at("question", world.entry.public_id, world.entry.slug):
        tag = client.get(address).headers["ETag"]
    operations.withdraw(world.entry.public_id, "tests", "asked for")
    for address in at("question", world.entry.public_id, world.entry.slug):
        for held in ({}, {"If-None-Match": tag}, {"If-None-Match": "*"}):
            answer = client.get(address, headers=held)
            assert answer.status_code == 410
            assert world.word not in answer.content.decode()


def test_an_updated_entry_shows_its_new_text(client: Client) -> None:
    entry = make_entry("A question", "The first wording.", ref="one")
    address = at("question", entry.public_id, entry.slug)[0]
    assert "The first wording." in client.get(address).content.decode()
    make_entry("A question", "The second wording.", ref="one")
    page = client.get(address).content.decode()
    assert "The second wording." in page
    assert "The first wording." not in page


def test_languages_are_kept_apart(client: Client, world: World) -> None:
    english, chinese = at("question", world.entry.public_id, world.entry.slug)
    one, other = client.get(english), client.get(chinese)
    assert one.headers["ETag"] != other.headers["ETag"]
    assert one.headers["Content-Language"] == "en"
    assert other.headers["Content-Language"] == "zh-hant"
    assert '<html lang="zh-Hant">' in other.content.decode()


def test_a_rename_is_not_hidden_by_the_cache(client: Client, world: World) -> None:
    """The short way answers the one right slug only."""
    address = question(world)
    client.get(address)
    wrong = client.get(address.replace(world.entry.slug, "something-else"))
    assert wrong.status_code == 301
    assert wrong.headers["Location"] == address


def test_the_cache_is_bounded_and_keeps_what_was_used_last() -> None:
    cache = PageCache(limit=3)
    for number in range(1, 5):
        cache.put(number, "en", Page("tag", b"", b""))
        assert cache.get(1, "en", "tag") is not None  # used each time, so never the oldest
    assert len(cache) == 3
    assert cache.get(2, "en", "tag") is None
    assert cache.get(4, "zh-hant", "tag") is None


def test_a_new_version_replaces_the_old_one() -> None:
    cache = PageCache(limit=3)
    cache.put(1, "en", Page("old", b"", b""))
    assert cache.get(1, "en", "new") is None
    cache.put(1, "en", Page("new", b"", b""))
    assert len(cache) == 1
    assert cache.get(1, "en", "old") is None


def test_the_cache_holds_under_threads() -> None:
    cache = PageCache(limit=10)

    def work(seed: int) -> None:
        for step in range(500):
            number = (seed * 7 + step) % 25
            page = cache.get(number, "en", "tag")
            assert page is None or page.body == str(number).encode()
            cache.put(number, "en", Page("tag", str(number).encode(), b""))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len(cache) == 10


def test_tags_differ_by_everything_they_are_made_from() -> None:
    tags = {entity_tag(*parts) for parts in [(1, 2), (12,), ("1", 2), (1, 2, "en"), (2, 1)]}
    assert len(tags) == 5
    assert entity_tag(1, 2) == entity_tag(1, 2)


def test_the_cache_in_use_has_the_bound_of_the_settings() -> None:
    assert pages.cache.limit == settings.ENVIRONMENT.curbside_page_cache_entries
    assert generation.current() > 0


def test_former_slugs(client: Client, world: World) -> None:
    """Renamed things are found at their old address, permanently moved."""
    for kind, current, names in (
        (FormerSlug.Kind.DEPARTMENT, world.department.slug, ["department", "department-feed"]),
        (FormerSlug.Kind.TOPIC, world.topic.slug, ["topic"]),
        (FormerSlug.Kind.DOCTOR, world.doctor.slug, ["doctor"]),
    ):
        FormerSlug.objects.create(kind=kind, slug=f"old-{kind}", current=current)
        for name in names:
            for old, new in zip(at(name, f"old-{kind}"), at(name, current), strict=True):
                answer = client.get(old)
                assert (answer.status_code, answer.headers["Location"]) == (301, new)
            assert client.get(at(name, "never-was")[0]).status_code == 404
