"""What readers may see: published versions, through two queries at most, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curbside.evidence import operations as evidence
from curbside.explain import drafting, queries, reviewing, texts
from curbside.explain.drafting import Made
from curbside.explain.model import Composition
from curbside.explain.models import Explainer
from tests.explain import room
from tests.factories import make_entry, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def unsigned(settings: Any) -> None:
    """As where the operator has switched unsigned explainers on."""
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"curbside_unsigned_explainers": True}
    )


def lines(shown: queries.Shown | None) -> list[str]:
    assert shown is not None
    return [line.sentence.text for line in texts.lines(shown.text)]


def test_two_queries_at_most() -> None:
    topic = make_topic()
    with_one, without = make_entry(topics=[topic]), make_entry()
    room.make_published(with_one)
    with CaptureQueriesContext(connection) as asked:
        assert queries.shown(with_one) is not None
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        assert queries.shown(without) is None
    assert len(asked) == 1


def test_an_entry_falls_back_to_its_closest_topic() -> None:
    near, far, foreign = make_topic("near"), make_topic("far"), make_topic("foreign")
    entry = make_entry(topics=[near, far])
    doctor = room.make_doctor()
    for topic in (far, foreign):
        draft = room.make_draft(topic=topic)
        signed = room.sign(draft, doctor)
        reviewing.publish(draft.explainer.public_id, doctor, signed.edit)
    found = queries.shown(entry)
    assert found is not None
    assert found.topic == far
    draft = room.make_draft(topic=near)
    signed = room.sign(draft, doctor)
    reviewing.publish(draft.explainer.public_id, doctor, signed.edit)
    found = queries.shown(entry)
    assert found is not None
    assert found.topic == near
    own = room.make_published(entry, doctor)
    found = queries.shown(entry)
    assert found is not None
    assert (found.version, found.topic) == (own, None)


def test_a_topic_explainer_in_another_language_is_not_mixed_in() -> None:
    topic, doctor = make_topic(), room.make_doctor()
    draft = room.make_draft(topic=topic)
    signed = room.sign(draft, doctor)
    reviewing.publish(draft.explainer.public_id, doctor, signed.edit)
    chinese = make_entry(
        "臉一直跳", "臉一直跳怎麼辦？", ["多休息。"], language="zh-hant", topics=[topic]
    )
    assert queries.shown(chinese) is None
    assert queries.of_topic(topic, "zh-hant") is None
    assert queries.of_topic(topic, "en") is not None
    assert queries.elsewhere(topic, "zh-hant")
    assert not queries.elsewhere(topic, "en")


def test_no_chinese_evidence_is_known() -> None:
    entry = make_entry("臉一直跳", "臉一直跳怎麼辦？", ["多休息。"], language="zh-hant")
    assert not queries.is_lacking(entry)
    drafting.keep(drafting.shelf_of_entry(entry), Made(Composition("zh-hant", (), "extractive")))
    assert queries.is_lacking(entry)
    assert Explainer.objects.get().versions.count() == 0


@pytest.mark.parametrize("state", ["draft", "reviewed", "retired"])
def test_what_is_not_published_is_not_shown(state: str) -> None:
    entry, doctor = make_entry(), room.make_doctor()
    if state == "draft":
        room.make_draft(entry)
    elif state == "reviewed":
        room.make_signed(entry, doctor)
    else:
        version = room.make_published(entry, doctor)
        reviewing.retire(version.explainer.public_id, doctor, "published", version.edit)
    assert queries.shown(entry) is None


@pytest.mark.usefixtures("unsigned")
def test_unsigned_ones_only_where_the_evidence_alone_wrote_them() -> None:
    entry, other = make_entry(), make_entry()
    room.make_draft(entry)
    room.make_draft(other, made_by="llm")
    found = queries.shown(entry)
    assert found is not None
    assert not found.signed
    assert queries.shown(other) is None


@pytest.mark.usefixtures("unsigned")
def test_a_published_one_goes_before_an_unsigned_one() -> None:
    entry, doctor = make_entry(), room.make_doctor()
    published = room.make_published(entry, doctor)
    reviewing.reopen(published.explainer.public_id, doctor)
    found = queries.shown(entry)
    assert found is not None
    assert found.version == published


def test_only_the_sentences_of_withdrawn_evidence_go() -> None:
    stays, goes = room.make_evidence(), room.make_evidence("Other note")
    entry, doctor = make_entry(), room.make_doctor()
    draft = room.make_draft(entry, stays)
    from curbside.explain import editing

    new = editing.NewSentence("what", room.passage(goes).pk, "It is not dangerous.")
    edit = editing.add(draft.explainer.public_id, doctor, draft.edit, new)
    signed = reviewing.sign(
        draft.explainer.public_id, doctor, edit, reviewing.next_review(), disagreements_read=True
    )
    reviewing.publish(draft.explainer.public_id, doctor, signed.edit)
    assert lines(queries.shown(entry)).count("It is not dangerous.") == 2
    evidence.withdraw(goes.public_id, "tests", "wrong")
    assert lines(queries.shown(entry)).count("It is not dangerous.") == 1


def test_it_says_how_hard_it_is_to_read() -> None:
    entry = make_entry()
    room.make_published(entry)
    found = queries.shown(entry)
    assert found is not None
    assert 2 < found.grade < 14
