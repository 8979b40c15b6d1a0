"""Every public URL: known to the table, with the security headers and the caching it declares."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.test.utils import override_settings

from curbside.web.headers import CONTENT_SECURITY_POLICY, security_headers
from curbside.web.middleware import QUESTION_PATH, SecurityHeaders
from tests.web.private import PRIVATE
from tests.web.surfaces import SURFACES, World, addresses, at, make_world, url_names

pytestmark = pytest.mark.django_db
CACHING = {
    "shared": r"public, max-age=0, s-maxage=\d+, stale-while-revalidate=\d+",
    "own browser": r"private, no-cache",
    "nobody": r"private, no-store",
    "a day": r"public, max-age=86400",
}


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_url_has_a_row() -> None:
    assert url_names() == set(SURFACES) | set(PRIVATE)
    assert not set(SURFACES) & set(PRIVATE)


def test_headers_of_every_url(client: Client, world: World) -> None:
    expected = security_headers(secure=False)
    for name, surface, address in addresses(world):
        answer = client.get(address)
        assert answer.status_code == surface.status, (name, address)
        assert {key: answer.headers.get(key) for key in expected} == expected, address
        assert re.fullmatch(CACHING[surface.caching], answer.headers["Cache-Control"]), address
        if surface.caching == "shared":
            assert not answer.cookies, address
            assert "Cookie" not in answer.headers.get("Vary", ""), address


def test_the_policy_lets_nothing_inline_through() -> None:
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY  # no third party, and so no scheme, is named


def test_https_is_for_good_where_the_public_address_is_https() -> None:
    secure, plain = security_headers(secure=True), security_headers(secure=False)
    assert secure["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "Strict-Transport-Security" not in plain
    with override_settings(SECURE=True):
        assert "Strict-Transport-Security" in SecurityHeaders(lambda request: None).headers  # type: ignore[arg-type,return-value]


def test_errors_carry_the_headers_too_and_are_kept_by_nobody(client: Client) -> None:
    for address in ("/en/nowhere/", "/en/q/aaaaaaaaaa/x/", "/language/xx/", "/nowhere"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_short_way_knows_the_address_of_question_pages(world: World) -> None:
    for address in at("question", world.entry.public_id, world.entry.slug):
        found = QUESTION_PATH.fullmatch(address)
        assert found
        assert found[2] == world.entry.public_id


def test_nothing_public_is_written_to(client: Client, world: World) -> None:
    for _, _, address in addresses(world):
        answer = client.post(address)
        assert answer.status_code == 405, address
        assert answer.headers["Allow"] == "GET, HEAD"


def test_pages_hold_no_inline_script_or_style(client: Client, world: World) -> None:
    """What the policy forbids must not be there either: it would silently not work."""
    for _, surface, address in addresses(world):
        answer = client.get(address)
        if surface.status != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        page = answer.content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", page), address
        for attributes in re.findall(r"<script([^>]*)>", page):
            assert "src=" in attributes or "application/ld+json" in attributes, address
