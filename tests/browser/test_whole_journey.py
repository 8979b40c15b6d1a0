"""Three people in three browsers, by keys alone: a question is asked, answered, published, found
and withdrawn. Addresses are opened only where people open one: from a mail, or the front page.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import STILL
from tests.browser.keys import choose, press, tab_to, write
from tests.browser.site import Site
from tests.browser.test_asking import RECEIPT, email, start

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PATIENCE = 120.0  # generous: how long the background work may take on a busy machine
ASKED = "My name is Mary Whitfield. My upper lip has been jumping for eleven days."
REPLY = "What I think: Dear Mary Whitfield, a tired muscle.\n\nWhen to seek care: if it droops."
HEADLINE = "Upper lip jumping for two days, quokka"  # one word that nobody else writes
# A doctor of every department, and an editor; how to be them.
PREPARE = """
import json
from curbside.commands.setup import connect
connect()
from django.test import Client
from curbside.catalog.models import Department
from tests.people.accounts import make_doctor_account, make_user, sign_in
people = {
    "doctor": make_doctor_account(*Department.objects.all(), name="Dr Journey"),
    "editor": make_user("editor", name="Editor Journey", email="editor-journey@example.org"),
}
print(json.dumps({
    name: sign_in(Client(), one).cookies["session"].value for name, one in people.items()
}))
"""


@pytest.fixture
def sessions(site: Site) -> Iterator[dict[str, str]]:
    """The sessions of doctor and editor; meanwhile a worker does the background work."""
    command = [sys.executable, "-m", "curbside", "worker"]
    worker = subprocess.Popen(command, env=site.environment)
    try:
        yield site.run(PREPARE)
    finally:
        worker.terminate()
        worker.wait(PATIENCE)


def mailed(folder: Path, pattern: str) -> str:
    """The first address of the pattern in a mail, as soon as there is one."""
    ending = time.monotonic() + PATIENCE
    while time.monotonic() < ending:
        for file in (folder / "mail").glob("*.eml"):
            # Undoing the soft line breaks of mail.
            found = re.search(pattern, file.read_bytes().decode().replace("=\n", ""))
            if found:
                return found.group()
        time.sleep(0.1)
    raise AssertionError(f"no mail with {pattern}")


def test_from_a_question_to_a_page_and_away_again(
    site: Site, open_page: Open, complaints: list[str], sessions: dict[str, str]
) -> None:
    def come(who: str) -> Page:
        return open_page("about:blank", session=(sessions[who], site.url), **STILL)

    asker, doctor, editor = open_page(start(site), **STILL), come("doctor"), come("editor")
    link = ask(asker, site)
    one = re.search(r"/mine/([a-z0-9]{10})/", link)
    assert one
    answer(asker, link, doctor, f"{site.url}/en/desk/q/{one.group(1)}/")
    prepare(editor, site)
    address = publish(asker, link)
    assert found(site, editor, address)
    withdraw(asker, link)
    gone = editor.goto(address)
    assert gone
    assert gone.status == 410
    assert not found(site, editor, address)
    assert [one for one in complaints if "410" not in one] == []


def ask(page: Page, site: Site) -> str:
    """Ask, decline what is suggested, confirm; the private address."""
    press(page, "main form button")
    for name in ("for_whom", "age_band", "sex"):
        choose(page, f"[name={name}]")
    press(page, "button[value=on]")
    write(page, "#text", ASKED)
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    write(page, "#since", "eleven days")
    press(page, "button[value=on]")
    press(page, "button[value=on]")  # no photographs
    write(page, "#wants", "Is it my facial nerve?")
    press(page, "button[value=on]")
    tab_to(page, "[name=may_publish]")
    for key in ("ArrowDown", "ArrowUp"):  # no; on second thoughts, yes
        page.keyboard.press(key)
    press(page, "button[value=on]")
    write(page, "#email", email())
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Yes, once I have seen it")
    press(page, "main form button")
    expect(page.locator("h1")).to_have_text("Is your answer here already?")
    press(page, "button[value=send]")
    expect(page).to_have_url(RECEIPT)
    link, public_id = page.url, page.url.split("/mine/")[1].split("/")[0]
    page.goto(site.url + mailed(site.folder, rf"/en/mine/{public_id}/confirm/[\w:-]+/"))
    press(page, "main form button")
    expect(page.locator("h1")).to_have_text("Your question")
    return link


def answer(asker: Page, link: str, doctor: Page, desk: str) -> None:
    """Claim, ask back, be answered, reply, as doctor and asker take turns."""
    doctor.goto(desk)
    press(doctor, "form[action$='/claim/'] button")
    expect(doctor.get_by_role("status").first).to_have_text("The question is yours.")
    press(doctor, "button[value=ask-back]")
    write(doctor, ".desk-form textarea", "Do you sleep enough?")
    press(doctor, ".desk-form button[type=submit]")
    expect(doctor.locator("#talk ~ .desk-line-clarification")).to_contain_text("No answer yet.")
    asker.goto(link)
    write(asker, "form[action$='/answer/'] textarea", "Four hours.")
    press(asker, "form[action$='/answer/'] button")
    expect(asker.locator(".replies")).to_contain_text("Four hours.")
    doctor.goto(desk)
    expect(doctor.locator(".desk-line-clarification")).to_contain_text("Four hours.")
    write(doctor, "#text", REPLY)
    press(doctor, "button[value=send]")
    expect(doctor.get_by_role("status").first).to_have_text("Your reply is with the asker.")
    asker.goto(link)
    expect(asker.locator(".replies")).to_contain_text("a tired muscle")


def open_ours(page: Page, site: Site) -> None:
    """Open our proposal as soon as it is there; other tests have some in the queue too."""
    ending = time.monotonic() + PATIENCE
    while time.monotonic() < ending:
        page.goto(f"{site.url}/en/edit/")
        links = page.locator(".queue-title a").all()
        for address in [link.get_attribute("href") for link in links]:
            if "eleven days" in page.request.get(f"{site.url}{address}").text():
                press(page, f".queue-title a[href='{address}']")
                return
        page.wait_for_timeout(300)
    raise AssertionError("our proposal was never in the queue")


def prepare(page: Page, site: Site) -> None:
    """Go through the proposal as an editor: what tells who it is goes, and it gets its headline."""
    open_ours(page, site)
    press(page, ".mark-list button[value=rejected]")  # one mark by itself, and changed again
    press(page, ".mark-list button[value=accepted]")
    write(page, "#words", "eleven days")
    write(page, "#replacement", "some days")
    press(page, "form[action$='/words/'] button")
    write(page, "#headline", HEADLINE)
    if page.locator("#warnings_read").count():
        choose(page, "#warnings_read")
    press(page, "form[action$='/filing/'] button")
    while page.locator("form[action$='/accept-rest/']").count():
        press(page, "form[action$='/accept-rest/'] button")
    press(page, "form[action$='/confirm/'] button")
    expect(page.locator("#next")).to_contain_text("Confirmed.")


def publish(page: Page, link: str) -> str:
    """Look at what others would read, as the asker, and let it out; its address."""
    page.goto(link)
    press(page, "a[href$='/publication/']")
    expect(page.locator("h2", has_text=HEADLINE)).to_be_visible()
    shown = page.locator("article").inner_text()
    assert "Whitfield" not in shown
    assert "some days" in shown
    tab_to(page, "button[value=stop]")
    tab_to(page, "button[value=publish]", back=True)
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    press(page, "section[aria-labelledby=publication] a[href*='/q/']")
    expect(page.locator("h1")).to_have_text(HEADLINE)
    assert "Whitfield" not in page.content()
    return page.url


def found(site: Site, page: Page, address: str) -> bool:
    """Whether search and feed have it; they must agree. What is found is opened."""
    path = address.removeprefix(site.url)
    page.goto(f"{site.url}/en/")
    write(page, "input[type=search]", "upper lip jumping quokka")
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_visible()
    searched = page.locator(f"main a[href='{path}']").count() > 0
    fed = page.request.get(f"{site.url}/en/feed/")
    assert fed.ok
    assert (path in fed.text()) == searched
    if searched:
        press(page, f"main a[href='{path}']")
        expect(page.locator("h1")).to_have_text(HEADLINE)
    return searched


def withdraw(page: Page, link: str) -> None:
    page.goto(link)
    press(page, "a[href$='/withdraw/']")
    choose(page, "[name=how]")
    press(page, "main form button")
    expect(page.locator(".timeline")).to_contain_text("You withdrew it")
