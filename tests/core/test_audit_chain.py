"""The audit trail: it only grows, and whoever changes it behind its back is found out."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from curbside.core import audit, chain, clock
from curbside.core.models import AuditHead, AuditLine

TEN = [f"entry:{number}" for number in range(10)]


def tamper(statement: str) -> None:
    """What only who owns the database can do: change it with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditline DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE core_auditline ENABLE TRIGGER USER")


def sealed() -> list[AuditLine]:
    return list(AuditLine.objects.exclude(position=None).order_by("position"))


def at(position: int) -> int:
    return AuditLine.objects.get(position=position).pk


@pytest.fixture
def ten(db: None) -> None:
    audit.record_many("tests", "entry.published", TEN)
    chain.seal()


@pytest.mark.django_db
def test_an_empty_trail_holds() -> None:
    assert chain.seal() == 0
    assert chain.verify() == chain.Verdict(0, "")


@pytest.mark.django_db
def test_lines_are_chained_in_the_order_they_were_written() -> None:
    audit.record("user:a", "role.given", "user:b", role="editor")
    audit.record_many("tests", "entry.published", TEN)
    assert AuditLine.objects.filter(position=None).count() == 11
    assert (chain.seal(), chain.seal()) == (11, 0)
    lines = sealed()
    assert [line.subject for line in lines] == ["user:b", *TEN]
    assert [line.position for line in lines] == list(range(1, 12))
    assert [line.previous for line in lines] == ["", *(line.digest for line in lines[:-1])]
    assert chain.verify() == chain.Verdict(11, lines[-1].digest)


@pytest.mark.django_db
def test_a_long_trail_is_sealed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "BATCH", 3)
    audit.record_many("tests", "entry.published", TEN)
    assert chain.seal() == 10
    assert chain.verify().lines == 10


@pytest.mark.usefixtures("ten")
@pytest.mark.parametrize("field", ["actor", "action", "subject"])
def test_the_database_refuses_changes(field: str) -> None:
    for line in (sealed()[3], _unsealed()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            AuditLine.objects.filter(pk=line.pk).update(**{field: "other"})
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            AuditLine.objects.filter(pk=line.pk).delete()


def _unsealed() -> AuditLine:
    audit.record("tests", "entry.withdrawn", "entry:x")
    return AuditLine.objects.get(position=None)


@pytest.mark.usefixtures("ten")
def test_a_place_in_the_chain_is_given_once() -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditLine.objects.filter(position=3).update(digest="0" * 64)


# What is done → the position that is named, and whether the line with it is there to be named.
FORGERIES = {
    "UPDATE core_auditline SET actor = 'nobody' WHERE position = 4": (4, True),
    "UPDATE core_auditline SET action = 'entry.read' WHERE position = 1": (1, True),
    "UPDATE core_auditline SET subject = 'entry:77' WHERE position = 10": (10, True),
    "UPDATE core_auditline SET detail = '{\"a\": 1}' WHERE position = 5": (5, True),
    "UPDATE core_auditline SET at = at - interval '1 day' WHERE position = 6": (6, True),
    "UPDATE core_auditline SET digest = repeat('0', 64) WHERE position = 7": (7, True),
    "UPDATE core_auditline SET previous = repeat('0', 64) WHERE position = 7": (7, True),
    "DELETE FROM core_auditline WHERE position = 4": (4, False),
    "DELETE FROM core_auditline WHERE position > 8": (9, False),
    "DELETE FROM core_auditline": (1, False),
    "UPDATE core_auditline SET position = position + 90 WHERE position = 2": (2, False),
}


@pytest.mark.usefixtures("ten")
@pytest.mark.parametrize("statement", FORGERIES)
def test_the_first_line_that_does_not_hold_is_named(statement: str) -> None:
    position, there = FORGERIES[statement]
    tamper(statement)
    verdict = chain.verify()
    assert f"line {position} " in verdict.problem
    assert (verdict.lines, verdict.line) == (position - 1, at(position) if there else None)


@pytest.mark.usefixtures("ten")
def test_two_lines_exchanged_are_found() -> None:
    tamper("UPDATE core_auditline SET position = -position WHERE position IN (4, 5)")
    tamper("UPDATE core_auditline SET position = 9 + position WHERE position < 0")
    assert "line 4 does not follow" in chain.verify().problem


@pytest.mark.usefixtures("ten")
def test_a_chain_computed_anew_is_found_by_the_digest_noted_down() -> None:
    noted = chain.verify().digest
    audit.record("tests", "entry.withdrawn", "entry:1")
    chain.seal()
    assert chain.verify(known=noted).problem == ""
    tamper("UPDATE core_auditline SET actor = 'nobody' WHERE position = 4")
    tamper("UPDATE core_auditline SET position = NULL, previous = '', digest = ''")
    AuditHead.objects.all().delete()
    chain.seal()
    assert chain.verify().problem == ""
    assert "noted down" in chain.verify(known=noted).problem


@given(
    st.dictionaries(st.text(), st.integers() | st.text() | st.none(), max_size=3),
    st.text(max_size=20),
)
def test_the_digest_covers_every_text(detail: dict[str, object], actor: str) -> None:
    line = AuditLine(
        id=1, at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC), actor=actor, detail=detail, position=1
    )
    first = chain.digest_of(line)
    line.actor += "x"
    assert chain.digest_of(line) != first


def test_the_digest_is_the_same_in_every_time_zone() -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
    elsewhere = moment.astimezone(dt.timezone(dt.timedelta(hours=8)))
    assert chain.digest_of(AuditLine(at=moment)) == chain.digest_of(AuditLine(at=elsewhere))


@pytest.mark.django_db
def test_lines_of_a_subject_newest_first() -> None:
    with clock.frozen(dt.datetime(2026, 1, 2, tzinfo=dt.UTC)):
        audit.record("tests", "entry.published", "entry:1")
    audit.record_many("tests", "entry.updated", ["entry:2", "entry:1"])
    assert [line.action for line in audit.lines("entry:1")] == ["entry.updated", "entry.published"]
    assert [line.subject for line in audit.lines(limit=1)] == ["entry:1"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_writers_and_sealers_at_once_leave_one_chain() -> None:
    writers = [threading.Thread(target=_write, args=(number,)) for number in range(8)]
    sealers = [threading.Thread(target=_seal) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers + sealers:
        thread.join()
    chain.seal()
    assert AuditLine.objects.count() == 8 * 26
    assert chain.verify() == chain.Verdict(8 * 26, sealed()[-1].digest)


def _write(number: int) -> None:
    try:
        for turn in range(25):
            with transaction.atomic():
                audit.record(f"user:{number}", "entry.updated", f"entry:{turn}")
                if turn % 5 == 0:  # rolled back lines leave a gap in the ids, not in the chain
                    transaction.set_rollback(True)
        audit.record_many(f"user:{number}", "entry.published", TEN[:6])
    finally:
        connection.close()


def _seal() -> None:
    try:
        for _ in range(20):
            chain.seal()
    finally:
        connection.close()
