"""Signing in, in each way; and that nobody learns whether an address is known."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from curbside.core.models import AuditLine
from curbside.people.models import User
from curbside.personal import erasing
from tests.people.accounts import SECRET, make_user, person

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase"  # noqa: S105
WRONG = "not the phrase"
KNOWN, UNKNOWN = "known@example.org", "unknown@example.org"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def known(*roles: str, second_factor: bool = False, **fields: Any) -> User:
    return make_user(*roles, email=KNOWN, password=PASSWORD, second_factor=second_factor, **fields)


def post(client: Client, name: str, **fields: str) -> Any:
    return client.post(reverse(name), fields)


def code() -> str:
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found.group()


def digits() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def plain(answer: Any, address: str) -> str:
    """The page without what differs by chance: the token of its form, and the address itself."""
    page: str = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return page.replace(address, "ADDRESS")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_by_password(client: Client) -> None:
    user = known()
    answer = post(client, "account_login", login=KNOWN.upper(), password=PASSWORD)
    assert answer.headers["Location"] == reverse("account-home")
    assert is_signed_in(client)
    line = AuditLine.objects.get(action="account.signed-in")
    assert line.actor == line.subject == f"user:{user.public_id}"


def test_by_code(client: Client) -> None:
    known()
    answer = post(client, "account_request_login_code", email=KNOWN)
    assert answer.headers["Location"] == reverse("account_confirm_login_code")
    assert not is_signed_in(client)
    answer = post(client, "account_confirm_login_code", code=code().lower())
    assert answer.headers["Location"] == reverse("account-home")
    assert is_signed_in(client)


def test_a_wrong_code_three_times_is_the_end_of_it(client: Client) -> None:
    known()
    post(client, "account_request_login_code", email=KNOWN)
    right = code()
    for _ in range(3):
        post(client, "account_confirm_login_code", code="BCDF-GHJK")
    post(client, "account_confirm_login_code", code=right)
    assert not is_signed_in(client)


def test_the_second_factor_is_asked_for_at_signing_in(client: Client) -> None:
    known("administrator", second_factor=True)
    answer = post(client, "account_login", login=KNOWN, password=PASSWORD)
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(client)
    assert client.get(reverse("manage-people")).status_code == 302
    assert post(client, "mfa_authenticate", code="000000").status_code == 200
    post(client, "mfa_authenticate", code=digits())
    assert is_signed_in(client)
    assert client.get(reverse("manage-people")).status_code == 200


def test_a_code_of_the_app_works_once(client: Client) -> None:
    known("administrator", second_factor=True)
    used = digits()
    for asking, expected in ((client, True), (Client(), False)):
        post(asking, "account_login", login=KNOWN, password=PASSWORD)
        post(asking, "mfa_authenticate", code=used)
        assert is_signed_in(asking) is expected


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_setting_up_the_app_lets_one_work_at_once(client: Client) -> None:
    set_up_the_app(client)
    kinds = {line.detail["kind"] for line in AuditLine.objects.filter(action__contains="factor")}
    assert kinds == {"totp", "recovery_codes"}


def set_up_the_app(client: Client) -> None:
    known("administrator")
    post(client, "account_login", login=KNOWN, password=PASSWORD)
    assert client.get(reverse("manage-people")).headers["Location"].startswith(reverse("mfa_index"))
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    assert "<svg" in page
    right = format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))
    post(client, "mfa_activate_totp", code=right)
    assert client.get(reverse("manage-people")).status_code == 200
    kept = Authenticator.objects.get(type="totp")
    assert secret[1] not in str(kept.data)  # readable only with the secret key


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_recovery_codes_are_shown_once(client: Client) -> None:
    set_up_the_app(client)
    address = reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<code>(\d+)</code>", client.get(address).content.decode())
    assert len(codes) == 10
    assert not re.findall(r"<code>(\d+)</code>", client.get(address).content.decode())


def test_an_account_is_entered_only_when_its_address_is_confirmed(client: Client) -> None:
    post(client, "account_signup", email=UNKNOWN)
    assert not is_signed_in(client)
    user = User.objects.get(email=UNKNOWN)
    assert not user.has_usable_password()
    post(client, "account_email_verification_sent", code=code())
    assert is_signed_in(client)


def test_an_account_is_written_to_in_the_language_it_was_made_in(client: Client) -> None:
    client.post("/zh-hant/accounts/signup/", {"email": UNKNOWN})
    assert User.objects.get(email=UNKNOWN).language == "zh-hant"


def test_a_new_password_by_code(client: Client) -> None:
    user = known()
    post(client, "account_reset_password", email=KNOWN)
    post(client, "account_confirm_password_reset_code", code=code())
    fields = {"password1": "another long phrase", "password2": "another long phrase"}
    post(client, "account_complete_password_reset", **fields)
    user.refresh_from_db()
    assert user.check_password("another long phrase")


WAYS: dict[str, tuple[str, dict[str, str]]] = {
    "account_login": ("login", {"password": WRONG}),
    "account_request_login_code": ("email", {}),
    "account_reset_password": ("email", {}),
    "account_signup": ("email", {"password1": PASSWORD}),
}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_learns_whether_an_address_is_known(way: str) -> None:
    known()
    field, others = WAYS[way]
    said = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        answer = client.post(reverse(way), {field: address, **others})
        onward = answer.headers.get("Location", "")
        following = client.get(onward) if onward else answer
        cookies = sorted(answer.cookies)
        said.append((answer.status_code, onward, cookies, plain(following, address)))
    assert said[0] == said[1]


@pytest.mark.parametrize("way", ["account_request_login_code", "account_reset_password"])
def test_a_wrong_code_says_the_same_of_both(way: str) -> None:
    known()
    said = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        confirm = client.post(reverse(way), {"email": address}).headers["Location"]
        answers = [client.post(confirm, {"code": "BCDF-GHJK"}) for _ in range(4)]
        said.append([(one.status_code, plain(one, address)) for one in answers])
    assert said[0] == said[1]


def test_both_addresses_are_written_to() -> None:
    """As much work for one as for the other; and whoever was mistaken is told, privately."""
    known()
    for address in (KNOWN, UNKNOWN):
        Client().post(reverse("account_request_login_code"), {"email": address})
    assert [one.to for one in mail.outbox] == [[KNOWN], [UNKNOWN]]
    assert not CODE.search(str(mail.outbox[1].body))
    assert "http://localhost:8000/en/accounts/signup/" in mail.outbox[1].body


def test_no_mail_names_the_host_of_the_request(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    known()
    for name in ("account_request_login_code", "account_reset_password"):
        for address in (KNOWN, UNKNOWN):
            Client().post(reverse(name), {"email": address}, headers={"host": "evil.example"})
    assert len(mail.outbox) == 4
    for one in mail.outbox:
        assert "evil.example" not in f"{one.subject} {one.body}"


def test_guessing_is_stopped(client: Client) -> None:
    known()
    for _ in range(5):
        post(client, "account_login", login=KNOWN, password=WRONG)
    post(client, "account_login", login=KNOWN, password=PASSWORD)
    assert not is_signed_in(client)  # even with the right one, for a while


def test_asking_for_codes_is_stopped(client: Client) -> None:
    answers = [post(Client(), "account_request_login_code", email=KNOWN) for _ in range(4)]
    assert [one.status_code for one in answers] == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


def test_too_many_forms_get_a_page_that_says_so() -> None:
    answers = [post(Client(), "account_signup", email="no address") for _ in range(21)]
    assert [one.status_code for one in answers] == [*[200] * 20, 429]
    assert "That was too often" in answers[-1].content.decode()


def test_a_closed_account_cannot_be_entered(client: Client) -> None:
    known(is_active=False)
    post(client, "account_login", login=KNOWN, password=PASSWORD)
    assert not is_signed_in(client)


def test_signing_in_leads_to_no_other_site(client: Client) -> None:
    known()
    address = reverse("account_login") + "?next=https://evil.example/"
    answer = client.post(
        address, {"login": KNOWN, "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer.headers["Location"] == reverse("account-home")


def test_forms_from_elsewhere_are_refused_with_a_page() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("account_login"), {"login": KNOWN, "password": PASSWORD})
    assert answer.status_code == 403
    assert b"what you typed is still there" in answer.content


def test_logs_hold_no_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    known()
    for address in (KNOWN, UNKNOWN):
        for name in ("account_login", "account_request_login_code", "account_reset_password"):
            post(client, name, login=address, email=address, password=WRONG)
    assert KNOWN not in caplog.text
    assert UNKNOWN not in caplog.text


def test_every_way_in_is_offered_on_the_page(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    for name in ("account_request_login_code", "account_reset_password", "account_signup"):
        assert f'href="{reverse(name)}"' in page, name
    assert 'id="passkey_login"' in page


def test_every_way_is_set_up_from_the_account(client: Client) -> None:
    known()
    post(client, "account_login", login=KNOWN, password=PASSWORD)
    home = client.get(reverse("account-home")).content.decode()
    for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list"):
        assert f'href="{reverse(name)}"' in home, name
    factors = client.get(reverse("mfa_index")).content.decode()
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert f'href="{reverse(name)}"' in factors, name


def test_an_erased_account_is_as_unknown_as_any_other(client: Client) -> None:
    erasing.erase(person(known()))
    for way, (field, others) in WAYS.items():
        said = []
        for address in (KNOWN, UNKNOWN):
            answer = Client().post(reverse(way), {field: address, **others})
            said.append((answer.status_code, answer.headers.get("Location", "")))
        assert said[0] == said[1], way
