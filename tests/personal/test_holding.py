"""Everything held about somebody is handed out to them, and nothing of anybody else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import override

from curbside.consult import desk
from curbside.core.models import AuditLine
from curbside.explain import editing
from curbside.personal import holding
from curbside.web import readable
from curbside.web.held_words import LABELS, MEANINGS
from tests.consult import room
from tests.explain import room as explaining
from tests.people.accounts import SECRET, make_user, person
from tests.personal.everybody import WORD, make_asker, make_doctor
from tests.publishing import room as publishing

pytestmark = pytest.mark.django_db


def as_json(held: Any) -> str:
    return json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_an_asker_gets_account_questions_mails_and_trail() -> None:
    user, question = make_asker()
    held = holding.download(person(user))
    assert held["account"]["email"] == f"{WORD}@example.org"
    assert held["account"]["single_sign_on"][0]["uid"] == f"{WORD}{user.pk}"
    assert held["account"]["sessions"][0]["user_agent"] == f"{WORD}/1.0"
    (asked,) = held["questions"]
    assert asked["text"] == f"A {WORD}."
    assert asked["replies"][0]["text"] == f"A {WORD} is harmless."
    assert len(asked["photos"]) == 1
    assert [one["kind"] for one in held["mails"]] == ["confirm", "received", "answered"]
    assert {"question.submitted", "question.claimed"} <= {one["what"] for one in asked["audit"]}
    assert {one["by"] for one in asked["audit"]} == {"asker", "staff"}
    assert as_json(held)
    (line,) = AuditLine.objects.filter(action="account.downloaded")
    assert line.actor == line.subject == f"user:{user.public_id}"
    assert question.public_id not in as_json(holding.held_about(person(make_user())))


def test_an_asker_learns_that_it_was_read_but_not_by_which_of_the_staff() -> None:
    from curbside.consult import queries

    user, question = make_asker()
    reader = room.make_doctor()
    queries.question_for(reader, question.public_id)
    held = as_json(holding.held_about(person(user)))
    assert "question.read" in held
    assert reader.public_id not in held


def test_a_doctor_gets_signature_registrations_and_what_was_done() -> None:
    user, doctor = make_doctor()
    question = room.make_claimed(doctor, text="Something private about tulips.")
    desk.save_draft(question.public_id, doctor, "Your tulips", 0)
    held = holding.held_about(doctor)
    assert held["signature"]["name_en"] == user.doctor.name_en
    assert held["registrations"][0]["evidence"]["content"]
    assert len(held["taken"]) == 1
    assert held["drafts"][0]["letters"] == len("Your tulips")
    assert held["answering"]["away"]
    assert {one["role"] for one in held["roles"]} == {"doctor"}
    assert "tulips" not in as_json(held)  # an asker's, and theirs alone


def test_an_editor_gets_what_they_confirmed() -> None:
    user = make_user("editor")
    publishing.make_confirmed(person(user))
    held = holding.held_about(person(user))
    assert len(held["confirmed"]) == 1
    assert "publication.confirmed" in {one["what"] for one in held["audit"]}


def test_no_secret_is_handed_out() -> None:
    user = make_user("doctor", password="a long enough phrase")  # noqa: S106
    held = as_json(holding.held_about(person(user)))
    assert user.password not in held
    assert SECRET not in held
    assert "secret" not in held


def keys(value: Any) -> set[str]:
    """Every key of a mapping, however deep."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys(one)}
    if isinstance(value, list):
        return {key for one in value for key in keys(one)}
    return set()


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_everything_has_a_label_and_can_be_read(language: str) -> None:
    asker, _ = make_asker(text=f"{WORD} and high fever")
    doctor, _ = make_doctor("Dr Osei")
    explaining.make_published(person=person(doctor))
    for user in (asker, doctor):
        held = holding.held_about(person(user))
        assert keys(held) - set(LABELS) == set()
        with override(language):
            assert readable.section("", held).sections


def test_the_numbers_are_those_of_what_is_handed_out() -> None:
    user, _ = make_asker()
    held, told = holding.held_about(person(user)), holding.summary(person(user))
    assert (told.questions, told.mails) == (1, 3)
    assert told.audit == len(held["audit"])


def test_everything_a_reviewer_can_do_to_a_sentence_has_words() -> None:
    did = set(re.findall(r'person, "(\w+)"\)', Path(editing.__file__).read_text(encoding="utf-8")))
    assert {"changed", "removed", "moved", "added", "cited"} <= did
    assert {f"explainer.sentence-{one}" for one in did} <= set(MEANINGS)
