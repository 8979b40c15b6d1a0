"""Sources in the database: written, found, changed, expired, superseded, withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.core import clock, generation
from curbside.core.errors import BadInput, Conflict, Gone, NotFound
from curbside.core.models import AuditLine
from curbside.evidence import operations, queries, reindexing, tasks
from curbside.evidence.facets import Facet
from curbside.evidence.memory import Memory
from curbside.evidence.models import FacetVector, PassageRow, Source, Term
from tests.evidence.making import GOUT, TWITCH, make_note, put

pytestmark = pytest.mark.django_db
LIP = "My upper lip is twitching, is it the coffee?"


def refs(text: str = LIP, language: str = "en", **how: Any) -> list[str]:
    return [found.passage.ref for found in queries.find(text, language, **how)]


def jobs() -> list[int]:
    rows = ProcrastinateJob.objects.filter(task_name=operations.CHANGED).order_by("pk")
    return [row.args["source"] for row in rows]


def actions(source: Source) -> list[str]:
    lines = AuditLine.objects.filter(subject=f"evidence:{source.public_id}").order_by("pk")
    return list(lines.values_list("action", flat=True))


def vocabulary() -> dict[int, int]:
    return dict(Term.objects.filter(passages__gt=0).values_list("dimension", "passages"))


def test_what_is_put_is_found_whole() -> None:
    before = generation.current()
    twitch, _ = put(make_note(), make_note("n2", GOUT, title="Gout"))
    found = queries.find(LIP, "en")
    assert found[0].passage.ref.startswith("n1#")
    assert all(0 < one.score <= 1 for one in found)
    passages = {one.passage.position: one.passage for one in found if "n1#" in one.passage.ref}
    assert passages[1].facet is Facet.WHAT
    assert passages[2].text.startswith("Tiredness and too much coffee")
    assert passages[2].facet is Facet.CAUSES
    assert passages[3].text.endswith("- and the face gets weak\n- or the eye does not close")
    assert passages[1].subjects[0] == "facial twitching"
    assert (passages[1].source, passages[1].publisher) == ("Facial twitching", "The clinic")
    assert passages[1].public_id == twitch.public_id
    assert queries.passages([passages[1].number]) == {passages[1].number: passages[1]}
    assert actions(twitch) == ["evidence.added"]
    assert twitch.review_by is not None
    assert twitch.review_by > clock.today()
    assert jobs() == []  # nothing rested on it before
    assert generation.current() == before + 1


def test_language_facets_and_limit() -> None:
    put(
        make_note(),
        make_note("zh", "眼皮跳動多半是疲勞所引起。少喝咖啡就會好。", language="zh-hant"),
    )
    assert all(ref.startswith("n1#") for ref in refs())
    assert refs(facets=[Facet.CAUSES]) == ["n1#2"]
    assert len(refs(limit=1)) == 1
    assert refs("眼皮跳動是咖啡嗎？", "zh-hant") == ["zh#1"]
    assert refs("眼皮跳動", "zh-hans") == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "' | & !", "\x00", "zzzz" * 3000])
def test_what_says_nothing_finds_nothing_and_breaks_nothing(text: str) -> None:
    put(make_note())
    queries.find(text, "en")


def test_memory_finds_the_same_first() -> None:
    put(make_note(), make_note("n2", GOUT, title="Gout"))
    rows = PassageRow.objects.select_related("source")
    memory = Memory([queries.as_passage(row, row.source) for row in rows])
    for asked in (LIP, "crystals in my joint"):
        assert memory.find(asked, "en")[0].passage.ref == refs(asked)[0]


def test_a_changed_source_keeps_the_numbers_of_what_it_still_says() -> None:
    (source,) = put(make_note())
    before = {row.text: row.pk for row in source.passages.all()}
    before_words = vocabulary()
    put(make_note(text="A new beginning stands here. It moves all.\n\n" + TWITCH))
    after = {row.text: row.pk for row in source.passages.all()}
    assert Source.objects.count() == 1
    assert before.items() <= after.items()
    assert jobs() == [source.pk]
    assert actions(source) == ["evidence.added", "evidence.updated"]
    put(make_note())
    assert vocabulary() == before_words
    assert {row.text: row.pk for row in source.passages.all()} == before


def end_by_withdrawing(source: Source) -> None:
    operations.withdraw(source.public_id, "tests", "wrong")


def end_by_superseding(source: Source) -> None:
    (newer,) = put(make_note("n9", GOUT, title="Gout"))
    operations.supersede(source.public_id, newer.public_id, "tests")


def end_by_expiring(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(review_by=clock.today() - dt.timedelta(1))
    tasks.expire(0)


@pytest.mark.parametrize(
    ("end", "action"),
    [
        (end_by_withdrawing, "evidence.withdrawn"),
        (end_by_superseding, "evidence.superseded"),
        (end_by_expiring, "evidence.expired"),
    ],
)
def test_what_has_ended_is_never_found_or_cited_again(end: Any, action: str) -> None:
    (source,) = put(make_note())
    numbers = list(source.passages.values_list("pk", flat=True))
    end(source)
    assert not any(ref.startswith("n1#") for ref in refs())
    assert queries.passages(numbers) == {}
    assert jobs() == [source.pk]
    assert actions(source)[-1] == action
    assert not FacetVector.objects.filter(source=source).exists()
    assert not PassageRow.objects.filter(source=source, lexemes__isnull=False).exists()
    assert operations.expire() == 0  # said once
    assert jobs() == [source.pk]


def test_the_day_after_its_date_a_source_is_not_found_though_nobody_noticed() -> None:
    (source,) = put(make_note(review_by=clock.today()))
    assert refs()
    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        assert refs() == []
        assert queries.passages(source.passages.values_list("pk", flat=True)) == {}
        assert queries.page(source.public_id).standing == "expired"


def test_words_are_counted_out_with_their_source() -> None:
    (gout,) = put(make_note("n2", GOUT, title="Gout"))
    words = vocabulary()
    (source,) = put(make_note())
    operations.withdraw(source.public_id, "tests", "wrong")
    assert vocabulary() == words
    assert refs("gout crystals")[0] == "n2#1"
    assert gout.state == Source.State.CURRENT


def test_a_withdrawn_source_stays_so_whatever_comes_in() -> None:
    (source,) = put(make_note())
    operations.withdraw(source.public_id, "tests", "wrong")
    put(make_note(text=TWITCH + "\n\nA new end stands here. It is long."))
    source.refresh_from_db()
    assert source.state == Source.State.WITHDRAWN
    assert refs() == []
    with pytest.raises(Gone):
        queries.page(source.public_id)
    with pytest.raises(Conflict):
        operations.withdraw(source.public_id, "tests", "again")
    with pytest.raises(Conflict):
        operations.renew(source.public_id, "tests", clock.today() + dt.timedelta(9))


def test_only_a_current_source_can_stand_for_another() -> None:
    one, other = put(make_note(), make_note("n2", GOUT, title="Gout"))
    with pytest.raises(BadInput):
        operations.supersede(one.public_id, one.public_id, "tests")
    operations.withdraw(other.public_id, "tests", "wrong")
    with pytest.raises(BadInput):
        operations.supersede(one.public_id, other.public_id, "tests")
    with pytest.raises(NotFound):
        operations.supersede(one.public_id, "aaaaaaaaaa", "tests")
    one.refresh_from_db()
    assert one.state == Source.State.CURRENT
    assert queries.find(LIP, "en")


def test_an_expired_source_that_still_holds_is_found_again() -> None:
    (source,) = put(make_note())
    found, words = refs(), vocabulary()
    end_by_expiring(source)
    with pytest.raises(BadInput):
        operations.renew(source.public_id, "tests", clock.today())
    operations.renew(source.public_id, "tests", clock.today() + dt.timedelta(30))
    assert refs() == found
    assert vocabulary() == words
    assert actions(source)[-1] == "evidence.confirmed"


def test_reindexing_changes_nothing_that_is_right() -> None:
    put(make_note(), make_note("n2", GOUT, title="Gout"))
    found, words = queries.find(LIP, "en"), vocabulary()
    for vectors in (True, False):
        assert reindexing.everything(vectors=vectors) == 2
        assert queries.find(LIP, "en") == found
        assert vocabulary() == words


def test_a_source_of_boilerplate_goes_in_and_says_nothing() -> None:
    (source,) = put(make_note(text="Call your provider today. Visit our website for more."))
    assert not source.passages.exists()
    assert sum(source.left_out.values()) == 2
