"""What machines read: sitemaps, feeds, robots, structured data, and the head of each page."""

from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import defusedxml.ElementTree as ET
import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from curbside.library import addresses as library_addresses
from curbside.library.models import Entry
from curbside.people.models import Doctor
from curbside.web import head, structured
from tests.factories import Said, make_doctor, make_entry
from tests.web.surfaces import World, addresses, at, make_world

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def world() -> World:
    return make_world()


def xml(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert "xml" in answer.headers["Content-Type"]
    body = b"".join(answer) if answer.streaming else answer.content
    return ET.fromstring(body)


def path(url: str) -> str:
    """Our own path of an absolute URL; fails for anything else."""
    assert url.startswith(settings.BASE_URL + "/")
    return url.removeprefix(settings.BASE_URL)


# Sitemaps


def test_the_sitemap_leads_to_every_public_page(client: Client, world: World) -> None:
    listed = _listed(client)
    for name, _surface, address in addresses(world):
        if name in {"home", "departments", "department", "topics", "topic", "doctor", "about"}:
            assert address in listed, name
    assert at("question", world.entry.public_id, world.entry.slug)[0] in listed
    for address in listed:
        assert client.get(address).status_code == 200, address


def _listed(client: Client) -> list[str]:
    index = xml(client, "/sitemap.xml")
    assert index.tag == f"{MAP}sitemapindex"
    found = []
    for part in index:
        assert part.tag == f"{MAP}sitemap"
        found += [path(url.findtext(f"{MAP}loc")) for url in _urls(client, part)]
    assert len(found) == len(set(found))
    return found


def _urls(client: Client, part: Any) -> Any:
    urls = xml(client, path(part.findtext(f"{MAP}loc")))
    assert urls.tag == f"{MAP}urlset"
    for url in urls:
        assert [child.tag for child in url][:1] == [f"{MAP}loc"]
        changed = url.findtext(f"{MAP}lastmod")
        assert changed is None or dt.date.fromisoformat(changed)
        others = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        assert set(others) == {"en", "zh-Hant", "x-default"}
        assert url.findtext(f"{MAP}loc") in others.values()
    return urls


def test_an_entry_is_listed_once_in_its_own_language(client: Client) -> None:
    entry = make_entry("嘴角一直抽動怎麼辦", "已經兩天了。", language="zh-hant")
    listed = [address for address in _listed(client) if entry.public_id in address]
    assert listed == [at("question", entry.public_id, entry.slug)[1]]


def test_ranges_hold_every_entry_once(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [make_entry(f"Question {n}") for n in range(7)]
    Entry.objects.filter(pk=entries[3].pk).update(state=Entry.State.WITHDRAWN)
    monkeypatch.setattr(library_addresses, "RANGE", 3)
    found = [
        row[0]
        for number, _ in library_addresses.ranges()
        for row in library_addresses.entries(number)
    ]
    assert found == [entry.public_id for entry in entries if entry != entries[3]]


@pytest.mark.parametrize("part", ["questions-999", "pages-1", "topics-7", "nothing-0"])
def test_a_part_that_is_not_listed_is_not_there(client: Client, part: str) -> None:
    assert client.get(f"/sitemaps/{part}.xml").status_code == 404


def test_robots_know_where_to_go(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    assert "Disallow: /en/search/" in lines


# Feeds


def test_feeds_are_valid_atom(client: Client, world: World) -> None:
    """RFC 4287: what a feed and an entry must have, once each, with absolute addresses."""
    for name, arguments in (("feed", ()), ("department-feed", (world.department.slug,))):
        for address in at(name, *arguments):
            feed = xml(client, address)
            assert feed.tag == f"{ATOM}feed"
            own = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
            assert [path(link.get("href")) for link in own] == [address]
            for item in [feed, *feed.findall(f"{ATOM}entry")]:
                for tag in ("id", "title", "updated"):
                    assert len(item.findall(f"{ATOM}{tag}")) == 1
                assert urlsplit(item.findtext(f"{ATOM}id")).scheme
                assert dt.datetime.fromisoformat(item.findtext(f"{ATOM}updated")).tzinfo
            authors = feed.find(f"{ATOM}author"), feed.find(f"{ATOM}entry/{ATOM}author")
            assert all(author.findtext(f"{ATOM}name") for author in authors)
            link = path(feed.find(f"{ATOM}entry/{ATOM}link").get("href"))
            assert client.get(link).status_code == 200


def test_an_empty_feed_is_valid_too(client: Client) -> None:
    feed = xml(client, at("feed")[0])
    assert feed.findtext(f"{ATOM}updated")
    assert not feed.findall(f"{ATOM}entry")


def test_an_entry_keeps_its_id_when_its_address_changes(client: Client) -> None:
    def first() -> str:
        return str(xml(client, at("feed")[0]).findtext(f"{ATOM}entry/{ATOM}id"))

    make_entry("One headline", ref="one")
    before = first()
    make_entry("Another headline", ref="one")
    assert first() == before


# The head of each page


class Head(HTMLParser):
    """Title, links, metas and JSON-LD of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.metas: dict[str, str] = {}
        self.data: list[Any] = []
        self._in = ""
        self.title = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link":
            self.links.append(found)
        if tag == "meta":
            self.metas[found.get("name") or found.get("property") or ""] = (
                found.get("content") or ""
            )
        if tag == "script" and found.get("type") == "application/ld+json":
            self._in = "data"
        if tag == "title" and not self.title:
            self._in = "title"

    def handle_data(self, data: str) -> None:
        if self._in == "data":
            self.data.append(json.loads(data))
        elif self._in == "title":
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def rel(self, rel: str) -> list[str]:
        return [link["href"] or "" for link in self.links if link.get("rel") == rel]


def test_every_page_says_what_it_is(client: Client, world: World) -> None:
    for name, surface, address in addresses(world):
        answer = client.get(address)
        if surface.status != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        found = Head(answer.content.decode())
        assert settings.ENVIRONMENT.curbside_site_name in found.title
        assert found.metas["og:title"]
        if name == "search":
            assert found.metas["robots"].startswith("noindex")
            continue
        others = {link["hreflang"]: link["href"] for link in found.links if link.get("hreflang")}
        assert set(others) == {"en", "zh-Hant", "x-default"}, address
        assert found.rel("canonical")[0] in others.values(), address
        assert settings.BASE_URL + address in others.values(), address
        assert found.metas["og:url"] == found.rel("canonical")[0]
        feeds = [link["href"] for link in found.links if link.get("type") == "application/atom+xml"]
        assert feeds, address
        assert client.get(path(feeds[0] or "")).status_code == 200


def test_an_entry_has_one_canonical_address_in_its_own_language(client: Client) -> None:
    entry = make_entry("嘴角一直抽動怎麼辦", "已經兩天了。", language="zh-hans")
    english, chinese = at("question", entry.public_id, entry.slug)
    for address in (english, chinese):
        found = Head(client.get(address).content.decode())
        assert found.rel("canonical") == [settings.BASE_URL + chinese]


# Structured data


def test_structured_data_of_every_page_is_valid(client: Client, world: World) -> None:
    seen: set[str] = set()
    for name, surface, address in addresses(world):
        answer = client.get(address)
        if surface.status != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        for document in Head(answer.content.decode()).data:
            assert document["@context"] == "https://schema.org"
            for node in document["@graph"]:
                _check(node)
                kinds = node["@type"]
                seen |= set(kinds) if isinstance(kinds, list) else {kinds}
        if name == "question":
            assert answer.content.count(b"application/ld+json") == 1
    assert seen >= {"QAPage", "MedicalWebPage", "BreadcrumbList", "WebSite", "ProfilePage"}


REQUIRED = {  # what schema.org's types need to mean anything, and search engines insist on
    "QAPage": {"mainEntity", "url"},
    "MedicalWebPage": {"name", "url", "inLanguage"},
    "Question": {"name", "text", "answerCount", "acceptedAnswer"},
    "Answer": {"text", "url", "author"},
    "Person": {"name"},
    "Organization": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name"},
    "ProfilePage": {"mainEntity"},
    "MedicalAudience": {"audienceType"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}
DATES = {"datePublished", "dateModified"}


def _check(node: Any) -> None:
    """Known types with all they need; dates are dates; nothing is empty; no votes."""
    if isinstance(node, list):
        for item in node:
            _check(item)
    if not isinstance(node, dict):
        return
    kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    for kind in kinds:
        assert REQUIRED[kind] <= set(node), (kind, sorted(node))
    assert "upvoteCount" not in node
    for key, value in node.items():
        assert value not in ("", None, [], {}), key
        if key in DATES:
            dt.date.fromisoformat(value)
        if key in {"url", "item", "@id"}:
            path(value)
        _check(value)


def test_authors_and_dates_are_those_of_the_replies() -> None:
    doctor = make_doctor("Dr Ann Lee", name_zh="李安")
    publisher = make_doctor("National Institute", kind=Doctor.Kind.PUBLISHER)
    day = dt.date(2024, 5, 6)
    entry = make_entry(
        "A question",
        "What is it?",
        [Said(doctor, "First.", date=day), Said(None, "Thanks."), Said(publisher, "Second.")],
        asked=dt.date(2024, 5, 5),
    )
    node = structured.question_page(entry, list(entry.replies.all()), "http://x/", "Curbside")
    question = node["mainEntity"]
    assert node["@type"] == ["MedicalWebPage", "QAPage"]
    assert question["datePublished"] == "2024-05-05"
    assert question["answerCount"] == 2
    accepted, others = question["acceptedAnswer"], question["suggestedAnswer"]
    assert accepted["text"] == "First."
    assert accepted["datePublished"] == "2024-05-06"
    assert accepted["author"] == {"@type": "Person", "name": "Dr Ann Lee"}
    assert others[0]["author"] == {"@type": "Organization", "name": "National Institute"}


def test_a_reply_that_is_only_a_link_is_no_answer() -> None:
    publisher = make_doctor("National Institute", kind=Doctor.Kind.PUBLISHER)
    entry = make_entry("A question", "What is it?", [Said(publisher, link="https://example.org/")])
    node = structured.question_page(entry, list(entry.replies.all()), "http://x/", "Curbside")
    assert node["@type"] == "MedicalWebPage"
    assert "mainEntity" not in node


@given(st.text())
def test_no_text_can_leave_its_script_element(text: str) -> None:
    for hostile in (text, f"</script><script>{text}", f"<!--{text}-->", f"\u2028{text}&lt;"):
        made = structured.script([{"@type": "Question", "text": hostile}])
        assert not re.search(r"[<>&\u2028\u2029]", made)
        assert json.loads(made)["@graph"][0]["text"] == hostile


@given(st.text(), st.integers(min_value=20, max_value=200))
def test_excerpts_are_short_and_begin_as_the_text_does(text: str, length: int) -> None:
    found = head.excerpt(text, length)
    assert len(found) <= length + 1
    line = " ".join(text.split())
    assert line.startswith(found.removesuffix("…")) or found == line
