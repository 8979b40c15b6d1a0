"""A sentence that is to rest on something else: what may be chosen, and what is refused."""

from __future__ import annotations

import pytest

from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from curbside.evidence import operations as evidence
from curbside.explain import editing, listing, shelves, texts
from curbside.explain.editing import Choice, Unborne
from curbside.explain.model import REPLY, Citation
from curbside.explain.models import Version
from tests.explain import room

pytestmark = pytest.mark.django_db
CAUSES_LINE, FLAGS_LINE, REPLY_LINE = 3, 5, 6


def ref(version: Version) -> str:
    return version.explainer.public_id


def cited(version: Version, line: int = CAUSES_LINE) -> tuple[Citation, ...]:
    return texts.line(shelves.text_of(room.fresh(version)), line).sentence.citations


def test_a_sentence_can_rest_on_another_source_that_says_it() -> None:
    draft, editor = room.make_draft(), room.make_editor()
    other = room.make_evidence("Twitching of the lip")
    row = room.passage(other, 2)
    assert editing.cite(ref(draft), editor, 1, CAUSES_LINE, Choice((row.pk,))) == 2
    (now,) = cited(draft)
    assert (now.passage, now.ref) == (row.pk, f"{other.ref}#2")
    assert now.quote == room.CAUSES
    assert other.pk in room.fresh(draft).sources
    assert AuditLine.objects.filter(action="explainer.sentence-cited").count() == 1


def test_a_sentence_can_rest_on_two() -> None:
    source, editor = room.make_evidence(), room.make_editor()
    draft, other = room.make_draft(source=source), room.make_evidence("Twitching of the lip")
    numbers = (room.passage(source, 2).pk, room.passage(other, 2).pk)
    editing.cite(ref(draft), editor, 1, CAUSES_LINE, Choice(numbers))
    assert tuple(one.passage for one in cited(draft)) == numbers
    assert all(one.quote == room.CAUSES for one in cited(draft))


def test_what_the_doctor_says_can_rest_on_the_reply_again() -> None:
    draft, editor = room.make_draft(), room.make_editor()
    editing.cite(ref(draft), editor, 1, REPLY_LINE, Choice(reply=True))
    (now,) = cited(draft, REPLY_LINE)
    assert (now.ref, now.passage, now.quote) == (REPLY, 0, room.REST)


def test_what_the_chosen_sources_do_not_say_is_refused() -> None:
    source, editor = room.make_evidence(), room.make_editor()
    draft = room.make_draft(source=source)
    before = cited(draft)
    help_, causes = room.passage(source, 3).pk, room.passage(source, 2).pk
    for choice in (Choice(), Choice((help_,)), Choice(reply=True)):
        with pytest.raises(Unborne):
            editing.cite(ref(draft), editor, 1, CAUSES_LINE, choice)
    with pytest.raises(BadInput, match="says nothing"):
        editing.cite(ref(draft), editor, 1, CAUSES_LINE, Choice((causes, help_)))
    many = tuple(room.passage(room.make_evidence(f"Note {n}"), 2).pk for n in range(6))
    with pytest.raises(BadInput, match="too many"):
        editing.cite(ref(draft), editor, 1, CAUSES_LINE, Choice(many))
    assert (cited(draft), room.fresh(draft).edit) == (before, 1)


def test_what_may_not_be_cited_is_refused() -> None:
    draft, editor = room.make_draft(), room.make_editor()
    gone = room.make_evidence("Gone")
    number = room.passage(gone, 2).pk
    evidence.withdraw(gone.public_id, "tests", "wrong")
    chinese = room.make_evidence(
        "顏面抽動", language="zh-hant", sections=(("疲勞會引起臉部抽動。", "causes"),)
    )
    for wrong in (number, room.passage(chinese, 1).pk, 0, 999_999):
        with pytest.raises(BadInput, match="cannot be cited"):
            editing.cite(ref(draft), editor, 1, CAUSES_LINE, Choice((wrong,)))


def test_the_rules_words_an_old_page_and_the_wrong_person() -> None:
    source, editor = room.make_evidence(), room.make_editor()
    draft = room.make_draft(source=source)
    choice = Choice((room.passage(source, 2).pk,))
    with pytest.raises(BadInput):
        editing.cite(ref(draft), editor, 1, FLAGS_LINE, choice)
    with pytest.raises(NotFound):
        editing.cite(ref(draft), room.make_editor(second_factor=False), 1, CAUSES_LINE, choice)
    editing.remove(ref(draft), editor, 1, 2)
    with pytest.raises(Conflict):
        editing.cite(ref(draft), editor, 1, CAUSES_LINE, choice)


def test_what_can_be_chosen_is_what_is_cited_its_source_and_what_is_near() -> None:
    source, other = room.make_evidence(), room.make_evidence("Twitching of the lip")
    draft = room.make_draft(source=source)
    desk = listing.desk(ref(draft), room.make_editor())
    found = [one.number for one in listing.citable(desk, CAUSES_LINE)]
    own = [room.passage(source, position).pk for position in (2, 1, 3)]
    assert found[:3] == own
    assert room.passage(other, 2).pk in found
    assert len(found) == len(set(found))
    assert listing.citable(desk, FLAGS_LINE) == []
    assert listing.citable(desk, 99) == []
