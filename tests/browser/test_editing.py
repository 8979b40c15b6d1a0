"""Editing with the mouse: words marked in a text are taken out. (By keys: test_whole_journey.)"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import STILL, faults
from tests.browser.site import Site

pytestmark = pytest.mark.browser
PREPARE = """
import json
from curbside.commands.setup import connect
connect()
from django.test import Client
from tests.people.accounts import make_user, sign_in
from tests.publishing import room
found = room.make_proposal(text="Granite \\U0001F48A work at the pit. My lip jumps.")
session = sign_in(Client(), make_user("editor")).cookies["session"].value
print(json.dumps({"session": session, "path": f"/en/edit/{found.ref}/"}))
"""
# Marks the words in the text, as dragging over them does.
MARK = """words => {
  const shown = document.querySelector("[data-part-text=question]");
  const text = [...shown.childNodes].find(node => node.data?.includes(words));
  const start = text.data.indexOf(words);
  getSelection().setBaseAndExtent(text, start, text, start + words.length);
}"""


def test_marked_words_are_taken_out(
    site: Site, open_page: Callable[..., Page], complaints: list[str]
) -> None:
    made = site.run(PREPARE)
    page = open_page(site.url + made["path"], session=(made["session"], site.url), **STILL)
    bar = page.locator("#choice")
    expect(bar).to_be_hidden()
    page.evaluate(MARK, "pit")
    expect(bar).to_be_visible()
    assert faults(page) == []
    page.locator("#choice-instead").fill("[work]")
    bar.locator("button").click()
    expect(page.locator(".mark-list").first).to_contain_text("pit")
    page.locator("[data-part-text=question]").get_by_text("lip").first.wait_for()
    assert page.locator(".span-accepted", has_text="pit").get_attribute("data-instead") == "[work]"
    assert complaints == []
