"""Two windows on one draft: neither text is ever lost, with or without the script."""

from __future__ import annotations

import pytest

from curbside.consult.models import ReplyDraft, Revision
from tests.consult import room
from tests.web.desk.conftest import Desk, shown

pytestmark = pytest.mark.django_db


def kept() -> str:
    return ReplyDraft.objects.get().text


@pytest.mark.parametrize("go", ["save", "send", "preview", "headings", "hand-back", "decline"])
def test_both_texts_are_shown_side_by_side(doctor: Desk, go: str) -> None:
    question = doctor.take(room.make_question())
    old = doctor.hidden(question)
    doctor.press(question, "save", "From one window.")
    answer = doctor.post(question, **{**old, "text": "From <b>another</b>.", "go": go})
    assert answer.status_code == 409
    page = shown(answer)
    assert ">From one window.</textarea>" in page
    assert ">From &lt;b&gt;another&lt;/b&gt;." in page
    assert kept() == "From one window."
    assert room.fresh(question).state == "claimed"


@pytest.mark.parametrize("text", ["From another.", "From one window."])
def test_either_text_can_be_kept(doctor: Desk, text: str) -> None:
    question = doctor.take(room.make_question())
    doctor.press(question, "save", "From one window.")
    answer = doctor.post(question, version="0", form_id="f", text="From another.", go="save")
    assert 'name="version" value="1"' in shown(answer)
    doctor.post(question, version="1", text=text, go="save")
    assert kept() == text


def test_the_script_is_told_the_version_or_the_conflict(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    form = {"text": "a", "version": "0", "form_id": "f"}
    assert doctor.post(question, "draft/", **form).json() == {"version": 1}
    assert doctor.post(question, "draft/", **form).json() == {"version": 1}  # sent again
    answer = doctor.post(question, "draft/", **{**form, "text": "b"})
    assert (answer.status_code, answer.json()) == (409, {"problem": "conflict"})
    assert kept() == "a"
    answer = doctor.post(question, "draft/", **{**form, "text": "x" * 20_001, "version": "1"})
    assert answer.status_code == 422
    assert "20,000" in answer.json()["problem"]
    assert doctor.client.get(f"/en/desk/q/{question.public_id}/draft/").status_code == 405


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 40, "²"])
def test_a_version_that_is_none_overwrites_nothing(doctor: Desk, version: str) -> None:
    question = doctor.take(room.make_question())
    doctor.press(question, "save", "Kept.")
    answer = doctor.post(question, "draft/", text="Other.", version=version)
    assert answer.status_code == 409
    assert kept() == "Kept."


def test_too_long_a_reply_stays_in_its_field(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    for go in ("save", "send"):
        answer = doctor.press(question, go, "x" * 20_001)
        assert answer.status_code == 422
        assert "x" * 20_001 in shown(answer)
        assert "A reply can be 20,000 characters long." in shown(answer)
    answer = doctor.press(question, "send", "  ")
    assert answer.status_code == 422
    assert "Write the reply first." in shown(answer)


def test_two_corrections_of_one_reply(doctor: Desk) -> None:
    question = room.make_answered(doctor.person, "Sleep more.")
    form = doctor.hidden(question, "revise/0/")
    first = {**form, "text": "Sleep eight hours.", "reason": "how long"}
    for _ in range(2):  # sent twice, it corrects once
        assert doctor.post(question, "revise/0/", **first)["Location"].endswith("?done=revised")
    second = {**form, "text": "Sleep nine hours.", "reason": "no, longer"}
    answer = doctor.post(question, "revise/0/", **second)
    assert answer.status_code == 409
    page = shown(answer)
    assert "Sleep nine hours.</textarea>" in page
    assert ">Sleep eight hours.</p>" in page
    assert 'value="no, longer"' in page
    assert 'name="revisions" value="1"' in page
    again = doctor.post(question, "revise/0/", **{**second, "revisions": "1"})
    assert again.status_code == 303
    assert question.replies.get().text == "Sleep nine hours."
    assert list(Revision.objects.values_list("text", "reason")) == [
        ("Sleep more.", "how long"),
        ("Sleep eight hours.", "no, longer"),
    ]
    page = doctor.page(question)
    for words in ("how long", "no, longer", "Sleep more.", "Sleep eight hours."):
        assert words in page
