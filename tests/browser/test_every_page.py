"""Every page in both languages and both colour schemes: axe finds nothing, nothing is too wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import Error, Page, Response, Route, sync_playwright

from tests.browser.axe import STILL, Scheme, faults
from tests.browser.browsers import a_page, launched, note_complaints
from tests.browser.site import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SCHEMES: dict[str, Scheme] = {"en": "light", "zh-hant": "dark"}  # that of the phone
Visit = dict[str, Any]  # the fields of tests.browser.rows.visits.Visit
TELL = """
from curbside.commands.setup import connect
connect()
from tests.browser.rows import table
table.tell()
"""


@pytest.fixture(scope="session")
def world(site: Site) -> dict[str, Any]:
    """Everything there is to be visited, and whose session is which; made once."""
    found: dict[str, Any] = site.run(TELL)
    return found


@dataclass
class Visitor:
    """Somebody's browser, and how the last page that it was led to was answered."""

    page: Page
    status: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", self.note)
        note_complaints(self.page, self.complaints)

    def note(self, response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.status = response.status

    def arrive(self, site: Site, name: str, visit: Visit, language: str) -> list[str]:
        """Open the page, as the row says; what is wrong with where that led, and what the browser
        complained about but that a page was refused, as the row says.
        """
        self.complaints.clear()
        address = site.url + visit["path"].replace("/en/", f"/{language}/", 1)
        if visit["bodies"] or visit["saved"]:
            body = visit["bodies"].get(language) or self.page.request.get(address).text()
            self.page.route(address, lambda route: answer(route, visit["status"], body))
        try:
            self.go(address, visit["steps"])
        except Error as problem:  # the other pages are looked at all the same
            return [str(problem)]
        wrong = [one for one in self.complaints if "Failed to load resource" not in one]
        if self.status != visit["status"]:
            wrong.append(f"answered {self.status}")
        if name and landed(self.page) != name:
            wrong.append(f"led to {self.page.url}")
        return wrong

    def go(self, address: str, steps: Sequence[tuple[str, str]]) -> None:
        self.page.goto(address)
        for selector, typed in steps:
            one = self.page.locator(selector).first
            one.fill(typed) if typed else one.click()
        self.page.wait_for_load_state()


def answer(route: Route, status: int, body: str) -> None:
    """What a server would send; the policy of its pages is not put on a file."""
    route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")


def landed(page: Page) -> str:
    """The URL name of where the page is."""
    path = urlsplit(page.url).path
    with override(path.split("/")[1]):
        try:
            return resolve(path).url_name or ""
        except Resolver404:
            return ""


def test_axe_finds_nothing(site: Site, world: dict[str, Any]) -> None:
    """Both languages at once, each in a browser of its own: most of the time is the browser's."""
    with ThreadPoolExecutor(len(SCHEMES)) as pool:
        found = pool.map(lambda language: walk(site, world, language), SCHEMES)
    assert {name: told for one in found for name, told in one.items()} == {}


def walk(site: Site, world: dict[str, Any], language: str) -> dict[str, list[str]]:
    """What is wrong with each page in this language; pages with nothing are left out. In Chinese a
    page is looked at in its first state only: the others have the same marks and colours.
    """
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    with sync_playwright() as playwright, launched(playwright) as browser:
        visitors: dict[str, Visitor] = {}
        for name, visit in world["visits"]:
            again = language != "en" and name in seen and not visit["only"]
            if visit["only"] in ("", language) and not again:
                seen |= {name} - {""}  # pages without a name are errors, each its own
                who = visit["who"]
                if who not in visitors:
                    session = (world["sessions"][who], site.url)
                    visitors[who] = Visitor(a_page(browser, session, **STILL))
                told = visitors[who].arrive(site, name, visit, language)
                told += faults(visitors[who].page, SCHEMES[language])
                if told:
                    found[f"{language} {name} {visit['path']} {visit['steps']} as {who}"] = told
    return found


def test_larger_text_does_not_break_the_width(site: Site, open_page: Open) -> None:
    """Twice the text size, as a reader sets it in the browser, at a phone's width."""
    page = open_page("about:blank", viewport={"width": 390, "height": 844})
    for name in ("home", "question", "results", "departments", "topics"):
        page.goto(site.at(name))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
