"""The server, and a real Chromium that notes every complaint."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.browsers import a_page, launched, note_complaints
from tests.browser.site import Site, open_site

expect.set_options(timeout=30_000)  # generous: no test may depend on how busy the machine is


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server; one for all tests of a run."""
    with open_site(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium a module. (A session's would leave its event loop in the way of the ORM.)"""
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: console errors, exceptions, CSP violations."""
    return []


@pytest.fixture
def open_page(chromium: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own; options are those of ``a_page``."""
    pages: list[Page] = []

    def open_one(url: str, session: tuple[str, str] = ("", ""), **options: object) -> Page:
        page = a_page(chromium, session, **options)
        pages.append(page)
        note_complaints(page, complaints)
        page.goto(url)
        return page

    yield open_one
    for page in pages:
        page.context.close()
