"""Chromium as the tests start it, and pages in contexts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright

from tests.conftest import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium until the block ends."""
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
    yield browser
    browser.close()


def a_page(browser: Browser, session: tuple[str, str] = ("", ""), **options: object) -> Page:
    """An empty page in a context of its own. ``session`` is the cookie of whoever is signed in
    there, and for which server; options are those of ``Browser.new_context``.
    """
    context = browser.new_context(**options)  # type: ignore[arg-type]
    value, url = session
    if value:
        context.add_cookies([{"name": "session", "value": value, "url": url}])
    return context.new_page()


def note_complaints(page: Page, complaints: list[str]) -> None:
    """Note console errors, exceptions, and what the content security policy stopped."""
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
