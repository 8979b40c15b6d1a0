"""Which language a reader gets, how it is remembered, and that the switch leads nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from curbside.web.views.language import in_language

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "cookie", "home"),
    [
        ("", "", "/en/"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "", "/zh-hant/"),
        ("zh-Hant", "", "/zh-hant/"),
        ("zh-CN", "", "/zh-hant/"),
        ("de, fr;q=0.9", "", "/en/"),
        ("zh-TW", "en", "/en/"),
        ("en", "zh-hant", "/zh-hant/"),
        ("en", "no-such-language", "/en/"),
    ],
)
def test_the_front_door(client: Client, accepted: str, cookie: str, home: str) -> None:
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["Location"]) == (302, home)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))


def test_the_switch_is_remembered_and_stays_on_the_page(client: Client) -> None:
    answer = client.get("/language/zh-hant/?next=/en/search/%3Fq%3Dlip%26page%3D2")
    assert answer.headers["Location"] == "/zh-hant/search/?q=lip&page=2"
    kept = answer.cookies["language"]
    assert (kept.value, kept["samesite"], kept["max-age"]) == ("zh-hant", "Lax", 365 * 24 * 3600)
    assert client.get("/").headers["Location"] == "/zh-hant/"


def test_an_address_without_a_language_leads_to_the_one_with_it(client: Client) -> None:
    answer = client.get("/departments/", headers={"Accept-Language": "zh-TW"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/zh-hant/departments/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/no-such-page/").status_code == 404


def test_a_language_in_the_path_wins_over_the_cookie(client: Client) -> None:
    client.cookies["language"] = "zh-hant"
    assert '<html lang="en">' in client.get("/en/about/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "", "https://elsewhere.example/", "//elsewhere.example/en/", "/\\elsewhere.example",
        "///elsewhere.example", "\\\\elsewhere.example", "javascript:alert(1)", "/admin/",
        "en/about/", "/fr/about/", "http:///en/about/", " //elsewhere.example", "/%2F/en",
        "\t//elsewhere.example", "//[", "/healthz",
    ],
)  # fmt: skip
def test_what_is_no_page_of_ours_leads_home(client: Client, address: str) -> None:
    assert in_language(address, "zh-hant") == "/zh-hant/"
    answer = client.get("/language/zh-hant/", {"next": address})
    assert answer.headers["Location"] == "/zh-hant/"


@given(st.text(alphabet=st.characters(codec="utf-8")))
@pytest.mark.parametrize("before", ["", "/en/", "/en//", "/en/\\"])
def test_no_address_leads_elsewhere(before: str, address: str) -> None:
    found = in_language(before + address, "en")
    assert found.startswith("/en/")
    assert not found.startswith(("/en//", "/en/\\"))


def test_a_header_cannot_be_split(client: Client) -> None:
    answer = client.get("/language/en/", {"next": "/en/x\r\nSet-Cookie: a=b"})
    assert "\n" not in answer.headers["Location"]
    assert set(answer.cookies) == {"language"}


def test_there_is_no_other_language(client: Client) -> None:
    answer = client.get("/language/fr/?next=/en/")
    assert answer.status_code == 404
    assert not answer.cookies
