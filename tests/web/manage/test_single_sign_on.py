"""Staff signing in with their organisation's OpenID Connect server, a small one for the tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from curbside.config import accounts
from curbside.core.models import AuditLine
from curbside.people.models import User
from tests.people.accounts import make_user, person, sign_in

pytestmark = pytest.mark.django_db
KEY = "k" * 32


@dataclass
class Organisation:
    """The other server, whom it says has signed in, and what it was asked for a token with."""

    url: str = ""
    says: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture
def organisation(settings: Any) -> Iterator[Organisation]:
    known = Organisation(says={"sub": "7", "email": "ann@example.org", "email_verified": True})

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/userinfo":
                self.say(known.says)
            else:
                paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
                ends = {f"{name}_endpoint": f"{known.url}/{path}" for name, path in paths.items()}
                self.say({"issuer": known.url, "jwks_uri": f"{known.url}/keys", **ends})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            known.asked = parse_qs(body)
            claims = {**known.says, "iss": known.url, "aud": "curbside", "iat": 0, "exp": 2**33}
            self.say(
                {"access_token": "t", "id_token": jwt.encode(claims, KEY), "token_type": "Bearer"}
            )

        def say(self, what: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    known.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = settings.ENVIRONMENT.model_copy(
        update={
            "curbside_oidc_server": known.url,
            "curbside_oidc_name": "City Hospital",
            "curbside_oidc_client_id": "curbside",
            "curbside_oidc_client_secret": "secret",
        }
    )
    made = accounts.settings(environment, secure=False)
    settings.SOCIALACCOUNT_PROVIDERS = made["SOCIALACCOUNT_PROVIDERS"]
    yield known
    server.shutdown()
    server.server_close()


def come_back(client: Client) -> Any:
    """Go to the other server and come back as whomever it says."""
    there = client.get("/accounts/oidc/staff/login/").headers["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/accounts/oidc/staff/login/callback/"]
    return client.get(
        "/accounts/oidc/staff/login/callback/", {"code": "c", "state": asked["state"][0]}
    )


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_sign_in_page_offers_it(client: Client, organisation: Organisation) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Continue with City Hospital" in page
    assert "/accounts/oidc/staff/login/" in page


def test_without_settings_there_is_no_such_thing(client: Client) -> None:
    assert "Continue with" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/accounts/oidc/staff/login/").status_code == 404


def test_somebody_new_gets_an_account_without_any_role(
    client: Client, organisation: Organisation
) -> None:
    come_back(client)
    assert is_signed_in(client)
    user = User.objects.get(email="ann@example.org")
    assert person(user).roles == set()
    assert "code_verifier" in organisation.asked
    assert not SocialToken.objects.exists()


def test_an_address_the_server_vouches_for_is_the_account_of_it(
    client: Client, organisation: Organisation
) -> None:
    known = make_user(email="ann@example.org")
    come_back(client)
    assert client.session["_auth_user_id"] == str(known.pk)
    assert SocialAccount.objects.get().user == known


def test_an_address_it_does_not_vouch_for_is_not(
    client: Client, organisation: Organisation
) -> None:
    make_user(email="ann@example.org")
    organisation.says["email_verified"] = False
    come_back(client)
    assert not is_signed_in(client)


def test_the_second_factor_is_asked_for_all_the_same(
    client: Client, organisation: Organisation
) -> None:
    make_user("administrator", email="ann@example.org")
    answer = come_back(client)
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(client)


def test_a_closed_account_stays_closed(client: Client, organisation: Organisation) -> None:
    make_user(email="ann@example.org", is_active=False)
    come_back(client)
    assert not is_signed_in(client)


def test_a_return_that_nobody_set_out_for_is_refused(
    client: Client, organisation: Organisation
) -> None:
    answer = client.get("/accounts/oidc/staff/login/callback/", {"code": "c", "state": "forged"})
    assert answer.status_code < 500
    assert not is_signed_in(client)
    assert organisation.asked == {}


def connections(client: Client) -> str:
    answer = client.get(reverse("socialaccount_connections"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_account_page_leads_to_the_connections_only_where_there_are_any(
    client: Client, organisation: Organisation, settings: Any
) -> None:
    sign_in(client, make_user())
    link = f'href="{reverse("socialaccount_connections")}"'
    assert link in client.get(reverse("account-home")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = accounts.settings(settings.ENVIRONMENT, secure=False)[
        "SOCIALACCOUNT_PROVIDERS"
    ]
    assert link not in client.get(reverse("account-home")).content.decode()


def test_one_is_connected_and_disconnected_from_there(
    client: Client, organisation: Organisation
) -> None:
    user = make_user(email="other@example.org", password="a long enough phrase")  # noqa: S106
    sign_in(client, user)
    page = connections(client)
    assert "Nothing is connected yet" in page
    assert "Continue with City Hospital" in page
    there = client.get("/accounts/oidc/staff/login/?process=connect").headers["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = client.get("/accounts/oidc/staff/login/callback/", {"code": "c", "state": state})
    assert back.headers["Location"] == reverse("socialaccount_connections")
    connected = SocialAccount.objects.get()
    assert connected.user == user
    page = connections(client)
    assert "It is connected" in page
    assert "City Hospital" in page
    client.post(reverse("socialaccount_connections"), {"account": connected.pk})
    assert not SocialAccount.objects.exists()
    assert "Nothing is connected yet" in connections(client)
    told = list(AuditLine.objects.filter(action__startswith="single-sign-on"))
    assert [line.action for line in told] == ["single-sign-on.added", "single-sign-on.removed"]
    assert {line.actor for line in told} == {f"user:{user.public_id}"}


def test_the_only_way_in_is_not_disconnected(client: Client, organisation: Organisation) -> None:
    come_back(client)
    page = connections(client)
    assert "Before you disconnect, set one" in page
    answer = client.post(
        reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk}
    )
    assert 'role="alert"' in answer.content.decode()
    assert SocialAccount.objects.exists()


def test_nobody_disconnects_somebody_elses(client: Client, organisation: Organisation) -> None:
    other = SocialAccount.objects.create(user=make_user(), provider="staff", uid="8")
    sign_in(client, make_user(password="a long enough phrase"))  # noqa: S106
    client.post(reverse("socialaccount_connections"), {"account": other.pk})
    assert SocialAccount.objects.filter(pk=other.pk).exists()
