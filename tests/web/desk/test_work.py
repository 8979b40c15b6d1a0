"""A doctor's work from the queue to the follow-up, as a browser without JavaScript does it."""

from __future__ import annotations

import datetime as dt

import pytest

from curbside.consult import asking, queries
from curbside.consult.models import Question, ReplyDraft, Snippet
from curbside.core.models import AuditLine
from tests.consult import room
from tests.factories import make_entry
from tests.web.desk.conftest import Desk, make_desk, shown

pytestmark = pytest.mark.django_db
REPLY = "What I think:\nIt is tiredness.\n\nWhen to seek care:\nIf your face droops, at once."


def test_from_the_queue_to_the_reply(doctor: Desk) -> None:
    question = room.make_question()
    assert f"/en/desk/q/{question.public_id}/" in doctor.get()
    page = doctor.page(question)
    for words in (room.TEXT, "Lip keeps jumping", "since Sunday", "Is it the facial nerve?"):
        assert words in page
    assert "asker@" not in page  # nor anybody's address
    assert "Take this question" in page
    assert "<textarea" not in page
    answer = doctor.post(question, "claim/")
    assert answer["Location"] == f"/en/desk/q/{question.public_id}/?done=claimed#work"
    assert "Yours for another 23 hours" in doctor.page(question)
    assert question.public_id in doctor.get("mine/")
    answer = doctor.press(question, "save", "It is")
    assert answer["Location"].endswith("?done=saved#text")
    assert ">It is</textarea>" in doctor.page(question)
    answer = doctor.press(question, "preview", "- one\n- two")
    assert answer["Location"].endswith("#preview-title")
    page = doctor.page(question)
    assert "<li>one</li>" in page
    assert ">- one\n- two</textarea>" in page
    answer = doctor.press(question, "send", REPLY)
    assert answer["Location"].endswith("?done=replied")
    page = doctor.page(question)
    assert "It is tiredness." in page
    assert "Correct your reply" in page
    assert "<textarea" not in page
    assert question.public_id in doctor.get("mine/")
    assert room.fresh(question).state == "answered"
    assert not ReplyDraft.objects.exists()


def test_sending_twice_sends_once(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    form = {**doctor.hidden(question), "text": REPLY, "go": "send"}
    for _ in range(2):
        answer = doctor.post(question, **form)
        assert answer["Location"].endswith("?done=replied")
    assert question.replies.count() == 1
    assert not ReplyDraft.objects.exists()


def test_asking_back_and_what_follows(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    answer = doctor.press(question, "ask-back", "half a rep")
    assert answer["Location"].endswith("/ask-back/#work")
    form = doctor.hidden(question, "ask-back/")
    for _ in range(2):
        answer = doctor.post(question, "ask-back/", **form, text="Since when exactly?")
        assert answer["Location"].endswith("?done=asked-back")
    page = doctor.page(question)
    assert "Since when exactly?" in page
    assert "No answer yet." in page
    assert ">half a rep</textarea>" in page
    assert "Waiting for the asker" in doctor.get("mine/")
    asking.answer_clarification(question.public_id, room.key(question), "On Sunday at nine.", "f")
    assert "On Sunday at nine." in doctor.page(question)
    doctor.press(question, "send", REPLY)
    asking.follow_up(question.public_id, room.key(question), "And may I drive?", "g")
    assert "Follow-ups kept for me" in doctor.get("mine/")
    assert "Follow-up" in doctor.get()
    colleague = make_desk()
    assert "Kept for a colleague" in colleague.get()
    assert "Take this question" not in colleague.page(question)
    doctor.post(question, "claim/")
    page = doctor.page(question)
    assert "And may I drive?" in page
    doctor.press(question, "send", f"You may.\n{REPLY}")
    seen = queries.for_asker(question.public_id, room.key(question))
    assert [turn.text for turn in seen.question.replies.all()] == [REPLY, f"You may.\n{REPLY}"]


def test_declining_tells_the_asker_why(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    assert doctor.press(question, "decline", "")["Location"].endswith("/decline/#work")
    answer = doctor.post(question, "decline/", reason="")
    assert answer.status_code == 422
    assert "Say why, so that the asker knows what to do." in shown(answer)
    answer = doctor.post(question, "decline/", reason="See your own doctor this week.")
    assert answer["Location"] == "/en/desk/?done=declined"
    assert "The asker has been told why." in doctor.get("?done=declined")
    seen = queries.for_asker(question.public_id, room.key(question))
    assert [turn.text for turn in seen.turns] == ["See your own doctor this week."]
    assert "This question has ended" in doctor.page(question)


@pytest.mark.parametrize(
    ("given", "state", "department", "done"),
    [
        ({"where": "inside", "department": "dermatology"}, "waiting", "dermatology", "moved"),
        ({"where": "outside"}, "referred", "neurology", "referred"),
        ({"where": "outside", "department": "dermatology"}, "referred", "neurology", "referred"),
    ],
)
def test_referring(
    doctor: Desk, given: dict[str, str], state: str, department: str, done: str
) -> None:
    question = doctor.take(room.make_question())
    answer = doctor.post(question, "refer/", reason="Looks like skin.", **given)
    assert answer["Location"] == f"/en/desk/?done={done}"
    after = room.fresh(question)
    assert (after.state, after.department.slug) == (state, department)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose one of the two."),
        ({"where": "inside"}, "Choose a department."),
        ({"where": "inside", "department": "no-such"}, "Select a valid choice"),
        ({"where": "inside", "department": "neurology"}, "This cannot be chosen here."),
        ({"where": "elsewhere"}, "Choose one of the two."),
    ],
)
def test_referring_wrongly_keeps_what_was_typed(
    doctor: Desk, given: dict[str, str], words: str
) -> None:
    question = doctor.take(room.make_question())
    answer = doctor.post(question, "refer/", reason="Looks like skin.", **given)
    assert answer.status_code == 422
    assert words in shown(answer)
    assert "Looks like skin.</textarea>" in shown(answer)
    assert room.fresh(question).state == "claimed"


def test_handing_back_keeps_the_draft(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    assert doctor.press(question, "hand-back", "half a rep")["Location"].endswith("=handed-back")
    assert room.fresh(question).state == "waiting"
    page = doctor.page(question)
    assert "What you typed is kept" in page
    assert "half a rep" in page


def test_the_level_is_set_with_a_reason(doctor: Desk) -> None:
    question = room.make_question()
    assert doctor.post(question, "level/", level="0", reason="").status_code == 422
    assert doctor.post(question, "level/", level="3", reason="x").status_code == 422
    answer = doctor.post(question, "level/", level="1", reason="Sounds like a stroke.")
    assert answer["Location"].endswith("?done=level")
    assert room.fresh(question).level == 1
    page = doctor.page(question)
    assert "Dr Amara Osei set the level" in page
    assert "Sounds like a stroke." in page
    line = AuditLine.objects.get(action="question.level-set")
    assert (line.actor, line.detail) == (doctor.person.actor, {"level": 1, "was": 0})


def test_headings_snippets_and_links_go_into_the_draft(doctor: Desk) -> None:
    entry = make_entry(room.TEXT, room.TEXT, ["Only tiredness: rest."], language="en")
    question = doctor.take(room.make_question())
    doctor.client.post("/en/desk/snippets/", {"title": "Rest", "text": "Sleep eight hours."})
    snippet = Snippet.objects.get()
    page = doctor.page(question)
    assert f'name="cite" value="{entry.public_id}"' in page
    assert "Only tiredness: rest." in page
    doctor.press(question, "headings", "")
    doctor.press(question, "", "First.", insert=str(snippet.pk))
    doctor.press(question, "", "First.\n\nSleep eight hours.", cite=entry.public_id)
    text = ReplyDraft.objects.get().text
    assert text.startswith(f"First.\n\nSleep eight hours.\n\n{entry.headline}\nhttp")
    assert text.endswith(f"/en/q/{entry.public_id}/{entry.slug}/")
    assert Snippet.objects.get() == snippet


def test_nobody_elses_snippet_is_inserted(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    colleague = make_desk()
    colleague.client.post("/en/desk/snippets/", {"title": "Mine", "text": "My own words."})
    theirs = Snippet.objects.get()
    doctor.press(question, "", "First.", insert=str(theirs.pk))
    assert ReplyDraft.objects.get().text == "First."
    doctor.client.post("/en/desk/snippets/", {"drop": str(theirs.pk)})
    assert Snippet.objects.exists()
    assert "My own words." not in doctor.get("snippets/")
    colleague.client.post("/en/desk/snippets/", {"drop": str(theirs.pk)})
    assert not Snippet.objects.exists()


def test_a_claim_that_ran_out_keeps_the_text(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    form = {**doctor.hidden(question), "text": REPLY, "go": "send"}
    question.claims.update(ended_at=dt.datetime.now(dt.UTC), ended_by="expired")
    Question.objects.update(state="waiting")
    answer = doctor.post(question, **form)
    assert answer.status_code == 409
    assert "It is tiredness." in shown(answer)
    assert "You no longer have this question." in shown(answer)
    doctor.post(question, "claim/")
    assert "It is tiredness." in doctor.page(question)


def test_reading_is_audited(doctor: Desk) -> None:
    question = room.make_question()
    doctor.page(question)
    line = AuditLine.objects.get(action="question.read")
    assert (line.actor, line.subject) == (doctor.person.actor, f"question:{question.public_id}")
