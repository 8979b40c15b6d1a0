"""Signing in costs readers nothing: public pages touch no session, for anyone."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people.accounts import make_user, sign_in
from tests.web.surfaces import SURFACES, addresses, make_world

pytestmark = pytest.mark.django_db
OURS = ("django_session", "people_user", "people_role", "core_cache", "mfa_authenticator")


def test_no_public_page_asks_who_is_reading(client: Client) -> None:
    world = make_world()
    reader = sign_in(Client(), make_user("administrator"))
    for name, surface, address in addresses(world):
        if surface.caching == "nobody":
            continue
        said = []
        for asking in (client, reader):
            asking.get(address)  # what is counted once for each generation is counted now
            with CaptureQueriesContext(connection) as captured:
                answer = asking.get(address)
            statements = [one["sql"] for one in captured]
            assert not any(table in sql for sql in statements for table in OURS), name
            assert not answer.cookies, name
            assert "Cookie" not in answer.headers.get("Vary", ""), name
            said.append((len(statements), answer.headers.get("ETag")))
        assert said[0] == said[1], name
    assert len(SURFACES) > 10


def test_cookies_are_closed() -> None:
    for name in ("SESSION", "CSRF"):
        assert getattr(settings, f"{name}_COOKIE_HTTPONLY")
        assert getattr(settings, f"{name}_COOKIE_SAMESITE") == "Lax"


def test_cookies_where_the_address_is_https() -> None:
    from curbside.config import accounts

    found = accounts.settings(settings.ENVIRONMENT, secure=True)
    for name in ("SESSION", "CSRF"):
        assert found[f"{name}_COOKIE_SECURE"]
        assert found[f"{name}_COOKIE_NAME"].startswith("__Host-")
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]


def test_a_form_sets_its_cookie_and_is_kept_by_nobody(client: Client) -> None:
    answer = client.get("/en/accounts/login/")
    assert set(answer.cookies) == {settings.CSRF_COOKIE_NAME}
    assert "no-store" in answer.headers["Cache-Control"]
