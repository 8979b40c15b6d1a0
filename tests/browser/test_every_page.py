"""Every page in both languages and both colour schemes: axe finds nothing, nothing is too wide."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
AXE = gzip.decompress((Path(__file__).parent / "vendor" / "axe.min.js.gz").read_bytes()).decode()
# All rules axe has for what can be judged without a person, those off by default included; of
# WCAG's level AAA none is promised, so its contrast of 7:1 is not asked for.
RUN = """() => axe.run(document, {
  resultTypes: ["violations"],
  rules: {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: false}},
})"""
PAGES = (
    "home", "question", "chinese question", "departments", "department", "topics", "topic",
    "doctor", "search", "results", "misspelt", "nothing found", "about", "how it works",
    "privacy", "not found", "withdrawn",
)  # fmt: skip
MISSING = {"not found", "withdrawn"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_axe_finds_nothing(
    site: Site, open_page: Open, complaints: list[str], language: str, scheme: str
) -> None:
    page = open_page("about:blank", color_scheme=scheme, viewport={"width": 390, "height": 844})
    found = {}
    for name in PAGES:
        page.goto(site.at(name, language))
        page.evaluate(AXE)
        found[name] = [_told(violation) for violation in page.evaluate(RUN)["violations"]]
        if name not in MISSING:  # Chromium reports a page's own 404 on the console
            assert complaints == [], name
        complaints.clear()
    assert {name: told for name, told in found.items() if told} == {}


def _told(violation: dict[str, Any]) -> str:
    """The rule and where it was broken, for a reader of the test's output."""
    nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['impact']}): {nodes}"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_axe_finds_nothing_on_a_wide_screen(site: Site, open_page: Open, language: str) -> None:
    page = open_page("about:blank", viewport={"width": 1280, "height": 900})
    for name in ("home", "question", "department", "results"):
        page.goto(site.at(name, language))
        page.evaluate(AXE)
        assert [_told(v) for v in page.evaluate(RUN)["violations"]] == [], name


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_no_page_scrolls_sideways(site: Site, open_page: Open, language: str) -> None:
    """320 px is a small phone, and 1280 px at 400%."""
    page = open_page("about:blank", viewport={"width": 320, "height": 640})
    wide = {}
    for name in PAGES:
        page.goto(site.at(name, language))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width
    assert wide == {}


def test_larger_text_does_not_break_the_width(site: Site, open_page: Open) -> None:
    """Twice the text size, as a reader sets it in the browser, at a phone's width."""
    page = open_page("about:blank", viewport={"width": 390, "height": 844})
    for name in ("home", "question", "results", "departments", "topics"):
        page.goto(site.at(name))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
