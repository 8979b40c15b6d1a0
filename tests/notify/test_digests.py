"""The overview: counts only, as they are when it is sent, once a day, and never against a wish."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from curbside.consult import desk
from curbside.consult.models import Question
from curbside.core import clock
from curbside.core.models import AuditLine
from curbside.notify import choosing, operations, sending
from curbside.notify.choosing import Wanted
from curbside.notify.models import Mail, Unsubscribed
from curbside.people.models import Away, User
from tests import factories
from tests.consult import room
from tests.notify.staff import links, sent
from tests.people.accounts import make_credential, make_doctor_account, make_user, person, sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 5, 4)
TUESDAY = MONDAY + dt.timedelta(1)


@pytest.fixture
def doctor() -> User:
    return make_doctor_account(factories.make_department(), name="Dr Osei")


def test_it_counts_what_waits_and_says_nothing_else(doctor: User) -> None:
    factories.make_departments()
    canary = {"text": "canarywort hurts", "title": "canarywort"}
    room.make_question(**canary)
    room.make_question(**canary)
    desk.claim(room.make_question(**canary).public_id, person(doctor))
    entry = factories.make_entry(headline="canarywort")
    type(entry).objects.filter(pk=entry.pk).update(review_by=clock.today())
    assert operations.digests(TUESDAY) == 1
    (letter,) = sent("digest")
    for line in (
        "2 questions wait in your departments.",
        "1 question that you took is not answered yet.",
        "1 published answer is due to be read again.",
    ):
        assert line in letter.body
        assert line in letter.alternatives[0][0]
    whole = letter.message().as_string() + letter.body
    for word in ("canarywort", "neurolog", "Osei", "kept for you"):
        assert word.lower() not in whole.lower()
    assert links(letter)[0] == reverse("desk")


def test_in_the_persons_language(doctor: User) -> None:
    User.objects.filter(pk=doctor.pk).update(language="zh-hant")
    room.make_question()
    operations.digests(TUESDAY)
    (letter,) = sent("digest")
    assert links(letter)[0] == "/zh-hant/desk/"


def test_once_a_day_and_none_when_nothing_waits(doctor: User) -> None:
    assert operations.digests(TUESDAY) == 0
    question = room.make_question()
    assert (operations.digests(TUESDAY), operations.digests(TUESDAY)) == (1, 0)
    desk.claim(question.public_id, room.make_doctor())  # a colleague was faster
    assert sent("digest") == []
    assert Mail.objects.get().dropped_at is not None


def test_nobody_is_written_to_who_is_away_closed_or_may_not_answer() -> None:
    neurology = factories.make_department()
    away, closed = make_doctor_account(neurology), make_doctor_account(neurology)
    lapsed = make_doctor_account(neurology, expires_on=clock.today() - dt.timedelta(1))
    Away.objects.create(doctor=away.doctor, first=MONDAY, last=MONDAY)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    room.make_question()
    assert operations.digests(MONDAY) == 0
    assert operations.digests(TUESDAY) == 1  # back again
    make_credential(lapsed.doctor)
    assert operations.digests(TUESDAY) == 1
    assert not Mail.objects.filter(user=closed).exists()


def test_a_lead_hears_of_their_department() -> None:
    make_user(lead_of=[factories.make_department()])
    make_user(lead_of=[factories.make_department("dermatology")])
    room.make_question()
    assert operations.digests(MONDAY) == 1


def test_an_asker_who_is_a_doctor_is_not_told_of_their_own_question(doctor: User) -> None:
    question = room.make_question()
    Question.objects.filter(pk=question.pk).update(asker=doctor)
    assert operations.digests(MONDAY) == 0


def test_weekly_comes_on_mondays_and_never_never(doctor: User) -> None:
    room.make_question()
    choosing.choose(person(doctor), Wanted("weekly"))
    assert operations.digests(TUESDAY) == 0
    assert operations.digests(MONDAY) == 1
    choosing.choose(person(doctor), Wanted("never", reviews=False))
    assert operations.digests(MONDAY + dt.timedelta(7)) == 0
    assert choosing.wanted(person(doctor)) == Wanted("never", reviews=False)
    choosing.choose(person(doctor), Wanted("daily"))
    assert operations.digests(TUESDAY) == 1
    assert AuditLine.objects.filter(action="mails.chosen").count() == 3


def test_one_click_ends_it_and_looking_at_the_link_does_not(doctor: User) -> None:
    room.make_question()
    operations.digests(MONDAY)
    (letter,) = sent("digest")
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    assert path in letter.body
    client = Client(enforce_csrf_checks=True)  # a mail program: no cookie, no session
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert not Unsubscribed.objects.exists()
    for _ in range(2):
        answer = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert operations.digests(TUESDAY) == 0
    assert AuditLine.objects.filter(action="mails.unsubscribed").count() == 1


def test_only_what_may_be_switched_off_offers_it() -> None:
    question = room.make_unverified()
    operations.tell(question.events.get().pk)
    letter = sending.message(Mail.objects.get(), "asker@example.org")
    assert "List-Unsubscribe" not in letter.extra_headers


def test_the_page_of_ones_own_choice(client: Client, doctor: User) -> None:
    sign_in(client, doctor)
    address = reverse("account-mails")
    assert 'value="daily" id="id_digest_0" required checked' in client.get(address).content.decode()
    assert client.post(address, {"digest": "weekly"}).status_code == 302
    assert choosing.wanted(person(doctor)) == Wanted("weekly", reviews=False, explanations=False)
    answer = client.post(address, {"digest": "hourly"})
    assert answer.status_code == 200
    assert "not one of the available choices" in answer.content.decode()
    assert address in client.get(reverse("account-home")).content.decode()
