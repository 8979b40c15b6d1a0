"""Three people in three browsers: a question is asked, answered, published, found and withdrawn."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from psycopg.conninfo import make_conninfo

from tests.browser.conftest import DATABASE, Site
from tests.browser.test_asking import RECEIPT, go_on, start, walk

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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running server."""
    return tmp_path_factory.getbasetemp() / "browser0"


@pytest.fixture
def sessions(site: Site, folder: Path) -> Iterator[dict[str, str]]:
    """The sessions of doctor and editor; meanwhile a worker does the background work."""
    environment = {
        **os.environ,
        "CURBSIDE_ENCODER": "onnx",
        "DATABASE_URL": make_conninfo(os.environ["DATABASE_URL"], dbname=DATABASE),
        "CURBSIDE_DATA_DIR": str(folder),
    }
    worker = subprocess.Popen([sys.executable, "-m", "curbside", "worker"], env=environment)
    try:
        said = subprocess.run(
            [sys.executable, "-c", PREPARE],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        yield json.loads(said.stdout.splitlines()[-1])
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
    site: Site, open_page: Open, complaints: list[str], sessions: dict[str, str], folder: Path
) -> None:
    def come(who: str) -> Page:
        page = open_page("about:blank")
        cookie = {"name": "session", "value": sessions[who], "url": site.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        return page

    asker, doctor, editor = open_page(start(site)), come("doctor"), come("editor")
    link = ask(asker, folder, site)
    one = re.search(r"/mine/([a-z0-9]{10})/", link)
    assert one
    answer(asker, link, doctor, f"{site.url}/en/desk/q/{one.group(1)}/")
    prepare(editor, f"{site.url}/en/edit/")
    address = publish(asker, link)
    assert found(site, editor, address)
    withdraw(asker, link)
    gone = editor.goto(address)
    assert gone
    assert gone.status == 410
    assert not found(site, editor, address)
    assert [one for one in complaints if "410" not in one] == []


def ask(page: Page, folder: Path, site: Site) -> str:
    """Ask, decline what is suggested, confirm; the private address."""
    walk(page, ASKED)
    go_on(page)
    expect(page.locator("h1")).to_have_text("Is your answer here already?", timeout=30_000)
    page.locator("button[value=send]").click()
    expect(page).to_have_url(RECEIPT, timeout=30_000)
    link, public_id = page.url, page.url.split("/mine/")[1].split("/")[0]
    page.goto(site.url + mailed(folder, rf"/en/mine/{public_id}/confirm/[\w:-]+/"))
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text("Your question")
    return link


def answer(asker: Page, link: str, doctor: Page, desk: str) -> None:
    """Claim, ask back, be answered, reply, as doctor and asker take turns."""
    doctor.goto(desk)
    doctor.locator("form[action$='/claim/'] button").click()
    expect(doctor.get_by_role("status").first).to_have_text("The question is yours.")
    doctor.locator("button[value=ask-back]").click()
    doctor.locator(".desk-form textarea").fill("Do you sleep enough?")
    doctor.locator(".desk-form button[type=submit]").click()
    expect(doctor.locator("#talk ~ .desk-line-clarification")).to_contain_text("No answer yet.")
    asker.goto(link)
    asker.locator("form[action$='/answer/'] textarea").fill("Four hours.")
    asker.locator("form[action$='/answer/'] button").click()
    expect(asker.locator(".replies")).to_contain_text("Four hours.")
    doctor.goto(desk)
    expect(doctor.locator(".desk-line-clarification")).to_contain_text("Four hours.")
    doctor.locator("#text").fill(REPLY)
    doctor.locator("button[value=send]").click()
    expect(doctor.get_by_role("status").first).to_have_text("Your reply is with the asker.")
    asker.goto(link)
    expect(asker.locator(".replies")).to_contain_text("a tired muscle")


def open_ours(page: Page, edit: str) -> None:
    """Open our proposal as soon as it is there; other tests have some in the queue too."""
    ending = time.monotonic() + PATIENCE
    while time.monotonic() < ending:
        page.goto(edit)
        links = page.locator(".queue-title a").all()
        for address in [link.get_attribute("href") for link in links]:
            page.goto(f"{edit.split('/en/', maxsplit=1)[0]}{address}")
            if "eleven days" in page.locator("main").inner_text():
                return
        page.wait_for_timeout(300)
    raise AssertionError("our proposal was never in the queue")


def prepare(page: Page, edit: str) -> None:
    """Go through the proposal as an editor: what tells who it is goes, and it gets its headline."""
    open_ours(page, edit)
    for _ in range(2):  # the second time for what was filed
        rest = page.locator("form[action$='/accept-rest/'] button")
        if rest.count():
            rest.click()
    page.locator("#headline").fill(HEADLINE)
    if page.locator("#warnings_read").count():
        page.locator("label[for=warnings_read]").click()
    page.locator("form[action$='/filing/'] button").click()
    page.locator("form[action$='/confirm/'] button").click()
    expect(page.locator("#next")).to_contain_text("Confirmed.")


def publish(page: Page, link: str) -> str:
    """Look at what others would read, as the asker, and let it out; its address."""
    page.goto(link)
    page.locator("a[href$='/publication/']").click()
    expect(page.locator("h2", has_text=HEADLINE)).to_be_visible()
    assert "Whitfield" not in page.locator("article").inner_text()
    page.locator("button[value=publish]").click()
    page.locator("section[aria-labelledby=publication] a", has_text="published here").click()
    expect(page.locator("h1")).to_have_text(HEADLINE)
    assert "Whitfield" not in page.content()
    return page.url


def found(site: Site, page: Page, address: str) -> bool:
    """Whether search and feed have it; they must agree."""
    path = address.removeprefix(site.url)
    page.goto(f"{site.url}/en/search/?q=upper+lip+jumping+quokka")
    expect(page.locator("main")).to_be_visible()
    searched = page.locator(f"main a[href='{path}']").count() > 0
    fed = page.request.get(f"{site.url}/en/feed/")
    assert fed.ok
    assert (path in fed.text()) == searched
    return searched


def withdraw(page: Page, link: str) -> None:
    page.goto(f"{link}withdraw/")
    page.locator("label[for=how_0]").click()
    page.locator("main form button").first.click()
    expect(page.locator(".timeline")).to_contain_text("You withdrew it")
