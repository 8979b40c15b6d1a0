"""The permission matrix: every private address and method, asked as everybody.

Addresses come from the URL resolver, for whom each is from ``tests.web.private``; what is asked for
does not exist, because the wrong person must not be able to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from curbside.people.models import User
from curbside.people.person import STAFF
from tests.factories import make_department
from tests.people.accounts import make_user, sign_in
from tests.web.private import ANYONE, LINK, PRIVATE, SIGNED_IN

pytestmark = pytest.mark.django_db
DUMMIES = {"int": "7", "slug": "abcdefghjk", "str": "abcdefghjk", "provider_id": "staff"}
SIGN_IN = r"/en/accounts/login/\?next=.+"
METHODS = ("get", "post")
STOPS = ("account_login", "mfa_index", "mfa_reauthenticate")
BY_ROLE = {name: row.whom for name, row in PRIVATE.items() if isinstance(row.whom, tuple)}
ROLES_OF = [(name, role) for name, roles in BY_ROLE.items() for role in roles]


def of(whom: str) -> list[str]:
    return [name for name, row in PRIVATE.items() if row.whom == whom]


def patterns(
    found: list[URLPattern | URLResolver], before: tuple[str, ...] = ()
) -> Iterator[tuple[str, list[str]]]:
    """(name, the kinds of its arguments in order) of every address."""
    for one in found:
        here = str(one.pattern)
        kinds = re.findall(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>", here)
        said = before + tuple(kind or name or group for kind, name, group in kinds)
        if isinstance(one, URLResolver):
            if one.app_name != "admin":
                yield from patterns(one.url_patterns, said)
        else:
            yield one.name or "", list(said)


KINDS = dict(patterns(get_resolver().url_patterns))


def address(name: str) -> str:
    return reverse(name, args=[DUMMIES.get(kind, "abcdefghjk") for kind in KINDS[name]])


def ask(client: Client, method: str, name: str) -> tuple[int, str]:
    answer = getattr(client, method)(address(name))
    return answer.status_code, answer.headers.get("Location", "")


def answers(client: Client, name: str) -> list[tuple[int, str]]:
    """What GET and POST give, but for the method that the page has no use for: it has one."""
    found = [ask(client, method, name) for method in METHODS]
    found = [(status, location) for status, location in found if status != 405]
    assert found, name
    return found


def somebody(role: str = "", *, second_factor: bool | None = None) -> User:
    """Somebody with this role."""
    if role == "lead":
        return make_user(lead_of=[make_department()], second_factor=second_factor)
    return make_user(*filter(None, [role]), second_factor=second_factor)


@pytest.mark.parametrize("name", [*of(SIGNED_IN), *BY_ROLE])
def test_anonymous_people_are_asked_to_sign_in(client: Client, name: str) -> None:
    for status, location in answers(client, name):
        assert status == 302
        assert re.fullmatch(SIGN_IN, location)


@pytest.mark.parametrize("role", ["", *sorted(STAFF)])
@pytest.mark.parametrize("name", BY_ROLE)
def test_the_wrong_role_finds_nothing(client: Client, name: str, role: str) -> None:
    if role in BY_ROLE[name]:
        return
    sign_in(client, somebody(role))
    assert {status for status, _ in answers(client, name)} == {404}


@pytest.mark.parametrize("name", BY_ROLE)
def test_it_is_the_very_page_of_what_does_not_exist(client: Client, name: str) -> None:
    sign_in(client, make_user())
    nowhere = client.get("/en/nowhere/").content
    found = [getattr(client, method)(address(name)) for method in METHODS]
    assert {answer.content for answer in found if answer.status_code != 405} == {nowhere}


@pytest.mark.parametrize(("name", "role"), ROLES_OF)
def test_the_second_factor_is_asked_for(client: Client, name: str, role: str) -> None:
    without = sign_in(client, somebody(role, second_factor=False), used_second_factor=False)
    for status, location in answers(without, name):
        assert (status, location.split("?")[0]) == (302, reverse("mfa_index"))
    unused = sign_in(Client(), somebody(role), used_second_factor=False)
    for status, location in answers(unused, name):
        assert (status, location.split("?")[0]) == (302, reverse("mfa_reauthenticate"))


@pytest.mark.parametrize(("name", "role"), ROLES_OF)
def test_the_right_person_gets_in(client: Client, name: str, role: str) -> None:
    for status, location in answers(sign_in(client, somebody(role)), name):
        assert status in ({302, 400, 404} if KINDS[name] else {200, 302, 422})
        assert location.split("?")[0] not in {reverse(stop) for stop in STOPS}


@pytest.mark.parametrize("name", of(SIGNED_IN))
def test_anyone_signed_in_gets_in(client: Client, name: str) -> None:
    sign_in(client, make_user())
    for method in METHODS:
        status, location = ask(client, method, name)
        assert status < 500
        assert not re.fullmatch(SIGN_IN, location)


@pytest.mark.parametrize("name", of(LINK))
def test_a_link_that_nobody_made_leads_nowhere(client: Client, name: str) -> None:
    for asking in (client, sign_in(Client(), make_user(*sorted(STAFF - {"lead"})))):
        assert asking.get(address(name)).status_code == 404
        assert asking.post(address(name)).status_code in {302, 404, 405}  # or asked to sign in


@pytest.mark.parametrize("name", of(ANYONE))
def test_what_is_for_anyone_breaks_for_nobody(client: Client, name: str) -> None:
    for asking in (client, sign_in(Client(), make_user("editor"))):
        for method in METHODS:
            assert ask(asking, method, name)[0] < 500


@pytest.mark.parametrize("name", [n for n in PRIVATE if n.startswith(("manage-", "doctor-"))])
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_methods(client: Client, name: str, method: str) -> None:
    everyone = make_user(*sorted(STAFF - {"lead"}))
    assert ask(sign_in(client, everyone), method, name)[0] == 405


def test_a_closed_account_is_nobodys(client: Client) -> None:
    user = make_user("administrator")
    sign_in(client, user)
    assert ask(client, "get", "manage-people")[0] == 200
    user.is_active = False
    user.save()
    assert ask(client, "get", "manage-people")[0] == 302


def test_a_session_of_before_the_second_factor_is_not_enough(client: Client) -> None:
    """Records of another account, or none, do not count."""
    user, other = make_user("editor", "administrator"), make_user("administrator")
    sign_in(client, other)
    session = client.session
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    assert ask(client, "get", "manage-people")[1].split("?")[0] == reverse("mfa_reauthenticate")


def test_back_to_the_page_after_signing_in(client: Client) -> None:
    answer = client.get("/en/manage/people/?q=ann")
    assert (
        answer.headers["Location"]
        == "/en/accounts/login/?next=%2Fen%2Fmanage%2Fpeople%2F%3Fq%3Dann"
    )
