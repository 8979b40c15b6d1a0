"""Asking with a real browser: with and without JavaScript, from mistake to mistake, left half-way.

By keys alone: tests.browser.test_whole_journey.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.axe import STILL, faults
from tests.browser.site import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
MATTER = "My upper lip has been jumping for two days, three seconds at a time."
DARK = "I want to kill myself."
RECEIPT = re.compile(r"/mine/[a-z0-9]{10}/[\w-]{43}/$")
_number = itertools.count(1)


def email() -> str:
    """An address of its own for every question, because of the limit for one."""
    return f"asker{next(_number)}@example.org"


def start(site: Site, language: str = "en") -> str:
    return f"{site.url}/{language}/ask/"


def go_on(page: Page) -> None:
    """Press the button that leads on; the first of the page's own."""
    page.locator("main form button").first.click()


def fill(page: Page, text: str = MATTER) -> Iterator[str]:
    """Go from the first page to the look over everything; says which page is open, each time."""
    yield "start"
    go_on(page)
    yield "who"
    for choice in ("for_whom_0", "age_band_2", "sex_0"):
        page.locator(f"label[for={choice}]").click()
    page.locator("button[value=on]").click()
    yield "matter"
    page.locator("#text").fill(text)
    page.locator("summary").first.click()
    page.locator("#since").fill("two days")
    page.locator("button[value=on]").click()
    yield "photos"
    page.locator("button[value=on]").click()
    yield "wants"
    page.locator("#wants").fill("Is it my facial nerve?")
    page.locator("button[value=on]").click()
    yield "publish"
    page.locator("label[for=may_publish_0]").click()
    page.locator("button[value=on]").click()
    yield "email"
    page.locator("#email").fill(email())
    page.locator("button[value=on]").click()
    yield "check"


def walk(page: Page, text: str = MATTER) -> None:
    """All of ``fill`` at once."""
    for name in fill(page, text):
        assert name == "start" or f"/{name}/" in page.url


def test_mistakes_lead_to_their_fields(site: Site, open_page: Open) -> None:
    page = open_page(start(site), viewport={"width": 320, "height": 640})
    go_on(page)
    page.locator("button[value=on]").click()
    expect(page.locator(".form-errors")).to_be_focused()
    page.locator(".form-errors a").nth(1).click()
    expect(page.locator("#age_band_0")).to_be_focused()


def test_words_of_despair_have_a_page_of_their_own(site: Site, open_page: Open) -> None:
    page = open_page(start(site), viewport=PHONE)
    walk(page, DARK)
    go_on(page)
    expect(page.locator("h1")).to_have_text("Please talk to someone now")
    expect(page.locator("a[href='tel:1925']").first).to_be_in_viewport()


def test_all_of_it_without_javascript_or_cookies(site: Site, open_page: Open) -> None:
    page = open_page(start(site), java_script_enabled=False, viewport=PHONE)
    for _ in fill(page):
        page.context.clear_cookies()  # as in a browser that keeps none
    expect(page.locator("main")).to_contain_text(MATTER)
    page.go_back()  # the browser's own button: what was typed is there
    expect(page.locator("#email")).not_to_have_value("")
    page.go_forward()
    go_on(page)
    page.locator("main h2 a").first.click()  # read an answer, and come back
    expect(page.locator("[data-part=reply]").first).to_be_visible()
    page.go_back()
    page.locator("button[value=send]").click()
    expect(page).to_have_url(RECEIPT)
    expect(page.locator("h2").first).to_have_text("One thing left: confirm your email")
    # The one that counts the forms of a browser; nothing hangs on its being kept.
    assert {one.get("name") for one in page.context.cookies()} <= {"forms"}


def test_half_a_sentence_survives_leaving(
    site: Site, open_page: Open, complaints: list[str]
) -> None:
    page = open_page(start(site))
    go_on(page)
    address = page.url.replace("/who/", "/matter/")
    page.goto(address)
    with page.expect_response(address) as kept:  # a moment after the last key
        page.locator("#text").fill("Half a sent")
    assert kept.value.request.method == "POST"
    page.locator("#text").fill("Half a sentence")
    page.goto(start(site))
    page.wait_for_timeout(1000)  # what is sent in leaving travels beside the next page
    page.goto(address)
    expect(page.locator("#text")).to_have_value("Half a sentence")
    assert complaints == []


def test_a_photograph_is_shown_back_and_removed(
    site: Site, open_page: Open, complaints: list[str], tmp_path: Path
) -> None:
    picture = tmp_path / "arm.png"
    Image.new("RGB", (600, 400), "teal").save(picture)
    page = open_page(start(site), viewport=PHONE, **STILL)
    for name in fill(page):
        if name == "photos":
            break
    page.locator("#photo").set_input_files(picture)
    page.locator("button[value=add]").click()
    image = page.locator(".photos img")
    expect(image).to_be_visible()
    assert image.evaluate("one => one.naturalWidth") == 600
    assert faults(page) == []
    page.get_by_role("button", name="Remove photograph 1").click()
    expect(image).to_have_count(0)
    assert complaints == []


def test_the_address_goes_nowhere(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    referrers: list[str] = []
    page.on("request", lambda one: referrers.append(one.headers.get("referer", "")))
    page.goto(start(site))
    go_on(page)
    page.get_by_role("link", name="Topics").click()
    page.wait_for_url(re.compile("/topics/"))
    assert not any("/ask/" in referrer and len(referrer) > 45 for referrer in referrers)
