"""Invitations: forged, replayed, expired, withdrawn, somebody else's; and the mail."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core import mail
from django.core.signing import Signer
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.core import clock
from curbside.core.errors import BadInput, Conflict, Gone, NotFound
from curbside.core.models import AuditLine
from curbside.people import invitations, tasks
from curbside.people.models import Invitation
from curbside.people.person import Person
from tests.people.accounts import make_user, person

pytestmark = pytest.mark.django_db
ADDRESS = "new.doctor@example.org"


@pytest.fixture
def administrator() -> Person:
    return person(make_user("administrator"))


@pytest.fixture
def open_one(administrator: Person) -> Invitation:
    return invitations.invite(administrator, ADDRESS.upper(), "en")


def test_accepted_once_by_the_address_invited(open_one: Invitation) -> None:
    link = invitations.token(open_one)
    invited = person(make_user(email=ADDRESS))
    assert invitations.read(link) == open_one
    invitations.accept(invited, link)
    kept = Invitation.objects.get()
    assert (kept.accepted_by_id, kept.email) == (invited.user_id, ADDRESS)
    with pytest.raises(Gone):
        invitations.read(link)
    with pytest.raises(Gone):
        invitations.accept(invited, link)
    actions = list(AuditLine.objects.order_by("id").values_list("action", "detail"))
    assert actions == [("invitation.made", {}), ("invitation.accepted", {})]
    assert not person(make_user()).roles  # accepting gives no role: a registration does


def test_somebody_else_with_the_link(open_one: Invitation) -> None:
    with pytest.raises(NotFound):
        invitations.accept(person(make_user()), invitations.token(open_one))
    assert Invitation.objects.get().accepted_at is None


def test_forged_links(open_one: Invitation) -> None:
    link = invitations.token(open_one)
    forged = [
        open_one.public_id,
        link[:-1] + ("A" if link[-1] != "A" else "B"),
        "x" + link,
        Signer(salt="another").sign(open_one.public_id),
        Signer(key="guessed", salt="curbside.people.invitation").sign(open_one.public_id),
        "",
        ":",
    ]
    for one in forged:
        with pytest.raises(NotFound):
            invitations.read(one)


def test_an_invitation_ends(open_one: Invitation) -> None:
    with clock.frozen(clock.now() + invitations.HOLDS), pytest.raises(Gone):
        invitations.read(invitations.token(open_one))


def test_an_invitation_is_withdrawn(administrator: Person, open_one: Invitation) -> None:
    invitations.withdraw(administrator, open_one.public_id)
    with pytest.raises(Gone):
        invitations.read(invitations.token(open_one))
    with pytest.raises(NotFound):
        invitations.withdraw(administrator, open_one.public_id)


def test_one_open_invitation_an_address(administrator: Person, open_one: Invitation) -> None:
    with pytest.raises(Conflict):
        invitations.invite(administrator, ADDRESS, "en")
    with clock.frozen(clock.now() + invitations.HOLDS + dt.timedelta(days=1)):
        second = invitations.invite(administrator, ADDRESS, "zh-hant")
        assert second.public_id != open_one.public_id


@pytest.mark.parametrize(
    ("address", "language"),
    [("", "en"), ("nobody", "en"), ("a@b\r\nBcc: c@example.org", "en"), (ADDRESS, "fr")],
)
def test_what_is_no_invitation(administrator: Person, address: str, language: str) -> None:
    with pytest.raises(BadInput):
        invitations.invite(administrator, address, language)
    assert not ProcrastinateJob.objects.exists()


def test_only_administrators_invite(open_one: Invitation) -> None:
    for stranger in (person(make_user()), person(make_user("doctor", "editor"))):
        with pytest.raises(NotFound):
            invitations.invite(stranger, "a@example.org", "en")
        with pytest.raises(NotFound):
            invitations.withdraw(stranger, open_one.public_id)


def test_the_mail_is_queued_in_the_transaction_and_says_where_to_go(
    open_one: Invitation, settings: Any
) -> None:
    job = ProcrastinateJob.objects.get(task_name=invitations.SEND)
    assert job.args == {"invitation": open_one.pk}
    tasks.send_invitation.func(**job.args)
    sent = mail.outbox[0]
    assert sent.to == [ADDRESS]
    link = f"{settings.BASE_URL}/en/accounts/invitation/{invitations.token(open_one)}/"
    assert link in sent.body
    assert link in str(sent.alternatives[0].content)  # type: ignore[attr-defined]
    assert "\n" not in sent.subject


def test_the_mail_is_in_the_language_of_the_invitation(administrator: Person) -> None:
    made = invitations.invite(administrator, ADDRESS, "zh-hant")
    tasks.send_invitation.func(invitation=made.pk)
    assert "/zh-hant/accounts/invitation/" in mail.outbox[0].body


def test_no_mail_for_what_is_not_open_any_more(administrator: Person, open_one: Invitation) -> None:
    invitations.withdraw(administrator, open_one.public_id)
    tasks.send_invitation.func(invitation=open_one.pk)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_accepted_once_under_a_burst(administrator: Person) -> None:
    link = invitations.token(invitations.invite(administrator, ADDRESS, "en"))
    invited = person(make_user(email=ADDRESS))
    outcomes: list[str] = []

    def accept() -> None:
        try:
            invitations.accept(invited, link)
            outcomes.append("accepted")
        except Gone:
            outcomes.append("gone")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", *["gone"] * 5]
