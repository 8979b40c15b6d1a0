"""Who is told what, once, without a word about health."""

from __future__ import annotations

import email
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.consult import asking, desk, links, withdrawing
from curbside.consult.links import Purpose
from curbside.consult.models import Event, Question
from curbside.notify import choosing, operations, outbox, rules, sending, texts
from curbside.notify.models import Mail, Unsubscribed
from curbside.people.models import Role, User
from tests import factories
from tests.consult import room

pytestmark = pytest.mark.django_db
CANARY = "canarywort"


def told(question: Question) -> list[str]:
    """Tell of everything that happened to the question; the kinds of the mails that went out."""
    django_mail.outbox.clear()
    for event in question.events.order_by("pk"):
        operations.tell(event.pk)
    unsent = Mail.objects.filter(sent_at=None, dropped_at=None).order_by("pk")
    return [mail.kind for mail in list(unsent) if sending.send(mail.pk)]


def test_every_rule_has_words_and_every_word_a_rule() -> None:
    kinds = {str(kind) for _, kind in rules.TOLD.values()} | {"digest", "review", "explanations"}
    assert kinds == {str(kind) for kind in texts.WORDS} == {str(kind) for kind in rules.Kind}


def test_an_asker_hears_of_each_step_once() -> None:
    doctor = room.make_doctor()
    question = room.make_unverified(text=f"{CANARY} hurts", title=CANARY)
    assert told(question) == ["confirm"]
    assert told(question) == []
    key = links.key(question, Purpose.EMAIL)
    question = asking.confirm_email(question.public_id, key)
    assert told(question) == ["received"]
    desk.claim(question.public_id, doctor)
    desk.ask_back(question.public_id, doctor, f"{CANARY} since when?", "f1")
    assert told(question) == ["asked-back"]
    asking.answer_clarification(question.public_id, room.key(question), CANARY, "f2")
    assert told(question) == ["clarified"]
    desk.reply(question.public_id, doctor, f"{CANARY} is harmless.", 0, "f3")
    assert told(question) == ["answered"]
    withdrawing.withdraw(question.public_id, room.key(question))
    assert told(question) == ["withdrawn"]


def test_no_mail_tells_of_health_or_names_anyone() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor, text=f"{CANARY} hurts", title=CANARY, conditions=CANARY)
    desk.ask_back(question.public_id, doctor, CANARY, "f1")
    told(question)
    letters: list[Any] = list(django_mail.outbox)
    assert len(letters) >= 2
    for letter in letters:
        whole = letter.message().as_string() + letter.body + str(letter.alternatives)
        for word in (CANARY, "neurolog", "Osei", "lip"):
            assert word.lower() not in whole.lower(), word


def test_a_confirmation_that_came_too_late_is_dropped() -> None:
    question = room.make_question()  # its address is confirmed already
    assert told(question) == ["received"]
    assert Mail.objects.get(kind="confirm").dropped_at is not None


def test_the_links_work() -> None:
    question = room.make_unverified()
    told(question)
    body = str(django_mail.outbox[0].body)
    path = body[body.index("/en/mine/") :].split(maxsplit=1)[0]
    client = Client()
    assert client.get(path).status_code == 200
    client.post(path)
    assert room.fresh(question).state == "waiting"


def test_in_chinese_to_who_asked_in_chinese() -> None:
    question = room.make_unverified()
    Question.objects.filter(pk=question.pk).update(language="zh-hans")
    told(room.fresh(question))
    letter = django_mail.outbox[0]
    assert "/zh-hant/mine/" in str(letter.body)
    assert "confirm" not in letter.subject.lower()


def test_leads_then_administrators_hear_of_what_waits() -> None:
    lead, chief = room.make_user("Lead"), room.make_user("Chief")
    neurology = factories.make_department()
    question = room.make_question()
    Question.objects.filter(pk=question.pk).update(escalated=1)
    first = Event.objects.create(question=question, kind="overdue-lead", actor="system")
    Role.objects.create(user=chief, kind="administrator")
    assert operations.tell(first.pk) == 1  # nobody leads it: the administrators
    assert Mail.objects.get(kind="overdue").user == chief
    Role.objects.create(user=lead, kind="lead", department=neurology)
    second = Event.objects.create(question=question, kind="overdue-lead", actor="system")
    assert operations.tell(second.pk) == 1
    assert Mail.objects.filter(kind="overdue", user=lead).exists()


def test_somebody_whose_account_is_closed_gets_nothing() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    event = Event.objects.create(
        question=question, kind="claim-warned", actor="system", detail={"doctor": doctor.user_id}
    )
    assert operations.tell(event.pk) == 1
    User.objects.filter(pk=doctor.user_id).update(is_active=False)
    assert sending.send(Mail.objects.get(kind="claim-warned").pk) is False


@pytest.mark.parametrize("token", ["x", "WzEsImRpZ2VzdCJd:abc:def", "%00"])
def test_a_forged_unsubscription_does_nothing(token: str) -> None:
    assert Client().post(f"/en/unsubscribe/{token}/").status_code == 404
    assert not Unsubscribed.objects.exists()


def test_an_askers_own_mails_cannot_be_switched_off() -> None:
    user = room.make_user()
    choosing.unsubscribe(user.pk, "answered")
    assert not Unsubscribed.objects.exists()


def test_each_mail_has_its_job_and_its_own_id() -> None:
    question = room.make_question()
    for event in question.events.all():
        operations.tell(event.pk)
    mails = list(Mail.objects.all())
    jobs = ProcrastinateJob.objects.filter(task_name="notify.send")
    assert {job.args["mail"] for job in jobs} == {mail.pk for mail in mails}
    ids = {sending.message(mail, "a@example.org").extra_headers["Message-ID"] for mail in mails}
    assert len(ids) == len(mails)


def test_a_server_that_refuses_leaves_the_mail_to_be_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = room.make_unverified()
    operations.tell(question.events.get().pk)
    mail = Mail.objects.get()

    def refuse(self: Any, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            sending.send(mail.pk)
    assert Mail.objects.get().sent_at is None
    assert sending.send(mail.pk)


def test_the_outbox_holds_a_mail_handed_in_twice_once(settings: Any, tmp_path: Any) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"curbside_data_dir": tmp_path, "curbside_sample_people": True}
    )
    question = room.make_unverified()
    operations.tell(question.events.get().pk)
    letter = sending.message(Mail.objects.get(), "asker@example.org")
    backend = outbox.Outbox()
    assert backend.send_messages([letter]) == backend.send_messages([letter]) == 1
    (held,) = outbox.letters()
    assert held.to == "asker@example.org"
    (file,) = outbox.folder().glob("*.eml")
    assert email.message_from_bytes(file.read_bytes())["Auto-Submitted"] == "auto-generated"
    assert "Please confirm your address" in Client().get("/en/outbox/").content.decode()


def test_nobody_sees_the_outbox_of_a_real_service() -> None:
    assert Client().get("/en/outbox/").status_code == 404


def test_an_address_cannot_smuggle_headers_in() -> None:
    question = room.make_unverified()
    operations.tell(question.events.get().pk)
    letter = sending.message(Mail.objects.get(), "a@example.org\nBcc: b@example.org")
    with pytest.raises(ValueError, match="newline"):
        letter.message()
    assert connection.in_atomic_block  # nothing was left half done
