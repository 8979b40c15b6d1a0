"""A doctor at the desk with a real browser: by keys alone, without JavaScript, in two windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import STILL, faults
from tests.browser.keys import press, tab_to
from tests.browser.site import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
WIDE = {"width": 1280, "height": 900}
# A neurologist, signed in, and the questions that the tests work on.
PREPARE = """
import json
from curbside.commands.setup import connect
connect()
from django.test import Client
from curbside.catalog.models import Department
from curbside.consult import desk
from curbside.consult.models import Question
from tests.consult import room
from tests.people.accounts import make_doctor_account, person, sign_in
doctor = make_doctor_account(Department.objects.get(slug="neurology"), name="Dr Amara Osei")
me = person(doctor)
flag = {"code": "STROKE-FACE-ARM-SPEECH", "level": 2, "part": "text", "start": 3, "end": 12}
flagged = room.make_question(title="The flagged one")
Question.objects.filter(pk=flagged.pk).update(flags=[flag], level=2)
for name, text in (("Sleep", "Sleep eight hours."), ("Coffee", "Halve the coffee.")):
    desk.keep_snippet(me, name, text)
draft = room.make_claimed(me, title="With a draft")
desk.save_draft(draft.public_id, me, "What I think:\\n- one\\n- two", 0)
print(json.dumps({
    "session": sign_in(Client(), doctor).cookies["session"].value,
    "flagged": flagged.public_id,
    "draft": draft.public_id,
    "open": room.make_claimed(me).public_id,
    "plain": room.make_claimed(me).public_id,
}))
"""


@dataclass(frozen=True)
class World:
    """Where the desk is, the doctor's session, and questions by what they are for."""

    root: str
    said: dict[str, str]

    def at(self, path: str = "") -> str:
        return f"{self.root}/en/desk/{path}"

    def one(self, name: str) -> str:
        return self.at(f"q/{self.said[name]}/")


@pytest.fixture(scope="module")
def world(site: Site) -> World:
    """What ``PREPARE`` makes, in the database of the running server."""
    return World(site.url, site.run(PREPARE))


@pytest.fixture
def at_desk(world: World, open_page: Open) -> Open:
    """Open a page of the desk as the doctor."""

    def open_one(url: str, **options: object) -> Page:
        session = (world.said["session"], world.root)
        return open_page(url, session=session, **{"viewport": WIDE, **STILL, **options})

    return open_one


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
    first, second = at_desk(world.one("open")), at_desk(world.one("open"))
    first.locator("#text").fill("From the first window.")
    expect(first.locator("#saved")).to_have_text("Saved")
    second.locator("#text").fill("From the second window.")
    expect(second.locator("#saved")).to_contain_text("changed in another window")
    second.locator("button[value=save]").click()
    expect(second.locator("#mine")).to_have_value("From the second window.")
    expect(second.locator("#theirs")).to_have_value("From the first window.")
    assert faults(second) == []
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
    page = at_desk(world.one("plain"), java_script_enabled=False)
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
