"""Django's admin: administrators with their second factor only, read-mostly, audited."""

from __future__ import annotations

import pytest
from django.test import Client

from curbside.core import audit
from curbside.core.models import AuditLine
from curbside.people.models import User
from curbside.web.admin import site
from tests.factories import make_doctor
from tests.people.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db
LISTS = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in site._registry]
EVERYWHERE = ["/admin/", "/admin/password_change/", "/admin/jsi18n/", *LISTS]


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator")
    sign_in(client, user)
    return user


@pytest.mark.parametrize("address", EVERYWHERE)
@pytest.mark.parametrize("roles", [(), ("doctor",), ("editor", "doctor")])
def test_the_wrong_person_finds_nothing(
    client: Client, address: str, roles: tuple[str, ...]
) -> None:
    user = make_user(*roles)
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)  # these decide nothing
    sign_in(client, user)
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    assert "admin/css" not in answer.content.decode()


@pytest.mark.parametrize("address", EVERYWHERE)
def test_without_signing_in_or_second_factor(client: Client, address: str) -> None:
    if address.endswith("password_change/"):
        return
    ends = [client.get(address, follow=True).redirect_chain[-1][0]]
    sign_in(client, make_user("administrator", second_factor=False), used_second_factor=False)
    ends.append(client.get(address, follow=True).redirect_chain[-1][0])
    sign_in(client, make_user("administrator"), used_second_factor=False)
    ends.append(client.get(address, follow=True).redirect_chain[-1][0])
    assert [end.split("?")[0].removeprefix("/en/accounts/") for end in ends] == [
        "login/", "second-factor/", "second-factor/reauthenticate/",
    ]  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_nothing_is_added_or_deleted(client: Client, administrator: User, address: str) -> None:
    audit.record("tests", "entry.published", "entry:a")
    make_doctor(user=administrator)
    assert client.get(address).status_code == 200
    assert client.get(f"{address}add/").status_code in {403, 404}
    model = next(m for m in site._registry if f"/{m._meta.model_name}/" in address)
    first = model._default_manager.first()
    if first is not None:
        assert client.get(f"{address}{first.pk}/change/").status_code == 200
        for end in ("delete/", "history/"):
            assert client.get(f"{address}{first.pk}/{end}").status_code in {200, 403, 404}
        client.post(f"{address}{first.pk}/delete/", {"post": "yes"})
        assert model._default_manager.filter(pk=first.pk).exists()


def test_a_repair_is_audited(client: Client, administrator: User) -> None:
    doctor = make_doctor("Dr Anm Lee")
    fields = ("name_zh", "credential_en", "credential_zh", "bio_en", "bio_zh", "url")
    typed = {name: getattr(doctor, name) for name in fields}
    address = f"/admin/people/doctor/{doctor.pk}/change/"
    answer = client.post(address, {**typed, "name_en": "Dr Ann Lee", "slug": "forged"})
    assert answer.status_code == 302
    doctor.refresh_from_db()
    assert (doctor.name_en, doctor.slug) == ("Dr Ann Lee", "anm-lee")
    line = AuditLine.objects.get(action="repaired")
    assert line.actor == f"user:{administrator.public_id}"
    assert line.subject == f"doctor:{doctor.pk}"
    assert line.detail == {"fields": ["Name en"]}


def test_no_page_of_it_shows_a_password(client: Client, administrator: User) -> None:
    user = make_user(password="a long enough phrase")  # noqa: S106
    page = client.get(f"/admin/people/user/{user.pk}/change/").content.decode()
    assert user.email in page
    assert user.password not in page
