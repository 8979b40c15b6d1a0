"""Roles, closing accounts, lost second factors; and that an administrator always remains."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction

from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from curbside.people import accounts, directory, queries
from curbside.people.models import Role, User
from curbside.people.person import STAFF, Person
from tests.factories import make_department
from tests.people.accounts import make_doctor_account, make_user, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Person:
    return person(make_user("administrator"))


def test_addresses_are_one_account_however_they_are_written() -> None:
    user = User.objects.create_user("Ann.Lee@Example.ORG")
    assert user.email == "ann.lee@example.org"
    assert User.objects.get_by_natural_key(" ANN.LEE@example.org") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ann.lee@EXAMPLE.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Ann.Lee@example.org")


@pytest.mark.parametrize("kind", sorted(STAFF))
def test_a_role_is_given_once_and_taken_back(administrator: Person, kind: str) -> None:
    neurology = make_department("neurology")
    user = make_user()
    for _ in range(2):
        accounts.give_role(administrator, user.public_id, kind, "neurology")
    found = person(user)
    assert found.roles == {kind}
    assert found.lead_of == ({neurology.pk} if kind == "lead" else set())
    assert User.objects.get(pk=user.pk).is_staff is (kind == "administrator")
    for _ in range(2):
        accounts.take_role(administrator, user.public_id, kind, "neurology")
    assert person(user).roles == set()
    assert not User.objects.get(pk=user.pk).is_staff
    lines = AuditLine.objects.filter(subject=f"user:{user.public_id}").order_by("id")
    assert [(line.actor, line.action, line.detail["role"]) for line in lines] == [
        (administrator.actor, "role.given", kind),
        (administrator.actor, "role.taken", kind),
    ]


def test_a_lead_leads_several_departments(administrator: Person) -> None:
    user = make_user()
    ids = {make_department(slug).pk for slug in ("neurology", "dermatology")}
    for slug in ("neurology", "dermatology"):
        accounts.give_role(administrator, user.public_id, "lead", slug)
    assert person(user).lead_of == ids


@pytest.mark.parametrize(("kind", "department"), [("king", ""), ("lead", ""), ("lead", "no-such")])
def test_what_is_no_role(administrator: Person, kind: str, department: str) -> None:
    with pytest.raises(BadInput):
        accounts.give_role(administrator, make_user().public_id, kind, department)


def test_the_database_refuses_roles_that_cannot_be() -> None:
    user, neurology = make_user(), make_department()
    for kind, department in (("lead", None), ("editor", neurology)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Role.objects.create(user=user, kind=kind, department=department)


Deed = Callable[[Person, str], object]
DEEDS: dict[str, Deed] = {
    "give": lambda by, who: accounts.give_role(by, who, "editor"),
    "take": lambda by, who: accounts.take_role(by, who, "administrator"),
    "close": lambda by, who: accounts.set_active(by, who, False),
    "open": lambda by, who: accounts.set_active(by, who, True),
    "second factor": accounts.take_off_second_factor,
    "look": directory.account,
    "list": lambda by, who: directory.people(by),
    "invitations": lambda by, who: directory.invitations(by),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", [None, "doctor", "editor"])
def test_only_administrators(role: str | None, deed: str) -> None:
    stranger, other = make_user(*filter(None, [role])), make_user("administrator")
    with pytest.raises(NotFound):
        DEEDS[deed](person(stranger), other.public_id)
    assert person(other).has("administrator")


@pytest.mark.parametrize("deed", ["give", "take", "close", "second factor"])
def test_not_to_oneself(administrator: Person, deed: str) -> None:
    with pytest.raises(Conflict):
        DEEDS[deed](administrator, administrator.public_id)
    assert queries.person(User.objects.get()) == administrator


@pytest.mark.parametrize("deed", ["give", "take", "close", "second factor", "look"])
def test_unknown_people(administrator: Person, deed: str) -> None:
    with pytest.raises(NotFound):
        DEEDS[deed](administrator, "nosuchoneh")


@pytest.mark.parametrize("change", [{"is_active": False}, {}])
def test_who_is_no_administrator_any_more(administrator: Person, change: dict[str, bool]) -> None:
    """The page was opened while they were one."""
    if change:
        User.objects.filter(pk=administrator.user_id).update(**change)
    else:
        Role.objects.filter(user_id=administrator.user_id).delete()
    with pytest.raises(NotFound):
        accounts.give_role(administrator, make_user().public_id, "administrator")


def test_a_lost_second_factor_is_taken_off(administrator: Person) -> None:
    user = make_user("editor")
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    assert person(user).second_factor
    accounts.take_off_second_factor(administrator, user.public_id)
    assert not Authenticator.objects.filter(user=user).exists()
    assert not person(user).second_factor


def test_recovery_codes_alone_are_no_second_factor() -> None:
    user = make_user("editor", second_factor=False)
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    assert not person(user).second_factor


def test_the_operator_makes_the_first_administrator() -> None:
    user = accounts.appoint("First@Example.org", "administrator", "", "curbside appoint")
    assert user.email == "first@example.org"
    assert not user.has_usable_password()
    assert person(user).has("administrator")
    assert accounts.appoint("first@example.org", "editor", "", "curbside appoint") == user
    actions = AuditLine.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["account.made", "role.given", "role.given"]
    for wrong in ("nobody", "a@", ""):
        with pytest.raises(BadInput):
            accounts.appoint(wrong, "editor", "", "curbside appoint")


def test_looking_for_people(administrator: Person) -> None:
    ann = make_user("editor", email="ann@example.org", name="Ann Lee")
    bob = make_user(email="bob@lee.example", name="")
    make_user(email="carol@example.org")

    def found(words: str = "", kind: str = "") -> list[User]:
        return list(directory.people(administrator, words, kind).exclude(pk=administrator.user_id))

    assert len(found()) == 3
    assert found("LEE") == [ann, bob]
    assert found("lee ann") == [ann]
    assert found(kind="editor") == [ann]
    assert found("Bob@Lee") == [bob]
    assert found("%") == []


def test_a_person_costs_few_queries(django_assert_num_queries: Callable[[int], object]) -> None:
    asker, doctor = make_user(), make_doctor_account(make_department())
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        queries.person(asker)
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        queries.person(doctor)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_administrators_cannot_take_each_other_away() -> None:
    pair = [person(make_user("administrator")) for _ in range(2)]
    start = threading.Barrier(2)

    def take(by: Person, who: Person) -> None:
        try:
            start.wait()
            accounts.take_role(by, who.public_id, "administrator")
        except NotFound:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=both) for both in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Role.objects.filter(kind="administrator").count() == 1
