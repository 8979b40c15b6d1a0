"""Drafts, edits, signatures: what may happen, what is refused, and what each leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.core import clock, generation
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from curbside.evidence import operations as evidence
from curbside.explain import (
    drafting,
    editing,
    engine,
    following,
    listing,
    queries,
    reviewing,
    shelves,
    texts,
)
from curbside.explain.drafting import Made
from curbside.explain.editing import NewSentence, Unborne
from curbside.explain.models import Version
from curbside.explain.rules import Outcome
from curbside.library.operations import withdraw
from tests.consult import room as consult
from tests.explain import room
from tests.factories import make_department, make_entry, make_topic

pytestmark = pytest.mark.django_db


def ref(version: Version) -> str:
    return version.explainer.public_id


def said(version: Version) -> list[str]:
    return [line.sentence.text for line in texts.lines(shelves.text_of(room.fresh(version)))]


def actions() -> list[str]:
    return list(
        AuditLine.objects.filter(action__startswith="explainer.")
        .order_by("id")
        .values_list("action", flat=True)
    )


def test_from_a_draft_to_readers_and_away_again() -> None:
    entry, doctor = make_entry(), room.make_doctor()
    draft = room.make_draft(entry)
    assert queries.shown(entry) is None
    signed = room.sign(draft, doctor)
    assert queries.shown(entry) is None
    assert signed.reviewed_on == clock.today()
    before = generation.current()
    public = reviewing.publish(ref(signed), doctor, signed.edit)
    assert generation.current() > before
    found = queries.shown(entry)
    assert found is not None
    assert found.signed
    assert found.version.doctor is not None
    assert found.version.doctor.name_en == "Dr Amara Osei"
    before = generation.current()
    reviewing.retire(ref(public), doctor, "published", public.edit)
    assert generation.current() > before
    assert queries.shown(entry) is None
    assert actions() == [
        "explainer.composed", "explainer.sign", "explainer.publish", "explainer.retire"
    ]  # fmt: skip


def test_the_next_one_takes_the_place_of_the_published_one_only_when_published() -> None:
    doctor = room.make_doctor()
    first = room.make_published(person=doctor)
    draft = reviewing.reopen(ref(first), doctor)
    assert draft.number == 2
    with pytest.raises(Conflict):
        reviewing.reopen(ref(first), doctor)
    signed = room.sign(room.fresh(draft), doctor)
    assert room.fresh(first).state == "published"
    reviewing.publish(ref(signed), doctor, signed.edit)
    assert room.fresh(first).state == "retired"
    assert room.fresh(first).retired_at is not None


def test_sending_back_takes_the_signature_away() -> None:
    editor, signed = room.make_editor(), room.make_signed()
    back = reviewing.send_back(ref(signed), editor, signed.edit)
    assert (back.state, back.reviewer_name, back.reviewed_on) == ("draft", "", None)


def test_the_database_itself_refuses_what_is_public_unsigned() -> None:
    draft = room.make_draft()
    for state in ("reviewed", "published"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.filter(pk=draft.pk).update(state=state)


def test_an_editor_may_not_sign_unless_the_operator_says_so(settings: object) -> None:
    draft, editor = room.make_draft(), room.make_editor()
    with pytest.raises(BadInput):
        room.sign(draft, editor)
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(  # type: ignore[attr-defined]
        update={"curbside_editors_sign": True}
    )
    signed = room.sign(draft, editor)
    assert (signed.reviewer_name, signed.doctor_id) == (editor.name, None)


def test_the_wrong_person_finds_nothing() -> None:
    draft = room.make_draft()
    other = room.make_doctor(departments=frozenset({make_department("cardiology").pk}))
    for person in (other, room.make_editor(second_factor=False), consult.make_person()):
        with pytest.raises(NotFound):
            listing.desk(ref(draft), person)
        with pytest.raises(NotFound):
            editing.remove(ref(draft), person, draft.edit, 1)
        with pytest.raises(NotFound):
            room.sign(draft, person)
        assert listing.waiting(person).drafts == []
    with pytest.raises(NotFound):
        listing.desk("2222222222", room.make_editor())


def test_nobody_works_on_what_belongs_to_a_withdrawn_entry() -> None:
    entry = make_entry()
    draft = room.make_draft(entry)
    assert listing.waiting(room.make_editor()).drafts == [draft]
    withdraw(entry.public_id, "tests", "asked")
    assert listing.waiting(room.make_editor()).drafts == []
    with pytest.raises(NotFound):
        listing.desk(ref(draft), room.make_editor())


def test_sentences_are_changed_moved_removed_and_added() -> None:
    source, editor = room.make_evidence(), room.make_editor()
    draft = room.make_draft(source=source)
    edit = editing.save(ref(draft), editor, 1, 3, "Facial twitching may be caused by stress.")
    assert "Facial twitching may be caused by stress." in said(draft)
    line = texts.line(shelves.text_of(room.fresh(draft)), 3)
    assert line.sentence.citations[0].quote == room.CAUSES
    new = NewSentence("what", room.passage(source, 3).pk, room.HELP)
    edit = editing.add(ref(draft), editor, edit, new)
    assert said(draft)[2] == room.HELP
    added = next(x.id for x in texts.lines(shelves.text_of(room.fresh(draft))) if x.id > 6)
    edit = editing.move(ref(draft), editor, edit, added, down=False)
    assert said(draft)[1] == room.HELP
    edit = editing.remove(ref(draft), editor, edit, added)
    assert said(draft).count(room.HELP) == 1
    assert edit == 5
    assert actions()[-4:] == [
        "explainer.sentence-changed", "explainer.sentence-added", "explainer.sentence-moved",
        "explainer.sentence-removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        (2, "It is dangerous.", "negation"),
        (3, "Facial twitching may be caused by a brain tumour.", "words"),
        (4, "See a doctor if the twitching lasts longer than two months.", "number"),
        (6, "Rest more and drink more coffee.", "opposite"),
    ],
)
def test_what_its_citations_do_not_say_is_refused(line: int, text: str, kind: str) -> None:
    draft, editor = room.make_draft(), room.make_editor()
    with pytest.raises(Unborne) as raised:
        editing.save(ref(draft), editor, 1, line, text)
    assert kind in {problem.kind for problem in raised.value.problems}
    assert text not in str(raised.value), "what is raised is logged"
    assert room.fresh(draft).edit == 1
    assert text not in said(draft)


def test_red_flag_advice_cannot_be_touched() -> None:
    draft, editor = room.make_draft(), room.make_editor()
    changes: list[Callable[[], object]] = [
        lambda: editing.save(ref(draft), editor, 1, 5, "It can wait."),
        lambda: editing.remove(ref(draft), editor, 1, 5),
        lambda: editing.move(ref(draft), editor, 1, 5, down=True),
    ]
    for change in changes:
        with pytest.raises(BadInput):
            change()
    assert "Call the emergency number now if half of the face droops." in said(draft)


def test_an_edit_over_somebody_elses_is_refused_everywhere() -> None:
    draft, editor, doctor = room.make_draft(), room.make_editor(), room.make_doctor()
    source = room.make_evidence()
    editing.remove(ref(draft), editor, 1, 3)
    new = NewSentence("what", room.passage(source).pk, "It is not dangerous.")
    for act in (
        lambda: editing.save(ref(draft), editor, 1, 1, room.TWITCH),
        lambda: editing.remove(ref(draft), editor, 1, 1),
        lambda: editing.move(ref(draft), editor, 1, 1, down=True),
        lambda: editing.add(ref(draft), editor, 1, new),
        lambda: reviewing.sign(
            ref(draft), doctor, 1, reviewing.next_review(), disagreements_read=True
        ),
        lambda: reviewing.retire(ref(draft), doctor, "draft", 1),
        lambda: reviewing.again(ref(draft), doctor, 1),
    ):
        with pytest.raises(Conflict):
            act()
    assert room.fresh(draft).edit == 2


def test_a_disagreement_must_be_read_before_signing() -> None:
    source = room.make_evidence(
        "Coffee", sections=((room.TWITCH, "what"), ("Drink more coffee every day.", "self-care"),
                            (room.HELP, "get-help"))
    )  # fmt: skip
    draft, doctor = room.make_draft(source=source), room.make_doctor()
    new = NewSentence("self-care", room.passage(source, 2).pk, "Drink more coffee every day.")
    edit = editing.add(ref(draft), doctor, draft.edit, new)
    desk = listing.desk(ref(draft), doctor)
    assert [one.reply for one in desk.against.values()] == [room.REST]
    later = reviewing.next_review()
    with pytest.raises(BadInput):
        reviewing.sign(ref(draft), doctor, edit, later, disagreements_read=False)
    reviewing.sign(ref(draft), doctor, edit, later, disagreements_read=True)
    assert AuditLine.objects.get(action="explainer.sign").detail["disagreements"] == 1


def test_a_review_lies_in_the_future() -> None:
    draft, doctor = room.make_draft(), room.make_doctor()
    with pytest.raises(BadInput):
        reviewing.sign(ref(draft), doctor, 1, clock.today(), disagreements_read=True)


def test_the_same_composition_again_changes_nothing() -> None:
    source, entry, doctor = room.make_evidence(), make_entry(), room.make_doctor()
    draft = room.make_draft(entry, source)
    made = Made(room.composition(source))
    assert drafting.keep(draft.explainer, made) is Outcome.NOTHING
    signed = room.sign(draft, doctor)
    reviewing.publish(ref(signed), doctor, signed.edit)
    assert drafting.keep(draft.explainer, made) is Outcome.NOTHING
    assert Version.objects.count() == 1


def test_another_composition_is_a_draft_beside_what_is_published() -> None:
    source, entry = room.make_evidence(), make_entry()
    published = room.make_published(entry, source=source)
    other = Made(room.composition(source, flags=False))
    assert drafting.keep(published.explainer, other) is Outcome.DRAFT
    assert room.fresh(published).state == "published"
    desk = listing.desk(ref(published), room.make_editor())
    assert desk.version is not None
    assert desk.published == published
    shown = queries.shown(entry)
    assert shown is not None
    assert shown.version == published


def test_a_draft_somebody_works_on_is_not_replaced() -> None:
    source, editor = room.make_evidence(), room.make_editor()
    other = Made(room.composition(source, flags=False))
    untouched = room.make_draft(source=source)
    assert drafting.keep(untouched.explainer, other) is Outcome.REPLACE
    assert room.fresh(untouched).edit == 2
    draft = room.make_draft(source=source)
    editing.remove(ref(draft), editor, 1, 3)
    before = said(draft)
    assert drafting.keep(draft.explainer, other) is Outcome.FLAG
    assert said(draft) == before
    assert room.fresh(draft).flags == ["evidence-changed"]


def test_withdrawn_evidence_takes_its_sentences_off_the_page_at_once() -> None:
    source, entry = room.make_evidence(), make_entry()
    other = room.make_evidence("Another note")
    published = room.make_published(entry, source=source)
    evidence.withdraw(source.public_id, "tests", "wrong")
    assert queries.shown(entry) is None, "nothing is left that rests on evidence"
    assert following.evidence_changed(source.pk) == 1
    assert following.evidence_changed(other.pk) == 0
    assert room.fresh(published).flags == ["withdrawn"]
    assert list(ProcrastinateJob.objects.filter(task_name="explain.compose")) != []
    editor = room.make_editor()
    assert listing.waiting(editor).flagged == [published]
    assert listing.desk(ref(published), editor).lost == {1, 2, 3, 4}
    with pytest.raises(BadInput):
        reviewing.confirm(ref(published), room.make_doctor(name="Dr B"), published.edit)


@pytest.mark.parametrize("how", ["expired", "superseded"])
def test_old_evidence_is_flagged_and_stays_readable(how: str) -> None:
    source, entry, doctor = room.make_evidence(), make_entry(), room.make_doctor()
    newer = room.make_evidence("Newer note")
    published = room.make_published(entry, doctor, source=source)
    assert source.review_by is not None
    later = clock.now()
    if how == "superseded":
        evidence.supersede(source.public_id, newer.public_id, "tests")
    else:
        later = dt.datetime.combine(source.review_by, dt.time(), dt.UTC) + dt.timedelta(days=2)
    with clock.frozen(later):
        evidence.expire()
        following.evidence_changed(source.pk)
        assert room.fresh(published).flags == [how]
        assert queries.shown(entry) is not None
        reviewing.confirm(ref(published), doctor, published.edit)
        assert room.fresh(published).flags == []


def test_reading_it_again_is_one_click() -> None:
    doctor = room.make_doctor()
    published = room.make_published(person=doctor)
    assert published.review_by is not None
    with clock.frozen(dt.datetime.combine(published.review_by, dt.time(9), dt.UTC)):
        assert listing.waiting(doctor).due == [published]
        assert following.to_read_again() == [published]
        again = reviewing.confirm(ref(published), doctor, published.edit)
        assert again.review_by == reviewing.next_review()
        assert listing.waiting(doctor).due == following.to_read_again() == []


def test_a_signature_needs_its_evidence() -> None:
    source, doctor = room.make_evidence(), room.make_doctor()
    draft = room.make_draft(source=source)
    evidence.withdraw(source.public_id, "tests", "wrong")
    with pytest.raises(BadInput):
        room.sign(draft, doctor)


def test_what_was_signed_is_not_published_without_its_evidence() -> None:
    source, doctor = room.make_evidence(), room.make_doctor()
    signed = room.make_signed(person=doctor, source=source)
    evidence.withdraw(source.public_id, "tests", "wrong")
    with pytest.raises(BadInput):
        reviewing.publish(ref(signed), doctor, signed.edit)


def test_giving_a_draft_up_has_it_composed_anew() -> None:
    draft, doctor = room.make_draft(), room.make_doctor()
    reviewing.again(ref(draft), doctor, draft.edit)
    assert room.fresh(draft).state == "retired"
    assert ProcrastinateJob.objects.filter(task_name="explain.compose").count() == 1


def test_an_entry_that_was_changed_is_composed_anew() -> None:
    entry = make_entry(ref="again")
    room.make_draft(entry)
    assert following.catch_up() == 0
    with clock.frozen(clock.now() + dt.timedelta(minutes=1)):
        make_entry(ref="again", question="My lip jumps, and now my eyelid too.")
        assert following.catch_up() == 1
        assert following.catch_up() == 0


def test_composing_for_real_gives_a_draft_that_its_evidence_bears() -> None:
    make_department()
    topic = make_topic()
    source = room.make_evidence()
    entry = make_entry(
        "Facial twitching for two days",
        "I have had facial twitching for two days. Is it dangerous?",
        ["It is only a facial twitching. Rest more and drink less coffee."],
        topics=[topic],
    )
    assert drafting.compose_entry(entry.pk) in (Outcome.DRAFT, Outcome.NOTHING)
    assert drafting.compose_entry(0) is None
    version = shelves.open_version(drafting.shelf_of_entry(entry))
    if version is not None:
        assert source.pk in version.sources
        assert listing.desk(version.explainer.public_id, room.make_editor()).doubts == {}


def test_what_a_corrected_answer_overtakes_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    source, entry = room.make_evidence(), make_entry()
    published = room.make_published(entry, source=source)
    other = room.composition(source, flags=False)
    monkeypatch.setattr(engine, "explain", lambda asked, country="": other)
    assert drafting.compose_entry(entry.pk) is Outcome.DRAFT
    assert room.fresh(published).flags == ["entry-changed"]
    assert room.fresh(published).state == "published"
