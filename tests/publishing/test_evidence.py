"""Published replies are evidence; with their entry they are gone, whoever takes it away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.consult import withdrawing as consult_withdrawing
from curbside.core import clock
from curbside.evidence import queries
from curbside.evidence.models import Source
from curbside.evidence.operations import CHANGED
from curbside.evidence.rules import REPLIES
from curbside.library import operations as library
from curbside.library.models import Entry
from curbside.publishing import evidence, releasing, withdrawing
from curbside.publishing.models import Publication
from tests.consult import room as consult
from tests.factories import Said, make_doctor, make_entry
from tests.publishing import room

pytestmark = pytest.mark.django_db
CANARY = "Rest and zyzzyvatrosk help against a twitching lip. Sleep more and drink less coffee."


def publish() -> Entry:
    found = room.make_confirmed(reply=CANARY)
    assert said() == []  # confirmed is not published
    with clock.frozen(clock.now() + dt.timedelta(hours=73)):
        releasing.publish_due()
    entry = Publication.objects.get(pk=found.pk).question.entry
    assert entry is not None
    assert len(said()) == 1
    return entry


def said() -> list[str]:
    return [
        found.passage.text
        for found in queries.find("zyzzyvatrosk twitching lip", "en")
        if "yzzyvatrosk" in found.passage.text
    ]


def test_a_published_reply_is_evidence() -> None:
    entry = publish()
    assert len(said()) == 1
    source = Source.objects.get(collection=REPLIES)
    assert (source.ref, source.title) == (entry.public_id, entry.headline)
    assert source.publisher == "Dr Amara Osei"
    assert source.review_by == entry.review_by
    assert not any("Whitfield" in row.text for row in source.passages.all())


def test_marks_of_a_reply_are_no_part_of_what_is_cited() -> None:
    reply = Said(make_doctor(), "Rest and **zyzzyvatrosk** help a twitching lip. Sleep *more*.")
    entry = make_entry(replies=[reply])
    entry.replies.update(marked=True)
    evidence.offer(entry, "tests")
    assert said() == ["Rest and zyzzyvatrosk help a twitching lip. Sleep more."]


def by_the_library(entry: Entry) -> None:
    library.withdraw(entry.public_id, "tests", "asked for")


def by_an_editor(entry: Entry) -> None:
    withdrawing.take_down(entry.public_id, room.make_editor(), "wrong")


def by_its_asker(entry: Entry) -> None:
    question = consult.fresh(Publication.objects.get().question)
    consult_withdrawing.withdraw(question.public_id, consult.key(question))


@pytest.mark.parametrize("withdraw", [by_the_library, by_an_editor, by_its_asker])
def test_withdrawn_it_is_evidence_no_more(withdraw: Callable[[Entry], None]) -> None:
    entry = publish()
    source = Source.objects.get(collection=REPLIES)
    number = source.passages.values_list("pk", flat=True)[0]
    withdraw(entry)
    assert said() == []
    assert queries.passages([number]) == {}
    assert Source.objects.get().state == Source.State.WITHDRAWN
    jobs = ProcrastinateJob.objects.filter(task_name=CHANGED)
    assert [job.args for job in jobs] == [{"source": source.pk}]
    evidence.offer(Entry.objects.get(pk=entry.pk), "tests")  # as a late job would
    assert said() == []


def test_an_imported_reply_is_no_evidence() -> None:
    make_entry(replies=[Said(make_doctor(), CANARY)])
    assert said() == []


def test_what_is_held_is_no_evidence() -> None:
    entry = make_entry(replies=[Said(make_doctor(), CANARY)])
    evidence.offer(entry, "tests")
    assert said()
    Entry.objects.filter(pk=entry.pk).update(state=Entry.State.HELD)
    evidence.offer(Entry.objects.get(pk=entry.pk), "tests")
    assert said() == []
