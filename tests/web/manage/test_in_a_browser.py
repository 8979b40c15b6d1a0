"""Passkeys in a real browser under the real policy, and what axe finds on accounts' pages."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from curbside.core import clock
from curbside.library.models import Entry
from curbside.notify import reviews
from curbside.notify.models import Mail
from curbside.people import invitations
from curbside.people.models import Credential, User
from tests.conftest import CHROMIUM
from tests.factories import make_departments, make_entry
from tests.people.accounts import make_credential, make_doctor_account, make_user, person, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PASSWORD = "a long enough phrase"  # noqa: S105
AXE = Path(__file__).parents[2] / "browser" / "vendor" / "axe.min.js.gz"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Server(ThreadingMixIn, WSGIServer):
    """The whole application in this process, on the test's database; closing waits for answers."""

    daemon_threads = False


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """Where the server is. Django's own live server serves no style sheet under its hashed name."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop is in this thread
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()
        connections.close_all()  # inside that loop this thread has a connection of its own


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Page:
    found = browser.new_page(reduced_motion="reduce")  # axe would see colours half-way
    found.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    found.on("pageerror", lambda problem: complaints.append(str(problem)))
    return found


def signed_in(page: Page, site: str, user: User) -> None:
    from django.conf import settings
    from django.test import Client

    client = sign_in(Client(), user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}
    page.context.add_cookies([cookie])


def test_a_passkey_is_added_and_signs_in(page: Page, site: str, complaints: list[str]) -> None:
    make_user("administrator", email="ann@example.org", password=PASSWORD, second_factor=False)
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(f"{site}/en/manage/people/")
    page.get_by_label("Email").fill("ann@example.org")
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
    page.goto(f"{site}/en/accounts/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/en/manage/people/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="People").wait_for()  # both factors at once
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_axe_finds_nothing(
    page: Page, site: str, complaints: list[str], language: str, scheme: Any
) -> None:
    make_departments()
    administrator = make_user("administrator", "doctor", name="Joss Tanaka")
    doctor = make_doctor_account()
    made = make_credential(doctor.doctor, "applied")
    refused = Credential.objects.get(state="verified")
    invited = invitations.invite(person(administrator), "new@example.org", "en")
    anonymous = [
        "accounts/login/", "accounts/signup/", "accounts/login/code/", "accounts/password/reset/",
        f"accounts/invitation/{invitations.token(invited)}/", "accounts/erased/",
        f"read-again/{review_token(doctor)}/?say=outdated",
    ]  # fmt: skip
    private = [
        "accounts/", "accounts/questions/", "accounts/data/", "accounts/data/erase/",
        "accounts/mails/", "accounts/details/", "accounts/doctor/", "accounts/doctor/availability/",
        "accounts/email/", "accounts/password/set/", "accounts/sessions/", "accounts/logout/",
        "accounts/second-factor/", "accounts/second-factor/webauthn/add/",
        "accounts/second-factor/reauthenticate/", "accounts/second-factor/totp/deactivate/",
        "manage/people/", f"manage/people/{doctor.public_id}/", "manage/applications/",
        f"manage/applications/{made.public_id}/", f"manage/applications/{refused.public_id}/",
        "manage/invitations/",
    ]  # fmt: skip
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 800})
    for address in anonymous:
        look(page, f"{site}/{language}/{address}")
    signed_in(page, site, administrator)
    for address in private:
        look(page, f"{site}/{language}/{address}")
    fresh = make_user("editor", second_factor=False)
    signed_in(page, site, fresh)
    look(page, f"{site}/{language}/accounts/second-factor/totp/activate/")
    assert complaints == []


def review_token(doctor: User) -> str:
    """The link of a mail that asks whether a published answer is still right."""
    entry = make_entry(doctor=doctor.doctor)
    Entry.objects.filter(pk=entry.pk).update(review_by=clock.today())
    doctor.doctor.availability.departments.add(entry.department)
    reviews.remind(clock.today())
    return reviews.token(Mail.objects.get(kind="review"))


def look(page: Page, address: str) -> None:
    """The page as axe sees it, and that it is no wider than a small telephone."""
    answer = page.goto(address)
    assert answer
    assert answer.status == 200, address
    page.evaluate(gzip.decompress(AXE.read_bytes()).decode())
    found = page.evaluate("axe.run()")
    broken = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
    assert broken == [], address
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    if folder := os.environ.get("SCREENSHOTS"):
        name = address.split("/", 3)[3].replace("/", "_")[:60]
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
