"""Sample people: only where they are switched on, and only on one's own machine."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model

from curbside.core.errors import Misconfigured
from curbside.people import queries, samples
from curbside.people.backends import AccountBackend
from curbside.people.checks import sample_problems
from curbside.people.models import Doctor, Role, User
from curbside.people.person import STAFF
from tests.factories import make_department, make_doctor
from tests.people.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def switched_on(settings: Any) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"curbside_sample_people": True})
    for one in samples.known():
        if one.department:
            make_department(one.department)


def switch_off(settings: Any) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"curbside_sample_people": False})


def test_they_are_not_made_where_they_are_switched_off() -> None:
    with pytest.raises(Misconfigured):
        samples.introduce()
    assert not User.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_one_of_each_kind_once() -> None:
    first, second = samples.introduce(), samples.introduce()
    assert first == second
    assert User.objects.count() == len(first) == 6
    found = {user.email: queries.person(user) for user in User.objects.all()}
    assert {role for one in found.values() for role in one.roles} == STAFF
    assert found["asker@example.org"].roles == set()
    for email in ("doctor@example.org", "doctor2@example.org", "lead@example.org"):
        assert found[email].may_answer
        assert len(found[email].departments) == 1
    assert all(one.second_factor and one.sample for one in found.values())


@pytest.mark.usefixtures("switched_on")
def test_a_doctor_signs_as_the_doctor_of_the_sample_corpus() -> None:
    known = make_doctor("Dr Amara Osei", sample=True)
    samples.introduce()
    assert Doctor.objects.get(name_key="amara osei").pk == known.pk
    assert User.objects.get(email="doctor@example.org").doctor == known


@pytest.mark.usefixtures("switched_on")
def test_their_password_follows_the_secret_key(settings: Any) -> None:
    samples.introduce()
    before = samples.password()
    assert authenticate(None, email="admin@example.org", password=before)
    settings.SECRET_KEY = "another"  # noqa: S105
    samples.introduce()
    assert samples.password() != before
    assert not authenticate(None, email="admin@example.org", password=before)
    assert authenticate(None, email="admin@example.org", password=samples.password())


@pytest.mark.usefixtures("switched_on")
def test_switched_off_they_cannot_sign_in_nor_stay_so(settings: Any) -> None:
    samples.introduce()
    user = User.objects.get(email="editor@example.org")
    assert AccountBackend().get_user(user.pk) == user  # asked at every request of a session
    switch_off(settings)
    assert AccountBackend().get_user(user.pk) is None
    assert not authenticate(None, email=user.email, password=samples.password())
    assert not queries.person(user).second_factor


@pytest.mark.usefixtures("switched_on")
def test_the_waiver_is_theirs_alone() -> None:
    samples.introduce()
    real = make_user("editor", second_factor=False)
    assert not queries.person(real).second_factor
    assert not queries.person(real).sample


def test_a_real_account_has_none_of_it() -> None:
    assert get_user_model()().sample is False
    assert not Role.objects.exists()


@pytest.mark.parametrize(
    ("on", "url", "well"),
    [
        (True, "http://localhost:8000", True),
        (True, "http://127.0.0.1:8000", True),
        (True, "http://[::1]:8000", True),
        (True, "https://ask.example.org", False),
        (True, "http://192.168.1.5:8000", False),
        (False, "https://ask.example.org", True),
    ],
)
def test_the_start_up_check(on: bool, url: str, well: bool) -> None:
    assert (sample_problems(on, url) == []) is well
