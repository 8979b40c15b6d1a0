"""From the first page to the receipt, as a browser without JavaScript does it."""

from __future__ import annotations

import pytest
from django.test import Client

from curbside.consult.links import Purpose, key
from curbside.consult.models import Question, Suggestion
from curbside.library.models import Reply
from tests.factories import make_entry
from tests.web.ask.conftest import MATTER, STEPS, Asker

pytestmark = pytest.mark.django_db


def test_the_whole_way(asker: Asker) -> None:
    asker.begin()
    for place, (name, given) in enumerate(STEPS.items()):
        page = asker.get(name)
        assert f"Step {place + 1} of 6" in page
        answer = asker.post(name, dict(given))
        following = [*STEPS, "check"][place + 1]
        assert (answer.status_code, answer["Location"]) == (303, f"{asker.root}{following}/")
    page = asker.get("check")
    for shown in (MATTER, "two days", "Myself", "20–29", "Female", "mei@example.org"):
        assert shown in page
    assert asker.post("check")["Location"] == f"{asker.root}answered/"
    page = asker.get("answered")
    assert "Send my question" in page
    receipt = asker.post("answered", {"go": "send"})["Location"]
    page = asker.client.get(receipt).content.decode()
    assert "One thing left: confirm your email" in page
    assert MATTER in page
    question = Question.objects.get()
    assert question.may_publish is True
    assert (question.for_whom, question.age_band, question.sex) == ("myself", "20-29", "female")
    assert question.wants == "Is it my facial nerve?"
    assert set(asker.client.cookies) == {"forms"}  # which only counts: see test_forms_per_person


def test_back_and_the_back_button_show_what_was_typed(asker: Asker) -> None:
    asker.fill()
    assert MATTER in asker.get("matter")
    assert asker.post("wants", {"wants": "half a thou", "go": "back"})["Location"] == (
        f"{asker.root}photos/"
    )
    assert "half a thou" in asker.get("wants")
    assert 'value="20-29" id="age_band_2" checked' in asker.get("who").replace("\n", " ")
    assert 'value="yes" id="may_publish_0" checked' in asker.get("publish")


def test_leaving_a_step_with_something_missing_is_no_mistake(asker: Asker) -> None:
    asker.begin()
    answer = asker.post("matter", {"text": "", "since": "a week", "go": "back"})
    assert answer["Location"] == f"{asker.root}who/"
    assert "a week" in asker.get("matter")
    assert asker.post("who", {"go": "back"})["Location"] == "/en/ask/"


def test_a_step_left_without_a_button_is_kept(asker: Asker) -> None:
    asker.begin()
    answer = asker.post("matter", {"text": "not fini", "go": "keep", "version": "0"})
    assert (answer.status_code, answer.content) == (200, b"1")
    assert "not fini" in asker.get("matter")
    assert 'name="version" value="1"' in asker.get("matter")


@pytest.mark.parametrize("version", ["0", "", "-1", "none", "9" * 5000, "٣"])
def test_a_late_copy_replaces_nothing_newer(asker: Asker, version: str) -> None:
    asker.begin()
    asker.post("matter", {"text": MATTER})
    answer = asker.post("matter", {"text": "My upper l", "go": "keep", "version": version})
    assert (answer.status_code, answer.content) == (204, b"")
    assert MATTER in asker.get("matter")


def test_no_consent_is_chosen_beforehand(asker: Asker) -> None:
    asker.begin()
    assert "checked" not in asker.get("publish")
    asker.fill(publish={"may_publish": "no"})
    asker.post("answered", {"go": "send"})
    assert Question.objects.get().may_publish is False


def test_changing_an_answer_comes_back_to_the_look_over(asker: Asker) -> None:
    asker.fill()
    change = f"{asker.root}matter/?then=check"
    assert f'href="{change}"' in asker.get("check")
    assert ">Save</button>" in asker.client.get(change).content.decode()
    assert asker.client.post(change, {"text": ""}).status_code == 422
    for go in ("on", "back"):
        answer = asker.client.post(change, {"text": f"Else {go}", "go": go})
        assert answer["Location"] == f"{asker.root}check/"
        assert f"Else {go}" in asker.get("check")


@pytest.mark.parametrize("page", ["check", "answered"])
def test_what_is_missing_is_asked_for_before_it_can_be_sent(asker: Asker, page: str) -> None:
    asker.begin()
    asker.post("who", dict(STEPS["who"]))
    answer = asker.client.get(f"{asker.root}{page}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{asker.root}matter/?then=check"
    assert asker.post("answered", {"go": "send"}).status_code == 303
    assert not Question.objects.exists()


def test_sending_twice_gives_the_same_receipt(asker: Asker) -> None:
    receipt = asker.send()
    assert asker.post("answered", {"go": "send"})["Location"] == receipt
    for name in [*STEPS, "check", "now", "answered", "thanks"]:
        assert asker.client.get(f"{asker.root}{name}/")["Location"] == receipt, name
        assert asker.post(name, {"text": "more"})["Location"] == receipt, name
    assert Question.objects.count() == 1


def test_similar_answers_are_shown_and_counted(asker: Asker) -> None:
    entry = make_entry("Upper lip jumping for two days", MATTER, ["It is only tiredness: rest."])
    asker.fill()
    page = asker.get("answered")
    assert entry.headline in page
    assert "tiredness" in page
    answer = asker.post("answered", {"go": "answered", "entry": entry.public_id})
    page = asker.client.get(answer["Location"]).content.decode()
    assert "We are glad you found it" in page
    assert entry.headline in page
    assert Suggestion.objects.get().answered_at is not None
    assert not Question.objects.exists()
    assert asker.post("answered", {"go": "send"}).status_code == 303  # not quite it after all
    assert Question.objects.count() == 1


def test_a_similar_answer_of_ours_is_shown_without_its_marks(asker: Asker) -> None:
    entry = make_entry("Upper lip jumping for two days", MATTER)
    Reply.objects.filter(entry=entry).update(text="Dear \\[name\\], **rest**.", marked=True)
    asker.fill()
    assert "Dear [name], rest." in asker.get("answered")


def test_the_department_is_shown_and_may_be_chosen(asker: Asker) -> None:
    asker.fill()
    assert "It goes to <strong>" in asker.get("answered")
    answer = asker.post("answered", {"go": "department", "department": "cardiology"})
    assert answer["Location"] == f"{asker.root}answered/"
    assert "<strong>Cardiology</strong>, as you chose" in asker.get("answered")
    asker.post("answered", {"go": "send"})
    question = Question.objects.get()
    assert question.department.slug == "cardiology"
    assert question.routed_by == Question.RoutedBy.ASKER


def test_confirming_the_address(asker: Asker, client: Client) -> None:
    receipt = asker.send()
    question = Question.objects.get()
    link = f"/en/mine/{question.public_id}/confirm/{key(question, Purpose.EMAIL)}/"
    assert "Yes, this is my address" in client.get(link).content.decode()
    question.refresh_from_db()
    assert question.state == "unverified"  # a program that opens links confirms nothing
    for _ in range(2):
        assert client.post(link)["Location"] == receipt
    assert client.get(link)["Location"] == receipt
    question.refresh_from_db()
    assert question.state == "waiting"
    assert "Waiting for a doctor" in client.get(receipt).content.decode()


def test_in_chinese(asker: Asker) -> None:
    answer = asker.client.post("/zh-hant/ask/")
    root = answer["Location"].removesuffix("who/")
    assert root.startswith("/zh-hant/ask/")
    asker.root = root
    for name, given in STEPS.items():
        assert asker.post(name, dict(given)).status_code == 303
    page = asker.get("check")
    assert '<html lang="zh-Hant">' in page
    assert asker.post("answered", {"go": "send"}).status_code == 303
    assert Question.objects.get().language == "zh-hant"
