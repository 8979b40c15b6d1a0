"""Replies sent before doctors wrote Markdown: they say what was typed, here and in public."""

from __future__ import annotations

import datetime as dt
import importlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from curbside.consult import desk, links
from curbside.consult.models import Question, Reply, Revision
from curbside.core import clock
from curbside.library.models import Reply as Public
from curbside.people.person import Person
from curbside.publishing import editing, proposing, queries, releasing
from curbside.publishing.models import Part, Publication
from tests.consult import room as consult
from tests.publishing import room
from tests.web.signing import signed_in

pytestmark = pytest.mark.django_db
TYPED = "Take 2*3*4 drops. *Not* more, Ms Whitfield."
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def doctor() -> Person:
    return room.make_signing_doctor()


def plain(doctor: Person, text: str = TYPED) -> Question:
    """A question answered before Markdown."""
    question = room.make_answered(doctor, text)
    question.replies.update(marked=False)
    return question


def proposal(question: Question) -> Publication:
    found = proposing.propose(question.pk)
    assert found is not None
    return found


def publish(found: Publication) -> Public:
    editor = room.make_editor()
    found = room.fresh(found)
    version = editing.accept_rest(found.ref, editor, found.version)
    filing = editing.Filing("Lip keeps jumping", "neurology", (), True)
    version = editing.describe(found.ref, editor, version, filing)
    releasing.confirm(found.ref, editor, version)
    with clock.frozen(clock.now() + dt.timedelta(hours=73)):
        releasing.publish_due()
    question = consult.fresh(found.question)
    assert question.entry
    return question.entry.replies.get(doctor__isnull=False)


def test_it_is_published_as_it_was_typed(doctor: Person) -> None:
    public = publish(proposal(plain(doctor)))
    assert not public.marked
    assert public.text.startswith("Take 2*3*4 drops. *Not* more, ")
    assert "Whitfield" not in public.text
    assert "\\" not in public.text  # a replacement is no Markdown either
    entry = public.entry
    page = Client().get(f"/en/q/{entry.public_id}/{entry.slug}/").content.decode()
    assert "Take 2*3*4 drops. *Not* more" in page
    assert "<em>Not</em>" not in page


def test_one_written_since_is_published_as_markdown(doctor: Person) -> None:
    public = publish(proposal(room.make_answered(doctor, TYPED)))
    assert public.marked
    entry = public.entry
    page = Client().get(f"/en/q/{entry.public_id}/{entry.slug}/").content.decode()
    assert "<em>Not</em>" in page


def test_the_asker_reads_it_as_typed_before_and_on_the_preview(doctor: Person) -> None:
    question = plain(doctor)
    found = proposal(question)
    editor = room.make_editor()
    version = editing.accept_rest(found.ref, editor, room.fresh(found).version)
    filing = editing.Filing("Lip keeps jumping", "neurology", (), True)
    releasing.confirm(found.ref, editor, editing.describe(found.ref, editor, version, filing))
    root = f"/en/mine/{question.public_id}/{links.key(question)}/"
    for address in (root, f"{root}publication/"):
        page = Client().get(address).content.decode()
        assert "Take 2*3*4 drops. *Not* more" in page
        assert "<em>Not</em>" not in page
    seen = queries.preview(question.public_id, links.key(question))
    assert seen
    assert {one.key: one.marked for one in seen.texts}["reply-0"] is False


def test_a_colleague_reads_it_as_typed_and_what_stood_before_a_correction(doctor: Person) -> None:
    question = plain(doctor)
    lead = signed_in("lead")
    address = reverse("desk-question", args=[question.public_id])
    page = lead.get(address).content.decode()
    assert "*Not* more" in page
    assert "<em>Not</em>" not in page
    reply = question.replies.get()
    desk.revise(reply.pk, doctor, "*Now* it is clearer.", "clearer", 0)
    page = lead.get(address).content.decode()
    assert "<em>Now</em>" in page
    assert "*Not* more" in page


def test_a_correction_is_markdown_from_then_on(doctor: Person) -> None:
    question = plain(doctor)
    found = proposal(question)
    assert found.parts.get(key="reply-0").in_markdown is False
    desk.revise(question.replies.get().pk, doctor, "*Now* it is clearer.", "clearer", 0)
    assert Revision.objects.get().marked is False
    assert Reply.objects.get().marked is True
    again = proposal(question)
    part = again.parts.get(key="reply-0")
    assert (part.in_markdown, part.published()) == (True, "*Now* it is clearer.")
    assert publish(again).marked


def migrate(app: str, name: str) -> None:
    module: Any = importlib.import_module(f"curbside.{app}.migrations.{name}")
    module.tell_apart(apps, SimpleNamespace(connection=connection))


def sent_at(reply: Reply, at: dt.datetime) -> Reply:
    Reply.objects.filter(pk=reply.pk).update(at=at)
    return reply


def test_an_upgrade_tells_by_when_each_text_was_written(doctor: Person) -> None:
    began = clock.now() - 10 * HOUR
    ran = MigrationRecorder(connection).migration_qs.filter(app="library")
    ran.filter(name="0003_marked_replies").update(applied=began)
    before, after, corrected = (
        sent_at(room.make_answered(doctor, TYPED).replies.get(), began + n * HOUR)
        for n in (-3, 1, -2)
    )
    for n, (text, at) in enumerate((("*b*", began - HOUR), ("*c*", began + HOUR))):
        desk.revise(corrected.pk, doctor, text, "clearer", n)
        Revision.objects.filter(number=n + 1).update(at=at)
    migrate("consult", "0005_marked_replies")
    found = [Reply.objects.get(pk=one.pk).marked for one in (before, after, corrected)]
    assert found == [False, True, True]
    assert list(corrected.revisions.values_list("marked", flat=True)) == [False, False]


def test_an_upgrade_mends_what_was_published_meanwhile(doctor: Person) -> None:
    public = publish(proposal(room.make_answered(doctor, TYPED)))
    newer = publish(proposal(room.make_answered(doctor, TYPED)))
    Reply.objects.filter(question__entry=public.entry_id).update(marked=False)
    Part.objects.update(in_markdown=False)
    migrate("publishing", "0002_marked_parts")
    assert [Public.objects.get(pk=one.pk).marked for one in (public, newer)] == [False, True]
    known = {
        part.publication.question.entry_id: part.in_markdown
        for part in Part.objects.filter(key="reply-0")
    }
    assert known == {public.entry_id: False, newer.entry_id: True}
