"""Passkeys in a real browser under the real policy: added, and then enough to sign in with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.site import Site

pytestmark = pytest.mark.browser
EMAIL, PASSWORD = "ann-of-the-keys@example.org", "a long enough phrase"
PREPARE = f"""
from curbside.commands.setup import connect
connect()
from tests.people.accounts import make_user
make_user("administrator", email="{EMAIL}", password="{PASSWORD}", second_factor=False)
print("null")
"""
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_and_signs_in(
    site: Site, open_page: Callable[..., Page], complaints: list[str]
) -> None:
    site.run(PREPARE)
    people = f"{site.url}/en/manage/people/"
    page = open_page("about:blank")
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(people)
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/accounts/second-factor/**")
    page.get_by_role("link", name="Add one").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("link", name="People").click()
    page.get_by_role("heading", name="People").wait_for()
    page.goto(f"{site.url}/en/accounts/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(people)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="People").wait_for()  # both factors at once
    assert complaints == []
