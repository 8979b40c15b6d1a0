"""A doctor at the desk with a real browser: by keys alone, without JavaScript, in two windows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from psycopg.conninfo import make_conninfo

from tests.browser.conftest import DATABASE, Site
from tests.browser.test_every_page import AXE, RUN, _told

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
WIDE = {"width": 1280, "height": 900}
# A neurologist and a colleague, signed in, and a question in every state that the desk shows.
PREPARE = """
import json
from curbside.commands.setup import connect
connect()
from django.test import Client
from curbside.catalog.models import Department
from curbside.consult import asking, desk
from curbside.consult.models import Question
from tests.consult import room
from tests.people.accounts import make_doctor_account, person, sign_in
nerves = Department.objects.get(slug="neurology")
doctor = make_doctor_account(nerves, name="Dr Amara Osei")
colleague = make_doctor_account(nerves, name="Dr Second")
me = person(doctor)
flag = {"code": "STROKE-FACE-ARM-SPEECH", "level": 2, "part": "text", "start": 3, "end": 12}
def taken(**fields):
    one = room.make_question(**fields)
    desk.claim(one.public_id, me)
    return one.public_id
flagged = room.make_question(title="The flagged one")
Question.objects.filter(pk=flagged.pk).update(flags=[flag], level=2)
for name, text in (("Sleep", "Sleep eight hours."), ("Coffee", "Halve the coffee.")):
    desk.keep_snippet(me, name, text)
answered = room.make_answered(me, "Sleep more.")
reply = answered.replies.get()
desk.give_opinion(reply.pk, person(colleague), "dissent", "It may be nerves.")
desk.revise(reply.pk, me, "Sleep eight hours.", "more exact", 0)
asking.follow_up(answered.public_id, room.key(answered), "And may I drive?", "f")
asked = taken()
desk.ask_back(asked, me, "Since when exactly?", "g")
draft = taken(title="With a draft")
desk.save_draft(draft, me, "What I think:\\n- one\\n- two", 0)
print(json.dumps({
    "session": sign_in(Client(), doctor).cookies["session"].value,
    "waiting": room.make_question().public_id,
    "flagged": flagged.public_id, "answered": answered.public_id, "asked": asked, "draft": draft,
    "plain": [taken() for _ in range(2)],
}))
"""


@dataclass(frozen=True)
class World:
    """Where the desk is, the doctor's session, and questions by what they are for."""

    root: str
    said: dict[str, str]

    def at(self, path: str = "", language: str = "en") -> str:
        return f"{self.root}/{language}/desk/{path}"

    def one(self, name: str) -> str:
        return self.at(f"q/{self.said[name]}/")


@pytest.fixture(scope="module")
def world(site: Site, tmp_path_factory: pytest.TempPathFactory) -> World:
    """What ``PREPARE`` makes, in the database and data folder of the running server."""
    environment = {
        **os.environ,
        "DATABASE_URL": make_conninfo(os.environ["DATABASE_URL"], dbname=DATABASE),
        "CURBSIDE_DATA_DIR": str(tmp_path_factory.getbasetemp() / "browser0"),
    }
    done = subprocess.run(
        [sys.executable, "-c", PREPARE],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return World(site.url, json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def at_desk(world: World, open_page: Open) -> Open:
    """Open a page of the desk as the doctor."""

    def open_one(url: str, **options: object) -> Page:
        page = open_page("about:blank", **{"viewport": WIDE, **options})
        cookie = {"name": "session", "value": world.said["session"], "url": world.root}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(url)
        return page

    return open_one


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, which must be seen."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"Tab never reaches {selector}")


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def test_the_whole_work_by_keys_alone(world: World, at_desk: Open, complaints: list[str]) -> None:
    page = at_desk(world.at())
    press(page, f"a[href$='q/{world.said['flagged']}/']")
    # The first page with a flag loads the rules.
    expect(page.locator("mark.flag")).to_have_text("upper lip", timeout=30_000)
    press(page, "form[action$='/claim/'] button")
    expect(page.get_by_role("status").first).to_have_text("The question is yours.")
    tab_to(page, "#text")
    page.keyboard.type("It is a tired muscle.")
    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator("#preview .typed")).to_have_text("It is a tired muscle.")
    page.keyboard.type(" Truly.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("Saved")
    tab_to(page, "button[name=insert]")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_have_value("It is a tired muscle. Truly.\nHalve the coffee.\n")
    press(page, "button[value=send]")
    expect(page.locator("#warn")).to_be_focused()
    expect(page.locator("#text")).to_have_value("It is a tired muscle. Truly.\nHalve the coffee.\n")
    tab_to(page, "#text")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nWhen to seek care:\nIf your face droops, now.")
    press(page, "button[value=send]")
    expect(page.get_by_role("status").first).to_have_text("Your reply is with the asker.")
    press(page, "a[href*='/revise/']")
    expect(page.locator("#reason")).to_be_visible()
    tab_to(page, "#text")
    page.keyboard.type("Truly, ")
    tab_to(page, "#reason")
    page.keyboard.type("to be sure")
    page.keyboard.press("Enter")
    expect(page.locator("summary").first).to_contain_text("to be sure")
    assert complaints == []


def test_two_windows_lose_nothing(world: World, at_desk: Open) -> None:
    first, second = at_desk(world.one("asked")), at_desk(world.one("asked"))
    first.locator("#text").fill("From the first window.")
    expect(first.locator("#saved")).to_have_text("Saved")
    second.locator("#text").fill("From the second window.")
    expect(second.locator("#saved")).to_contain_text("changed in another window")
    second.locator("button[value=save]").click()
    expect(second.locator("#mine")).to_have_value("From the second window.")
    expect(second.locator("#theirs")).to_have_value("From the first window.")
    second.locator("form:has(#mine) button").click()
    expect(second.locator("#text")).to_have_value("From the second window.")


def test_what_was_typed_is_there_after_leaving(
    world: World, at_desk: Open, complaints: list[str]
) -> None:
    page = at_desk(world.one("draft"))
    page.locator("#text").fill("Left in the middle of a")
    page.goto(world.at())
    page.goto(world.one("draft"))
    expect(page.locator("#text")).to_have_value("Left in the middle of a")
    page.locator("#text").fill("Typed and sent at once")
    page.locator("button[value=refer]").click()
    page.goto(world.one("draft"))
    expect(page.locator("#text")).to_have_value("Typed and sent at once")
    assert complaints == []


def test_without_javascript(world: World, at_desk: Open) -> None:
    one = world.at(f"q/{world.said['plain'][0]}/")
    page = at_desk(one, java_script_enabled=False)
    page.locator("#text").fill("- one\n- two")
    page.locator("button[value=preview]").click()
    assert page.locator("#preview li").all_inner_texts() == ["one", "two"]
    page.locator("button[name=insert]").first.click()
    expect(page.locator("#text")).to_have_value("- one\n- two\n\nHalve the coffee.")
    page.locator("button[value=headings]").click()
    headings = "What I think:\n\n\nWhat to do:\n\n\nWhen to seek care:"
    expect(page.locator("#text")).to_have_value(f"- one\n- two\n\nHalve the coffee.\n\n{headings}")
    page.locator("button[value=send]").click()
    expect(page.get_by_role("status")).to_have_text("Your reply is with the asker.")


def pages(world: World) -> dict[str, str]:
    """Every page of the desk, by what it shows."""
    ones = {name: f"q/{world.said[name]}/" for name in ("waiting", "asked", "draft", "answered")}
    forms = {name: f"{ones['draft']}{name}/" for name in ("ask-back", "refer", "decline", "level")}
    return {
        "queue": "", "filtered": "?level=1&language=zh", "mine": "mine/", "snippets": "snippets/",
        "plain": f"q/{world.said['plain'][1]}/", "flagged": f"q/{world.said['flagged']}/",
        "revise": f"{ones['answered']}revise/0/", **ones, **forms,
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_axe_finds_nothing(
    world: World, at_desk: Open, complaints: list[str], language: str, scheme: str
) -> None:
    page = at_desk("about:blank", color_scheme=scheme)
    found = {}
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for name, path in pages(world).items():
            page.goto(world.at(path, language))
            page.evaluate(AXE)
            found[name, width] = [_told(one) for one in page.evaluate(RUN)["violations"]]
    assert {name: told for name, told in found.items() if told} == {}
    assert complaints == []


def test_no_page_scrolls_sideways(world: World, at_desk: Open) -> None:
    page = at_desk("about:blank", viewport={"width": 320, "height": 640})
    wide = {}
    for name, path in pages(world).items():
        page.goto(world.at(path))
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[name] = width
    assert wide == {}
