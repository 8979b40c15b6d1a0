"""What is held is handed out whole; what is erased leaves no word anywhere; entries go with it."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from curbside.consult import asking, desk, erasing, holding, links
from curbside.consult.models import Opinion, Question
from curbside.core.errors import NotFound
from curbside.library import queries as library
from curbside.library.models import Entry
from curbside.people.person import Person
from tests import factories
from tests.consult import room
from tests.consult.test_asking import jpeg

pytestmark = pytest.mark.django_db
WORD = "zebrafish"  # stands in every text of the question


def full(doctor: Person) -> Question:
    """A question with something of everything, each with the word in it."""
    texts = ("title", "text", "since", "onset", "better_worse", "conditions", "medicines", "tried")
    token = room.make_form(
        email=f"{WORD}@example.org", wants=WORD, **dict.fromkeys(texts, f"a {WORD} here")
    )
    asking.add_photo(token, jpeg())
    question = asking.submit(token, room.ADDRESS)
    asking.confirm_email(question.public_id, links.key(question, links.Purpose.EMAIL))
    number, key = question.public_id, room.key(question)
    desk.claim(number, doctor)
    desk.ask_back(number, doctor, f"Which {WORD}?", "c")
    asking.answer_clarification(number, key, f"This {WORD}.", "d")
    desk.reply(number, doctor, f"A {WORD} is harmless.", 0, "e")
    reply = question.replies.get()
    desk.revise(reply.pk, doctor, f"A {WORD} is mostly harmless.", f"{WORD}s vary", 0)
    desk.give_opinion(reply.pk, room.make_doctor(), Opinion.Stance.DISSENT, f"Not a {WORD}.")
    asking.follow_up(number, key, f"And two {WORD}?", "f")
    desk.claim(number, doctor)
    desk.save_draft(number, doctor, f"Two {WORD} are", 0)
    desk.decline(number, doctor, f"No more {WORD}.")
    return room.fresh(question)


def everything() -> str:
    """Every row of every table of the room, and of the trail, as one text."""
    models = [
        *apps.get_app_config("consult").get_models(),
        *apps.get_app_config("core").get_models(),
    ]
    models += [apps.get_model("procrastinate", "ProcrastinateJob")]
    return "\n".join(str(list(model._default_manager.values())) for model in models)


def test_what_is_held_has_every_word_and_is_json() -> None:
    question = full(room.make_doctor())
    held = asking.held(question.public_id, room.key(question))
    text = json.dumps(held, ensure_ascii=False)
    assert text.count(WORD) >= 17
    assert held["replies"][0]["before"][0]["text"] == f"A {WORD} is harmless."
    assert len(held["photos"]) == 1
    assert [one["what"] for one in held["history"]] == room.kinds(question)


def test_erasing_leaves_no_word_and_no_face() -> None:
    question = full(room.make_doctor())
    assert WORD in everything()
    key = room.key(question)
    asking.erase(question.public_id, key)
    assert WORD not in everything()
    assert not question.photos.exists()
    asking.erase(question.public_id, key)
    assert room.kinds(question)[-2:] == ["withdrawn", "erased"]
    assert asking.held(question.public_id, key)["text"] == ""
    left = room.fresh(question)
    assert (left.state, left.asker_id, left.flags) == ("withdrawn", None, [])
    assert left.answer_seconds is not None  # how long it took names nobody


def test_an_account_erases_all_its_questions_and_no_others() -> None:
    ann = room.make_person()
    own, other = room.make_question(), room.make_question()
    asking.take_along(own.public_id, room.key(own), ann)
    erasing.erase_about(ann)
    assert room.fresh(own).text == ""
    assert room.fresh(other).text


def test_a_doctors_account_holds_what_was_done_but_nobody_elses_words() -> None:
    doctor = room.make_doctor()
    question = full(doctor)
    desk.keep_snippet(doctor, "Sleep", "Sleep more.")
    held = holding.held_about(doctor)
    assert WORD not in json.dumps(held)
    assert (len(held["taken"]), len(held["replied"])) == (2, 1)
    assert held["snippets"] == [{"title": "Sleep", "text": "Sleep more."}]
    erasing.erase_about(doctor)
    assert desk.snippets(doctor) == []
    assert not question.drafts.exists()
    assert question.replies.count() == 1  # the asker's to keep


@pytest.fixture
def published() -> tuple[Question, Entry]:
    question = room.make_answered(room.make_doctor())
    entry = factories.make_entry(question="De-identified.")
    Question.objects.filter(pk=question.pk).update(entry=entry)
    return room.fresh(question), entry


def visible(entry: Entry) -> bool:
    return library.visible().filter(pk=entry.pk).exists()


@pytest.mark.parametrize("operation", [asking.withdraw, asking.erase])
@pytest.mark.parametrize("keep", [False, True])
def test_the_entry_goes_at_once_unless_it_may_stay(
    operation: object, keep: bool, published: tuple[Question, Entry]
) -> None:
    question, entry = published
    operation(question.public_id, room.key(question), keep_entry=keep)  # type: ignore[operator]
    assert visible(entry) == keep


def test_an_entry_that_stays_is_tied_to_nobody(published: tuple[Question, Entry]) -> None:
    question, entry = published
    asking.erase(question.public_id, room.key(question), keep_entry=True)
    assert room.fresh(question).entry is None
    assert visible(entry)


def test_withdrawing_to_stay_and_then_erasing_takes_the_entry_out(
    published: tuple[Question, Entry],
) -> None:
    question, entry = published
    asking.withdraw(question.public_id, room.key(question), keep_entry=True)
    asking.erase(question.public_id, room.key(question))
    assert not visible(entry)


def test_taking_consent_back_takes_the_entry_out(published: tuple[Question, Entry]) -> None:
    question, entry = published
    asking.set_consent(question.public_id, room.key(question), False)
    assert not visible(entry)
    after = room.fresh(question)
    assert (after.entry, after.may_publish, after.state) == (None, False, "answered")
    asking.set_consent(question.public_id, room.key(question), True)
    assert room.kinds(question)[-2:] == ["consent-taken", "consent-given"]


def test_an_entry_an_editor_took_down_stands_in_nobodys_way(
    published: tuple[Question, Entry],
) -> None:
    from curbside.library import operations

    question, entry = published
    operations.withdraw(entry.public_id, "editor", "asked for")
    assert asking.withdraw(question.public_id, room.key(question)).state == "withdrawn"


def test_the_database_itself_refuses_what_must_not_be() -> None:
    doctor = room.make_doctor()
    question = room.make_answered(doctor, may_publish=False)
    entry = factories.make_entry()
    rows = Question.objects.filter(pk=question.pk)
    for change in (
        {"entry": entry},  # no consent
        {"text": ""},  # words lost without being erased
        {"state": "lost"},
        {"level": 7},
        {"answered_at": None},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    waiting = room.make_claimed(doctor)
    second = waiting.claims.get()
    second.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        second.save(force_insert=True)


def test_erased_is_not_found_by_a_wrong_key_either() -> None:
    question = room.make_question()
    asking.erase(question.public_id, room.key(question))
    with pytest.raises(NotFound):
        asking.held(question.public_id, "wrong")
