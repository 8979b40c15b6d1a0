"""What a doctor may choose: a table without a database, and that it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from curbside.core import clock
from curbside.core.errors import BadInput, NotFound
from curbside.people import availabilities
from curbside.people.availabilities import Choice, checked
from tests.factories import make_departments
from tests.people.accounts import make_doctor_account, make_user, person

TODAY = dt.date(2026, 5, 5)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(languages=("fr",)),
        Choice(weekly_cap=-1),
        Choice(weekly_cap=availabilities.MOST_A_WEEK + 1),
        Choice(away=((day(3), day(2)),)),
        Choice(away=tuple((day(n), day(n)) for n in range(availabilities.MOST_ABSENCES + 1))),
    ],
)
def test_what_cannot_be_chosen(choice: Choice) -> None:
    with pytest.raises(BadInput):
        checked(choice, TODAY)


def test_absences_that_are_over_are_dropped_and_the_others_ordered() -> None:
    days = ((day(9), day(9)), (day(-5), day(-1)), (day(-5), day(0)), (day(9), day(9)))
    assert checked(Choice(away=days), TODAY).away == ((day(-5), day(0)), (day(9), day(9)))


@pytest.mark.django_db
def test_a_choice_is_kept_whole() -> None:
    make_departments()
    user = make_doctor_account()
    choice = Choice(frozenset({"neurology", "dermatology"}), ("en", "zh"), 0, ((day(1), day(2)),))
    with clock.frozen(dt.datetime(2026, 5, 5, tzinfo=dt.UTC)):
        availabilities.choose(person(user), choice)
        assert availabilities.chosen(user.doctor.pk) == choice
        less = Choice(frozenset({"cardiology"}), ("zh",))
        availabilities.choose(person(user), less)
    assert availabilities.chosen(user.doctor.pk) == less
    assert len(person(user).departments) == 1


@pytest.mark.django_db
def test_a_department_that_is_not_there_changes_nothing() -> None:
    make_departments("neurology")
    user = make_doctor_account()
    choice = Choice(frozenset({"neurology"}))
    availabilities.choose(person(user), choice)
    with pytest.raises(BadInput):
        availabilities.choose(person(user), replace(choice, departments=frozenset({"no-such"})))
    assert availabilities.chosen(user.doctor.pk) == choice


@pytest.mark.django_db
def test_for_doctors_and_by_administrators_only() -> None:
    doctor = make_doctor_account()
    with pytest.raises(NotFound):
        availabilities.choose(person(make_user("editor")), Choice())
    for stranger in (make_user("editor"), doctor):
        with pytest.raises(NotFound):
            availabilities.choose_for(person(stranger), doctor.doctor.pk, Choice())
    administrator = person(make_user("administrator"))
    availabilities.choose_for(administrator, doctor.doctor.pk, Choice(languages=("en",)))
    assert availabilities.chosen(doctor.doctor.pk).languages == ("en",)
    with pytest.raises(NotFound):
        availabilities.choose_for(administrator, doctor.doctor.pk + 1, Choice())
