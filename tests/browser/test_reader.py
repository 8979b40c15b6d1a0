"""A reader with a real browser: reads, searches, switches language, shares, uses only keys."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import STILL
from tests.browser.keys import tab_to
from tests.browser.site import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PARTS = (
    "headline",
    "question",
    "asker",
    "reply",
    "similar",
    "related-topics",
    "share",
    "seek-care",
)


def test_reads_from_the_front_page_on(site: Site, open_page: Open, complaints: list[str]) -> None:
    page = open_page(site.at("home"))
    page.locator("main a[href*='/q/']").first.click()
    expect(page.locator("[data-part=headline] h1")).to_be_visible()
    page.locator("[data-part=similar] a[href*='/q/']").first.click()
    expect(page.locator("[data-part=reply]").first).to_be_visible()
    page.locator("[data-part=related-topics] a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert complaints == []


def test_every_part_of_a_question_page_is_seen(
    site: Site, open_page: Open, complaints: list[str]
) -> None:
    page = open_page(site.at("question"))
    for part in PARTS:
        expect(page.locator(f"[data-part={part}]").first).to_be_visible()
    expect(page.locator("[data-part=more-info]")).to_have_count(0)
    assert complaints == []


def test_searches_without_reloading(site: Site, open_page: Open, complaints: list[str]) -> None:
    page = open_page(site.at("home"))
    box = page.get_by_role("searchbox").first
    box.fill("eyelid twitching")
    box.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.evaluate("window.stillHere = true")
    box = page.get_by_role("searchbox").first
    box.fill("numbness")
    box.press("Enter")
    page.wait_for_url(re.compile(r"q=numbness"))
    expect(page.locator("main a[href*='/q/']").first).to_be_visible()
    assert page.evaluate("window.stillHere") is True
    page.go_back()
    page.wait_for_url(re.compile(r"q=eyelid"))
    expect(page.locator("mark").first).to_be_visible()
    page.locator("main a[href*='/q/']").first.click()
    expect(page.locator("[data-part=reply]").first).to_be_visible()
    assert complaints == []


def test_did_you_mean(site: Site, open_page: Open) -> None:
    page = open_page(site.at("misspelt"))
    page.locator("main a[href*='twitching']").first.click()
    expect(page.locator("mark").first).to_be_visible()


def test_switches_language_and_is_remembered(
    site: Site, open_page: Open, complaints: list[str]
) -> None:
    page = open_page(site.at("question"), locale="en-GB")
    page.get_by_role("link", name="繁體中文").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    assert page.url == site.at("question", "zh-hant")
    page.goto(site.url + "/")
    assert page.url == site.at("home", "zh-hant")
    page.get_by_role("link", name="English").first.click()
    page.goto(site.url + "/")
    assert page.url == site.at("home")
    assert complaints == []


def test_a_new_reader_is_met_in_their_language(site: Site, open_page: Open) -> None:
    assert open_page(site.url + "/", locale="zh-TW").url == site.at("home", "zh-hant")
    assert open_page(site.url + "/", locale="en-US").url == site.at("home")


def test_copies_the_link(site: Site, open_page: Open, complaints: list[str]) -> None:
    page = open_page(site.at("question"), permissions=["clipboard-read", "clipboard-write"])
    share = page.locator("[data-part=share]")
    share.get_by_role("button", name=re.compile("copy", re.IGNORECASE)).click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('/q/'))")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/en/" + site.paths["question"])
    for elsewhere in ("mailto:", "line", "wa.me", "facebook", "x.com"):
        assert share.locator(f"a[href*='{elsewhere}']").count() == 1, elsewhere
    assert complaints == []


def test_only_the_keyboard(site: Site, open_page: Open, complaints: list[str]) -> None:
    page = open_page(site.at("home"), **STILL)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#main")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to(page, "input[type=search]")
    page.keyboard.type("lip twitching")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=lip"))
    tab_to(page, "main a[href*='/q/']")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=reply]").first).to_be_visible()
    tab_to(page, "[data-part=share] a, [data-part=share] button")
    tab_to(page, "[data-part=similar] a")
    assert complaints == []


def test_all_of_it_without_javascript(site: Site, open_page: Open) -> None:
    page = open_page(site.at("home"), java_script_enabled=False)
    box = page.get_by_role("searchbox").first
    box.fill("lip twitching")
    box.press("Enter")
    page.wait_for_url(re.compile("q=lip"))
    page.locator("main a[href*='/q/']").first.click()
    for part in PARTS:
        expect(page.locator(f"[data-part={part}]").first).to_be_visible()
    expect(page.locator("[data-part=share] button:visible")).to_have_count(0)
    page.get_by_role("link", name="繁體中文").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.locator("[data-part=related-topics] a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_a_question_page_loads_nothing_from_elsewhere(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.at("question"), wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
