"""Asking with a real browser: with and without JavaScript, by keys alone, and as axe sees it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_every_page import AXE, RUN

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
MATTER = "My upper lip has been jumping for two days, three seconds at a time."
HEART = "I have crushing chest pain that spreads to my left arm, and I am sweating."
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


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN)["violations"]
    told = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*told, f"{wide} px too wide"] if wide > 0 else told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_axe_finds_nothing_on_any_page_of_asking(
    site: Site, open_page: Open, complaints: list[str], language: str, scheme: str
) -> None:
    page = open_page(start(site, language), color_scheme=scheme, viewport=PHONE)
    found = {}
    for name in fill(page, HEART):
        found[name] = faults(page)
    assert complaints == []
    go_on(page)
    assert page.url.endswith("/now/")
    found["now"] = faults(page)
    page.locator("main form button").click()
    found["answered"] = faults(page)
    page.locator("button[value=send]").click()
    expect(page).to_have_url(RECEIPT)
    found["receipt"] = faults(page)
    page.goto(page.url + "withdraw/")
    found["withdraw"] = faults(page)
    assert complaints == []
    page.locator("main form button").first.click()
    found["withdraw, mistaken"] = faults(page)
    page.goto(f"{site.url}/{language}/ask/{'a' * 30}/who/")
    found["gone"] = faults(page)
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_mistakes_fit_a_small_phone(site: Site, open_page: Open, language: str) -> None:
    page = open_page(start(site, language), viewport={"width": 320, "height": 640})
    go_on(page)
    page.locator("button[value=on]").click()
    expect(page.locator(".form-errors")).to_be_focused()
    assert faults(page) == []
    page.locator(".form-errors a").nth(1).click()
    expect(page.locator("#age_band_0")).to_be_focused()


def test_words_of_despair_have_a_page_of_their_own(site: Site, open_page: Open) -> None:
    page = open_page(start(site), viewport=PHONE)
    walk(page, DARK)
    go_on(page)
    expect(page.locator("h1")).to_have_text("Please talk to someone now")
    expect(page.locator("a[href='tel:1925']").first).to_be_in_viewport()
    assert faults(page) == []


def test_all_of_it_without_javascript_or_cookies(site: Site, open_page: Open) -> None:
    page = open_page(start(site), java_script_enabled=False, viewport=PHONE)
    walk(page)
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
    assert page.context.cookies() == []


def test_only_the_keyboard(site: Site, open_page: Open, complaints: list[str]) -> None:
    page = open_page(start(site))
    _press(page, "main form button")
    for name in ("for_whom", "age_band", "sex"):
        _tab_to(page, f"[name={name}]")
        page.keyboard.press("Space")
    _press(page, "button[value=on]")
    _tab_to(page, "#text")
    page.keyboard.type(MATTER)
    _press(page, "summary")
    _tab_to(page, "#since")
    page.keyboard.type("two days")
    _press(page, "button[value=on]")
    _press(page, "button[value=on]")
    _tab_to(page, "#wants")
    page.keyboard.type("Is it my facial nerve?")
    _press(page, "button[value=on]")
    _tab_to(page, "[name=may_publish]")
    page.keyboard.press("ArrowDown")
    _press(page, "button[value=on]")
    _tab_to(page, "#email")
    page.keyboard.type(email())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/check/"))
    expect(page.locator("main")).to_contain_text("No, keep it private")
    _press(page, "main form button")
    _press(page, "button[value=send]")
    expect(page).to_have_url(RECEIPT)
    assert complaints == []


def _press(page: Page, selector: str) -> None:
    """Tab to it and press it; wait for the page it leads to, if it leads anywhere."""
    _tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def _tab_to(page: Page, selector: str) -> None:
    """Tab until something of the selector has the focus."""
    page.locator(selector).first.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f":is({selector}):focus").count():
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


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
    page = open_page(start(site), viewport=PHONE)
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
