"""An erased account is nobody's: no table holds a word of it, and nobody waits for it."""

from __future__ import annotations

import pytest

from curbside.consult import desk
from curbside.consult.models import Question
from curbside.core import chain
from curbside.core.errors import Conflict, NotFound
from curbside.library.models import Entry
from curbside.library.queries import visible
from curbside.people import accounts, directory, queries
from curbside.people.models import Credential, Doctor, Evidence, User
from curbside.personal import erasing
from curbside.publishing import proposing, tasks
from curbside.publishing.models import Part, Publication, Report
from tests import factories
from tests.consult import room
from tests.people.accounts import make_user, person
from tests.personal.everybody import WORD, everything, make_asker, make_doctor, tell

pytestmark = pytest.mark.django_db


def follow(question: Question) -> None:
    """What the worker does after an event."""
    tasks.follow(question.pk)


def test_of_an_asker_no_word_is_left_in_any_table() -> None:
    user, question = make_asker()
    assert proposing.propose(question.pk) is not None
    assert WORD in everything().lower()
    erasing.erase(person(user))
    follow(question)
    assert WORD not in everything().lower()
    assert not Part.objects.exists()
    gone = User.objects.get(pk=user.pk)
    assert (gone.is_active, gone.has_usable_password()) == (False, False)
    assert gone.email == f"{user.public_id}@erased.invalid"
    assert not gone.roles.exists()
    assert room.kinds(question)[-2:] == ["withdrawn", "erased"]
    chain.seal()
    assert not chain.verify().problem


@pytest.mark.parametrize("keep", [False, True])
def test_a_published_entry_stays_only_if_the_asker_says_so(keep: bool) -> None:
    user, question = make_asker()
    proposal = proposing.propose(question.pk)
    entry = factories.make_entry(question="De-identified.")
    Question.objects.filter(pk=question.pk).update(entry=entry)
    Publication.objects.filter(pk=proposal.pk if proposal else 0).update(version=9)
    erasing.erase(person(user), keep_entries=keep)
    follow(question)
    assert visible().filter(pk=entry.pk).exists() is keep
    assert room.fresh(question).entry is None
    assert not Publication.objects.exists()
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_the_address_is_free_for_another_account() -> None:
    user, _ = make_asker()
    erasing.erase(person(user))
    assert make_user(email=f"{WORD}@example.org").pk != user.pk


def test_what_a_doctor_told_askers_stays_with_the_name_and_the_registration() -> None:
    user, doctor = make_doctor("Dr Osei")
    question = room.make_answered(doctor)
    number = user.doctor.pk
    erasing.erase(doctor)
    assert WORD not in everything().lower()
    reply = question.replies.select_related("doctor__doctor").get()
    assert reply.doctor.signs_as == "Dr Osei"
    assert Doctor.objects.get(pk=number).bio_en == ""
    assert [one.state for one in Credential.objects.all()] == ["verified"]
    assert not Evidence.objects.exists()
    assert not queries.person(reply.doctor).may_answer


def test_a_doctor_who_told_nobody_anything_leaves_nothing() -> None:
    user, doctor = make_doctor()
    erasing.erase(doctor)
    assert WORD not in everything().lower()
    assert not Doctor.objects.filter(user=user.pk).exists()
    assert not Credential.objects.exists()


def test_a_published_signature_stays_also_when_it_was_withdrawn() -> None:
    user, doctor = make_doctor("Dr Osei")
    entry = factories.make_entry(doctor=user.doctor)
    Entry.objects.filter(pk=entry.pk).update(state=Entry.State.WITHDRAWN)
    erasing.erase(doctor)
    assert Doctor.objects.filter(user=user.pk).exists()


def test_nobody_waits_for_a_doctor_who_is_gone() -> None:
    _, doctor = make_doctor()
    claimed = room.make_claimed(doctor)
    asked_back, _ = room.make_asked_back(doctor)
    kept = room.make_question()
    Question.objects.filter(pk=kept.pk).update(reserved_for=doctor.user_id)
    erasing.erase(doctor)
    for question in (claimed, asked_back):
        assert room.fresh(question).state == "waiting"
        assert not question.claims.filter(ended_at=None).exists()
        desk.claim(question.public_id, room.make_doctor())
    assert room.fresh(kept).reserved_for is None


def test_mails_to_a_doctor_are_forgotten_and_not_sent() -> None:
    from curbside.notify.models import Mail

    _, doctor = make_doctor()
    question = room.make_claimed(doctor)
    tell(question)
    erasing.erase(doctor)
    assert not Mail.objects.filter(user=doctor.user_id).exists()


def test_a_report_goes_back_to_all_editors() -> None:
    user = make_user("editor")
    entry = factories.make_entry()
    Report.objects.create(public_id="r" * 10, entry=entry, text="Wrong.", assignee=user)
    erasing.erase(person(user))
    assert Report.objects.get().assignee is None


def test_the_last_administrator_stays() -> None:
    only = make_user("administrator")
    with pytest.raises(Conflict):
        erasing.erase(person(only))
    assert User.objects.get(pk=only.pk).is_active
    closed = make_user("administrator", is_active=False)
    with pytest.raises(Conflict):
        erasing.erase(person(only))
    User.objects.filter(pk=closed.pk).update(is_active=True)
    erasing.erase(person(only))
    assert User.objects.get(pk=only.pk).erased_at is not None


def test_an_erased_account_is_found_and_opened_by_nobody() -> None:
    chief, gone = make_user("administrator"), make_user()
    erasing.erase(person(gone))
    by = person(chief)
    assert gone.pk not in [one.pk for one in directory.people(by)]
    for attempt in (
        lambda: directory.account(by, gone.public_id),
        lambda: accounts.set_active(by, gone.public_id, True),
        lambda: accounts.give_role(by, gone.public_id, "editor"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_nobody_elses_question_is_touched() -> None:
    user, _ = make_asker()
    other = room.make_question()
    erasing.erase(person(user))
    assert room.fresh(other).text
