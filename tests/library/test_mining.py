"""From the library's questions to proposals, and from a decision to the entries' topics."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.catalog import proposals
from curbside.catalog.models import Topic, TopicProposal
from curbside.catalog.proposals import Accepted, NewProposal
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from curbside.library import mining, operations, relinking
from curbside.library.models import EntryTopic
from tests.factories import make_department, make_entry, make_topic

pytestmark = pytest.mark.django_db


def proposal(words: tuple[str, ...] = ("frog elbow", "elbow of frogs")) -> TopicProposal:
    department = make_department()
    new = NewProposal(words, "en", department.pk, 7, 1.0, ["abcdefghjk"])
    assert proposals.propose([new], "test") == 1
    return TopicProposal.objects.get(words=list(words))


def named(name: str = "Frog elbow") -> Accepted:
    return Accepted(name, "蛙肘", "neurology", ["elbow of frogs"])


def test_only_what_is_public_is_read() -> None:
    make_topic()
    openings = ("my son got", "what is", "is it", "who knows", "we fear", "she has")
    made = [make_entry(headline=f"{opening} gribbly frogelbow") for opening in openings]
    for entry in made[1:]:
        operations.withdraw(entry.public_id, "test", "canary")
    found, _ = mining.mine(10, "test")
    assert found == 0


def test_accepting_makes_a_topic_and_lists_entries_under_it() -> None:
    make_topic()
    entry = make_entry(headline="My frog elbow hurts at night")
    held = proposal()
    topic = proposals.accept(held.public_id, named(), "editor:1")
    assert (topic.slug, topic.synonyms_en) == ("frog-elbow", ["elbow of frogs"])
    assert ProcrastinateJob.objects.filter(task_name=proposals.RELINK).count() == 1
    assert AuditLine.objects.filter(action="topic.accepted", subject="topic:frog-elbow").exists()
    assert relinking.relink(topic.pk) == 1
    assert EntryTopic.objects.filter(entry=entry, topic=topic).exists()
    assert relinking.relink(topic.pk) == 0


def test_what_was_decided_stays_decided() -> None:
    held = proposal()
    proposals.drop(held.public_id, "editor:1")
    with pytest.raises(Conflict):
        proposals.accept(held.public_id, named(), "editor:2")
    again = NewProposal(("frog elbow",), "en", held.department_id, 9, 2.0, [])
    assert proposals.propose([again], "test") == 0
    assert proposals.waiting() == []


def test_merging_adds_words_to_the_topic() -> None:
    topic, held = make_topic(), proposal()
    proposals.merge(held.public_id, topic.slug, "editor:1")
    assert Topic.objects.get(pk=topic.pk).synonyms_en == [
        "twitchy face", "frog elbow", "elbow of frogs",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Accepted("", "", "neurology"), BadInput),
        (Accepted("Frog elbow", "", "no-such"), BadInput),
        (Accepted("Facial twitching", "", "neurology"), BadInput),
        (Accepted("x" * 121, "", "neurology"), BadInput),
    ],
)
def test_a_wrong_name_changes_nothing(wrong: Accepted, error: type[Exception]) -> None:
    make_topic()
    held = proposal()
    with pytest.raises(error):
        proposals.accept(held.public_id, wrong, "editor:1")
    with pytest.raises(BadInput):
        proposals.merge(held.public_id, "no-such-topic", "editor:1")
    with pytest.raises(NotFound):
        proposals.drop("zzzzzzzzzz", "editor:1")
    assert [one.public_id for one in proposals.waiting()] == [held.public_id]


def test_entries_of_the_service_keep_what_an_editor_chose() -> None:
    chosen = make_topic("headache", name_en="Headache")
    entry = make_entry(headline="My frog elbow hurts")
    type(entry).objects.filter(pk=entry.pk).update(source=None)
    EntryTopic.objects.filter(entry=entry).delete()
    EntryTopic.objects.create(entry=entry, topic=chosen, rank=0, score=1.0)
    topic = proposals.accept(proposal().public_id, named(), "editor:1")
    assert relinking.relink(topic.pk) == 0
    assert [row.topic for row in EntryTopic.objects.filter(entry=entry)] == [chosen]
