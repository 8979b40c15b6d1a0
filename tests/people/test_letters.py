"""Mails about decisions and coming ends: who gets them, once, and what is never in them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.core import clock
from curbside.people import credentials, letters, reminders, tasks
from curbside.people.models import Credential, User
from tests.people.accounts import make_credential, make_doctor_account, make_user, person

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 5, 5, 12, tzinfo=dt.UTC)


def day(number: int) -> dt.datetime:
    return START + dt.timedelta(days=number)


def sent() -> list[str]:
    """Run the queued letters; their subjects."""
    mail.outbox.clear()
    for job in ProcrastinateJob.objects.filter(task_name=letters.SEND).order_by("id"):
        tasks.send_letter.func(**job.args)
    ProcrastinateJob.objects.filter(task_name=letters.SEND)._raw_delete(using="default")
    return [one.subject.removeprefix("Curbside: ") for one in mail.outbox]


def ends_on(date: dt.datetime) -> User:
    return make_doctor_account(expires_on=date.date())


def test_every_decision_is_told() -> None:
    administrator = person(make_user("administrator"))
    doctor = make_doctor_account(state="applied", name="Dr Secret Name")
    made = Credential.objects.get()
    credentials.verify(administrator, made.public_id)
    assert sent() == ["you may answer now"]
    assert mail.outbox[0].to == [doctor.email]
    credentials.revoke(administrator, made.public_id, "A secret reason.")
    assert sent() == ["about your registration"]
    second = make_credential(doctor.doctor, "applied")
    credentials.refuse(administrator, second.public_id, "A secret reason.")
    assert sent() == ["about your registration"]
    said = mail.outbox[0].message().as_string()
    assert "ecret" not in said
    assert "http://localhost:8000/en/accounts/doctor/" in said


def test_in_the_language_of_the_account() -> None:
    doctor = make_doctor_account()
    User.objects.filter(pk=doctor.pk).update(language="zh-hant")
    letter = letters.about_credential("verified", Credential.objects.get().pk)
    assert letter
    assert "/zh-hant/accounts/doctor/" in letter.body


def test_what_is_no_longer_so_is_not_told() -> None:
    doctor = make_doctor_account(state="revoked")
    number = Credential.objects.get().pk
    assert letters.about_credential("verified", number) is None
    assert letters.about_credential(letters.EXPIRING, number) is None
    assert letters.about_credential("revoked", number)
    User.objects.filter(pk=doctor.pk).update(is_active=False)
    assert letters.about_credential("revoked", number) is None
    assert letters.about_credential("revoked", number + 1) is None


def test_reminders_at_thirty_and_at_seven_days_each_once() -> None:
    ends_on(day(40))
    said = {}
    for number in range(42):
        with clock.frozen(day(number)):
            for _ in range(2):  # the task may run again
                reminders.remind()
            if letters_sent := sent():
                said[number] = letters_sent
    assert said == {10: ["your registration ends soon"], 33: ["your registration ends soon"]}


def test_a_worker_that_was_away_reminds_late_and_once() -> None:
    ends_on(day(5))
    with clock.frozen(START):
        assert reminders.remind() == 1
        assert reminders.remind() == 0
    assert len(sent()) == 1


def test_who_has_renewed_is_left_alone() -> None:
    renewed = ends_on(day(20))
    make_credential(renewed.doctor, expires_on=day(400).date())
    make_doctor_account(expires_on=day(20).date(), state="revoked")
    ends_on(day(31))
    due = ends_on(day(30))
    with clock.frozen(START):
        assert [one.doctor.user for one in reminders.expiring(30)] == [due]
        assert reminders.remind() == 1


def test_a_mail_sent_twice_has_one_id() -> None:
    make_doctor_account()
    number = Credential.objects.get().pk
    for _ in range(2):
        tasks.send_letter.func(kind="verified", credential=number)
    first, second = (one.extra_headers["Message-ID"] for one in mail.outbox)
    assert first == second
