"""Signing in by the link of a mail: pressed, in the browser that asked, once, and soon."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from curbside.core.models import AuditLine
from curbside.people.models import User
from curbside.web.failures import without_keys
from tests.people.accounts import make_user
from tests.web.manage.test_signing_in import KNOWN, UNKNOWN, code, is_signed_in, plain, post

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^http\S+/accounts/sign-in/\S+$", re.MULTILINE)
PRESS = re.compile(r'<form class="form" method="post">')


def asked(client: Client, email: str = KNOWN, **onward: str) -> str:
    """The address in the mail that the client had sent to somebody known."""
    post(client, "account_request_login_code", email=email, **onward)
    found = LINK.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    assert mail.outbox[-1].to == [email]
    return found.group().removeprefix("http://localhost:8000")


def refused(client: Client, link: str) -> None:
    """The link does nothing there, pressed or not, and its page has no button."""
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 404
        assert "It works once, for 15 minutes" in answer.content.decode()
        assert not PRESS.search(answer.content.decode())
    assert not is_signed_in(client)


def later(client: Client, seconds: float) -> None:
    """As if the client had asked so long ago."""
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= seconds
    session.save()


def test_opening_it_signs_nobody_in_and_pressing_does(client: Client) -> None:
    user = make_user(email=KNOWN)
    link = asked(client)
    for _ in range(3):  # whatever opens links beforehand
        assert client.head(link).status_code == 200
        page = client.get(link)
        assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
        assert KNOWN in page.content.decode()
        assert len(PRESS.findall(page.content.decode())) == 1
        assert not is_signed_in(client)
    answer = client.post(link)
    assert answer.headers["Location"] == reverse("account-home")
    assert is_signed_in(client)
    line = AuditLine.objects.get(action="account.signed-in")
    assert line.actor == f"user:{user.public_id}"


def test_it_works_once(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    client.post(link)
    again = client.post(link)
    assert again.status_code == 404
    assert "You are signed in already" in again.content.decode()
    post(client, "account_logout")
    refused(client, link)


def test_a_link_is_spent_by_its_code_and_the_code_by_its_link(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    post(client, "account_confirm_login_code", code=code())
    post(client, "account_logout")
    refused(client, link)
    pressed = asked(client)
    spent = code()
    client.post(pressed)
    post(client, "account_logout")
    post(client, "account_confirm_login_code", code=spent)
    assert not is_signed_in(client)


def test_another_browser_is_told_of_the_code(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    other = Client()
    refused(other, link)
    assert "enter the code of the same mail there" in other.get(link).content.decode()
    post(other, "account_request_login_code", email=UNKNOWN)  # one that waits for another mail
    refused(other, link)
    post(client, "account_confirm_login_code", code=code_of(mail.outbox[0]))
    assert is_signed_in(client)


def code_of(letter: Any) -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(letter.body), re.MULTILINE)
    assert found
    return found.group()


def test_a_newer_mail_ends_the_older_one(client: Client) -> None:
    make_user(email=KNOWN)
    first = asked(client)
    post(client, "account_confirm_login_code", action="resend")
    second = LINK.search(str(mail.outbox[-1].body))
    assert second
    refused(client, first)
    client.post(second.group())
    assert is_signed_in(client)


def test_three_wrong_codes_end_it_too(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    for _ in range(3):
        post(client, "account_confirm_login_code", code="BCDF-GHJK")
    refused(client, link)


def test_it_holds_for_a_quarter_of_an_hour(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    later(client, 14 * 60)
    assert client.get(link).status_code == 200
    later(client, 2 * 60)
    refused(client, link)


def test_staff_show_their_second_factor_all_the_same(client: Client) -> None:
    make_user("administrator", email=KNOWN, second_factor=True)
    answer = client.post(asked(client))
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(client)
    assert client.get(reverse("manage-people")).status_code == 302


def test_staff_without_one_set_it_up_before_anything_else(client: Client) -> None:
    make_user("administrator", email=KNOWN, second_factor=False)
    client.post(asked(client))
    assert client.get(reverse("manage-people")).headers["Location"].startswith(reverse("mfa_index"))


def test_a_forged_link_says_the_same_whether_the_address_is_known() -> None:
    make_user(email=KNOWN)
    forged = reverse("sign-in-by-link", args=["a" * 43])
    said = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        post(client, "account_request_login_code", email=address)
        answers = [ask(forged) for ask in (client.get, client.post)]
        said.append([(one.status_code, plain(one, address)) for one in answers])
        assert not is_signed_in(client)
    assert said[0] == said[1]
    assert not LINK.search(str(mail.outbox[-1].body))


def test_the_link_does_not_give_the_code_away(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    assert code() not in link
    assert code().replace("-", "").lower() not in link.lower()
    letter: Any = mail.outbox[-1]
    html = str(letter.alternatives[0][0])
    assert f'href="http://localhost:8000{link}"' in html
    assert code() in html


def test_it_leads_where_the_person_was_going_and_to_no_other_site(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client, next="/en/accounts/data/")
    assert client.post(link).headers["Location"] == "/en/accounts/data/"
    post(client, "account_logout")
    link = asked(client, next="https://evil.example/")
    assert "evil" not in link
    answer = client.post(f"{urlsplit(link).path}?next=https://evil.example/")
    assert answer.headers["Location"] == reverse("account-home")


def test_an_account_that_was_closed_meanwhile_stays_closed(client: Client) -> None:
    user = make_user(email=KNOWN)
    link = asked(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    client.post(link)
    assert not is_signed_in(client)


def test_pressing_is_counted(client: Client) -> None:
    make_user(email=KNOWN)
    link = asked(client)
    forged = reverse("sign-in-by-link", args=["a" * 43])
    assert [Client().post(forged).status_code for _ in range(21)] == [*[404] * 20, 429]
    assert client.post(link).status_code == 429
    assert not is_signed_in(client)


def test_no_other_site_presses_it() -> None:
    make_user(email=KNOWN)
    client = Client()
    link = asked(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(link).status_code == 403
    assert not is_signed_in(strict)


def test_the_page_in_chinese(client: Client) -> None:
    make_user(email=KNOWN)
    client.post("/zh-hant/accounts/login/code/", {"email": KNOWN})
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    assert "/zh-hant/accounts/sign-in/" in found.group()


def test_no_log_holds_it() -> None:
    assert without_keys("/en/accounts/sign-in/secret/") == "/en/accounts/sign-in/…"
