"""From an answered question to the public, every step of it, and every way to stop it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.consult import asking, desk
from curbside.consult import withdrawing as consult_withdrawing
from curbside.core import clock
from curbside.core.errors import BadInput, Conflict, Gone, NotFound
from curbside.core.models import AuditLine
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.publishing import editing, proposing, queries, releasing, tasks, withdrawing
from curbside.publishing.models import Mark, Publication
from curbside.search.models import IndexRow
from tests.consult import room as consult
from tests.publishing import room

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(hours=73)


def visible() -> list[Entry]:
    return list(library.visible())


def test_from_answer_to_public() -> None:
    editor = room.make_editor()
    found = room.make_proposal()
    assert [part.key for part in found.parts.all()] == ["title", "question", "reply-0"]
    assert releasing.missing(found) == ["undecided"]
    with pytest.raises(BadInput):
        releasing.confirm(found.ref, editor, found.version)
    version = editing.accept_rest(found.ref, editor, found.version)
    filing = editing.Filing("  Lip  keeps jumping ", "neurology", (), False)
    version = editing.describe(found.ref, editor, version, filing)
    releasing.confirm(found.ref, editor, version)
    assert visible() == []
    with clock.frozen(clock.now() + LATER):
        assert releasing.publish_due() == 1
        assert releasing.publish_due() == 0
    (entry,) = visible()
    assert entry.headline == "Lip keeps jumping"
    assert "Whitfield" not in entry.question
    assert "Sunday" in entry.question or "[" in entry.question
    assert (entry.age_band, entry.sex, entry.department.slug) == ("20-29", "female", "neurology")
    assert entry.review_by is not None
    assert IndexRow.objects.filter(document=entry.pk).exists()
    question = consult.fresh(found.question)
    assert question.entry == entry
    actions = AuditLine.objects.filter(subject=f"publication:{found.ref}")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        "publication.proposed",
        "publication.rest-accepted",
        "publication.described",
        "publication.confirmed",
        "publication.published",
    ]


def test_what_the_doctor_alone_was_told_is_not_proposed() -> None:
    found = room.make_proposal(conditions="CANARY asthma", medicines="CANARY pills")
    assert not any("CANARY" in part.text for part in found.parts.all())


def test_without_consent_nothing_is_proposed() -> None:
    question = room.make_answered(may_publish=False)
    assert proposing.propose(question.pk) is None
    assert not Publication.objects.exists()


def test_an_unanswered_question_is_not_proposed() -> None:
    assert proposing.propose(consult.make_question().pk) is None


def test_the_asker_may_let_it_out_at_once_and_once() -> None:
    found = room.make_confirmed()
    key = consult.key(found.question)
    releasing.approve(found.question.public_id, key)
    releasing.approve(found.question.public_id, key)
    assert len(visible()) == 1


def test_the_asker_stops_it_for_good() -> None:
    found = room.make_confirmed()
    public_id, key = found.question.public_id, consult.key(found.question)
    releasing.stop(public_id, key)
    releasing.stop(public_id, key)
    with clock.frozen(clock.now() + LATER):
        assert releasing.publish_due() == 0
    assert proposing.propose(found.question_id) is None
    with pytest.raises(Conflict):
        releasing.approve(public_id, key)
    assert visible() == []


def test_once_public_it_is_withdrawn_rather_than_stopped() -> None:
    found = room.make_confirmed()
    key = consult.key(found.question)
    releasing.approve(found.question.public_id, key)
    with pytest.raises(Conflict):
        releasing.stop(found.question.public_id, key)


@pytest.mark.parametrize("how", ["withdraw", "consent"])
def test_taken_back_by_the_asker_it_is_gone_at_once(how: str) -> None:
    found = room.make_confirmed()
    public_id, key = found.question.public_id, consult.key(found.question)
    releasing.approve(public_id, key)
    (entry,) = visible()
    if how == "withdraw":
        consult_withdrawing.withdraw(public_id, key)
    else:
        asking.set_consent(public_id, key, False)
    assert visible() == []
    assert not IndexRow.objects.filter(document=entry.pk).exists()
    with pytest.raises(Gone):
        library.version(entry.public_id)
    tasks.follow(question=found.question_id)
    assert room.fresh(found).state == "withdrawn"


def test_consent_taken_back_during_the_preview_stops_it() -> None:
    found = room.make_confirmed()
    public_id, key = found.question.public_id, consult.key(found.question)
    asking.set_consent(public_id, key, False)
    with clock.frozen(clock.now() + LATER):
        assert releasing.publish_due() == 0
    with pytest.raises(Conflict):
        releasing.approve(public_id, key)
    assert visible() == []


def test_a_correction_during_the_preview_is_gone_through_again() -> None:
    doctor, editor = room.make_signing_doctor(), room.make_editor()
    question = room.make_answered(doctor)
    found = proposing.propose(question.pk)
    assert found is not None
    version = editing.accept_rest(found.ref, editor, found.version)
    releasing.confirm(found.ref, editor, version)
    reply = question.replies.get()
    desk.revise(reply.pk, doctor, "Sleep more. My colleague John Becker agrees.", "clearer", 0)
    assert Entry.objects.count() == 0
    tasks.follow(question=question.pk)
    again = room.fresh(found)
    assert (again.state, again.confirmed_at) == ("proposed", None)
    states = {m.part.key: m.state for m in Mark.objects.filter(part__publication=again)}
    assert states["question"] == "accepted"
    assert states["reply-0"] == "proposed"


def test_a_correction_after_publication_goes_out_when_it_is_confirmed() -> None:
    doctor, editor = room.make_signing_doctor(), room.make_editor()
    question = room.make_answered(doctor, "Sleep more.")
    found = proposing.propose(question.pk)
    assert found is not None
    version = editing.accept_rest(found.ref, editor, found.version)
    releasing.confirm(found.ref, editor, version)
    releasing.approve(question.public_id, consult.key(question))
    desk.revise(question.replies.get().pk, doctor, "Sleep much more.", "clearer", 0)
    tasks.follow(question=question.pk)
    (entry,) = visible()
    assert [r.text for r in entry.replies.all()] == ["Sleep more."]
    again = room.fresh(found)
    version = editing.accept_rest(again.ref, editor, again.version)
    releasing.confirm(again.ref, editor, version)
    with clock.frozen(clock.now() + LATER):
        assert releasing.publish_due() == 1
    (same,) = visible()
    assert same.public_id == entry.public_id
    assert [r.text for r in same.replies.all()] == ["Sleep much more."]


def test_an_editor_takes_any_entry_down_with_a_reason() -> None:
    editor = room.make_editor()
    found = room.make_confirmed(editor)
    releasing.approve(found.question.public_id, consult.key(found.question))
    (entry,) = visible()
    with pytest.raises(BadInput):
        withdrawing.take_down(entry.public_id, editor, "  ")
    withdrawing.take_down(entry.public_id, editor, "names a small village")
    assert visible() == []
    assert room.fresh(found).state == "withdrawn"
    assert consult.fresh(found.question).state == "answered"  # the asker keeps their answer
    with pytest.raises(NotFound):
        withdrawing.take_down(entry.public_id, editor, "again")


def test_two_editors_do_not_overwrite_each_other() -> None:
    one, other = room.make_editor(), room.make_editor()
    found = room.make_proposal()
    editing.accept_rest(found.ref, one, found.version)
    with pytest.raises(Conflict):
        editing.accept_rest(found.ref, other, found.version)


def test_letting_a_mark_go_names_who_did() -> None:
    editor = room.make_editor()
    found = room.make_proposal()
    mark = Mark.objects.filter(part__publication=found).first()
    assert mark is not None
    editing.decide(found.ref, editor, found.version, mark.pk, "rejected")
    line = AuditLine.objects.get(action="publication.mark-rejected")
    assert (line.actor, line.detail["mark"]) == (editor.actor, mark.pk)
    with pytest.raises(BadInput):
        editing.decide(found.ref, editor, found.version + 1, mark.pk, "proposed")


def test_words_are_taken_out_wherever_they_stand() -> None:
    editor = room.make_editor()
    found = room.make_proposal(text="Granite quarry work. At the quarry my lip jumps.")
    version = editing.add_words(found.ref, editor, found.version, "quarry", "[work]")
    shown = {part.key: part.published() for part in found.parts.all()}
    assert "quarry" not in shown["question"]
    assert shown["question"].count("[work]") == 2
    with pytest.raises(BadInput):
        editing.add_words(found.ref, editor, version, "quarry", "[work]")


def test_a_choice_of_words_is_marked() -> None:
    editor = room.make_editor()
    found = room.make_proposal(text="Granite work. My lip jumps.")
    choice = editing.Choice("question", 0, 7, "[stone]")
    editing.add_mark(found.ref, editor, found.version, choice)
    assert found.parts.get(key="question").published().startswith("[stone] work.")


@pytest.mark.parametrize(
    "filing",
    [
        editing.Filing("", "neurology", (), True),
        editing.Filing("x" * 91, "neurology", (), True),
        editing.Filing("Lip", "no-such", (), True),
        editing.Filing("Lip", "neurology", ("no-such",), True),
    ],
)
def test_bad_filing_changes_nothing(filing: editing.Filing) -> None:
    found = room.make_proposal()
    with pytest.raises(BadInput):
        editing.describe(found.ref, room.make_editor(), found.version, filing)
    assert room.fresh(found).version == found.version


def test_nobody_but_an_editor_with_a_second_factor_gets_in() -> None:
    found = room.make_proposal()
    doctor = consult.make_person(roles=frozenset({"doctor"}), second_factor=True)
    weak = room.make_editor(second_factor=False)
    nobody = consult.make_person()
    for person in (doctor, weak, nobody):
        for attempt in (
            lambda p: queries.review(found.ref, p),
            lambda p: editing.accept_rest(found.ref, p, found.version),
            lambda p: releasing.confirm(found.ref, p, found.version),
            lambda p: withdrawing.take_down("2222222222", p, "x"),
        ):
            with pytest.raises(NotFound):
                attempt(person)
        assert queries.waiting(person) == []
    editor = room.make_editor()
    assert [p.pk for p in queries.waiting(editor)] == [found.pk]
    assert queries.review(found.ref, editor).publication == found


def test_a_doctor_may_publish_their_own_where_the_operator_lets_them(settings: Any) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"curbside_doctors_publish": True}
    )
    doctor, other = room.make_signing_doctor(), consult.make_doctor()
    question = room.make_answered(doctor, "Sleep more.")
    found = proposing.propose(question.pk)
    assert found is not None
    assert [p.pk for p in queries.waiting(doctor)] == [found.pk]
    with pytest.raises(NotFound):
        queries.review(found.ref, other)
    editing.accept_rest(found.ref, doctor, found.version)


def test_the_asker_sees_the_preview_and_nobody_else_does() -> None:
    found = room.make_proposal()
    public_id, key = found.question.public_id, consult.key(found.question)
    assert queries.preview(public_id, key) is None
    confirmed = room.make_confirmed()
    seen = queries.preview(confirmed.question.public_id, consult.key(confirmed.question))
    assert seen is not None
    assert "Whitfield" not in " ".join(one.text for one in seen.texts)
    with pytest.raises(NotFound):
        queries.preview(confirmed.question.public_id, key)
    with pytest.raises(NotFound):
        releasing.approve(confirmed.question.public_id, key)


def test_what_happens_in_the_consult_queues_the_proposal() -> None:
    question = room.make_answered()
    jobs = ProcrastinateJob.objects.filter(task_name="publishing.follow")
    assert {job.args["question"] for job in jobs} == {question.pk}
