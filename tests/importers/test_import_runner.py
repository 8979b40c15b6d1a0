"""Running imports against a real database: what goes in, what stays, what is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from curbside.core.errors import BadInput, Conflict
from curbside.importers import batches, runner
from curbside.importers.outcome import Outcome
from curbside.importers.runner import Job
from curbside.library import operations as library
from curbside.library.models import Entry, Reply, Source
from curbside.people.models import Doctor
from curbside.search import operations as index
from curbside.search import queries
from curbside.search.models import IndexRow, IndexStatistics
from tests.importers.files import lines, make_zip, medquad, question
from tests.importers.library import dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
Import = Callable[..., Outcome]


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged, outcome.broken


@pytest.fixture
def bring(tmp_path: Path) -> Import:
    """Import the rows (or bytes) as a file of the format."""

    def run(*rows: Any, format: str = "jsonl", name: str = "clinic.jsonl", **job: Any) -> Outcome:
        path = tmp_path / name
        path.write_bytes(rows[0] if isinstance(rows[0], bytes) else lines(*rows))
        return runner.run(Job(format, path, **job))

    return run


def whole() -> dict[str, list[tuple[Any, ...]]]:
    def fetch(query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    return dump(fetch)


def test_an_entry_with_everything_around_it(bring: Import) -> None:
    outcome = bring(question(1, department="Dermatology", date="2020-05-01", tags=["eczema"]))
    assert counts(outcome) == (1, 0, 0, 0)
    entry = Entry.objects.get()
    assert (entry.ref, entry.state, entry.language) == ("q1", "published", "en")
    assert (entry.department.slug, entry.department_by) == ("dermatology", "source")
    assert entry.source is not None
    assert entry.source.slug == "clinic"
    assert [t.slug for t in entry.topics.all()][:1] != []
    reply = entry.replies.get()
    assert reply.doctor is not None
    assert reply.doctor.name_en == "Dr Amara Osei"
    assert [hit.number for hit in queries.find(queries.Request("eyelid twitches"))] == [entry.pk]


def test_without_a_department_routing_gives_one_and_says_so(bring: Import) -> None:
    bring(question(1), question(2, department="Astrology"))
    assert set(Entry.objects.values_list("department_by", flat=True)) == {"routing"}


def test_a_second_run_changes_nothing_and_says_so(bring: Import) -> None:
    rows = [question(n) for n in range(1, 6)]
    bring(*rows)
    before, updated = whole(), list(Entry.objects.values_list("updated_at", flat=True))
    assert counts(bring(*rows)) == (0, 0, 5, 0)
    assert whole() == before
    assert list(Entry.objects.values_list("updated_at", flat=True)) == updated


def test_only_what_changed_is_updated(bring: Import) -> None:
    bring(*[question(n) for n in range(1, 6)])
    before = {e.ref: e.updated_at for e in Entry.objects.all()}
    numbers = {e.ref: e.pk for e in Entry.objects.all()}
    changed = question(3, answer="See a neurologist about hemifacial spasm.")
    rows = [question(1), question(2), changed, question(4), question(5), question(6)]
    assert counts(bring(*rows)) == (1, 1, 4, 0)
    after = {e.ref: e.updated_at for e in Entry.objects.all()}
    assert [ref for ref in before if after[ref] != before[ref]] == ["q3"]
    assert Entry.objects.get(source_ref="q3").pk == numbers["q3"]
    assert "hemifacial" in Reply.objects.get(entry__source_ref="q3").text
    assert [row[0] for row in whole()["words"] if "'hemifaci'" in row[-1]] == ["q3"]


def test_what_vanished_from_the_source_is_left_alone(bring: Import) -> None:
    bring(question(1), question(2))
    assert counts(bring(question(1))) == (0, 0, 1, 0)
    assert Entry.objects.count() == 2


def test_what_was_withdrawn_stays_withdrawn(bring: Import) -> None:
    bring(question(1), question(2))
    library.withdraw(Entry.objects.get(source_ref="q1").public_id, "editor", "asked for")
    outcome = bring(question(1, answer="Another answer."), question(2))
    assert counts(outcome) == (0, 1, 1, 0)
    assert Entry.objects.get(source_ref="q1").state == "withdrawn"
    assert IndexRow.objects.count() == 1


def test_the_first_of_two_with_one_id_counts(bring: Import) -> None:
    outcome = bring(question(1), question(1, answer="Another."), question(2))
    assert counts(outcome) == (2, 0, 0, 1)
    assert "Sleep more" in Reply.objects.get(entry__source_ref="q1").text
    assert counts(bring(question(1), question(1, answer="Another."), question(2))) == (0, 0, 2, 1)


def test_broken_records_are_in_the_report_and_the_rest_is_in_the_library(bring: Import) -> None:
    private = "a secret that belongs into no report"
    outcome = bring(lines(question(1)) + f'{{"id": "{private}"\n'.encode() + lines(question(2)))
    assert counts(outcome) == (2, 0, 0, 1)
    assert outcome.report is not None
    written = [json.loads(line) for line in outcome.report.read_text().splitlines()]
    assert written == [
        {"kind": "broken", "place": "clinic.jsonl:2", "reason": "The line is not JSON."}
    ]
    assert private not in outcome.report.read_text()


def test_a_clean_import_leaves_no_report(bring: Import, tmp_path: Path) -> None:
    assert bring(question(1)).report is None
    assert not (tmp_path / "data" / "reports").exists()


def test_a_dry_run_says_what_would_happen_and_writes_nothing(bring: Import, tmp_path: Path) -> None:
    bring(question(1), question(2))
    before = whole()
    rows = lines(question(1), question(2, answer="New."), question(3)) + b"{\n"
    outcome = bring(rows, dry_run=True)
    assert counts(outcome) == (1, 1, 1, 1)
    assert whole() == before
    assert outcome.report is None
    assert outcome.problems[0].place == "clinic.jsonl:4"
    assert not (tmp_path / "data" / "reports").exists()


@pytest.mark.parametrize("content", [b"", b"{\n[\n", b"\x00\x01\x02"])
def test_nothing_readable_is_one_error(bring: Import, content: bytes) -> None:
    with pytest.raises(BadInput, match="No record"):
        bring(content)
    assert not Entry.objects.exists()
    assert not Source.objects.exists()


def test_two_files_are_two_sources_unless_named(bring: Import) -> None:
    bring(question(1), name="one.jsonl")
    bring(question(1), name="two.v2.jsonl")
    bring(question(1), name="three.jsonl", source="One")
    assert sorted(Source.objects.values_list("slug", flat=True)) == ["one", "two"]
    assert Entry.objects.count() == 2


def test_one_doctor_under_many_spellings(bring: Import) -> None:
    names = ["Dr.Honey", "dr honey", "DR HONEY, MD", "Honey"]
    bring(*[question(n, doctor=name) for n, name in enumerate(names)])
    assert Doctor.objects.get().replies.count() == 4
    assert Doctor.objects.get().name_en == "Dr Honey"


def test_medquad_is_signed_by_its_publisher(tmp_path: Path) -> None:
    document = medquad(("What is (are) Eczema ?", ""), source="NIDDK")
    runner.run(Job("medquad", make_zip(tmp_path / "m.zip", {"5/0000001.xml": document})))
    reply = Reply.objects.select_related("doctor").get()
    assert reply.doctor is not None
    assert (reply.doctor.kind, reply.doctor.url) == ("publisher", "https://www.niddk.nih.gov/")
    assert reply.link == "https://example.org/0000001"


def test_html_goes_in_as_text_and_marks_stay(bring: Import) -> None:
    bring(question(1, answer="> <b>Sleep</b><script>alert(1)</script>\n- less &lt;tea&gt;"))
    assert Reply.objects.get().text == "> Sleep\n- less <tea>"


def test_a_failing_batch_leaves_nothing_of_itself(
    bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "SIZE", 2)
    real = index.write

    def fails_on_the_third(documents: Any, vectors: Any) -> None:
        if any("since 3 days" in document.question for document in documents):
            raise RuntimeError("no more disk")
        real(documents, vectors)

    monkeypatch.setattr(index, "write", fails_on_the_third)
    rows = [question(n) for n in range(1, 7)]
    with pytest.raises(RuntimeError):
        bring(*rows)
    assert sorted(Entry.objects.values_list("source_ref", flat=True)) == ["q1", "q2"]
    assert Reply.objects.count() == IndexRow.objects.count() == 2
    monkeypatch.setattr(index, "write", real)
    assert counts(bring(*rows)) == (4, 0, 2, 0)


def test_weights_are_made_anew_when_lengths_have_drifted(bring: Import) -> None:
    bring(question(1, answer="Short."))
    outcome = bring(*[question(n, answer="A much longer answer. " * 50) for n in range(2, 8)])
    assert outcome.reindexed == 7
    assert not index.drifted()


def test_an_interrupted_reindex_is_done_again_by_the_next_import(bring: Import) -> None:
    bring(question(1))
    IndexStatistics.objects.update(analyser="")  # as a rebuild leaves it that was killed
    assert bring(question(1)).reindexed == 1
    assert not index.drifted()


def _connection() -> dict[str, Any]:
    wanted = ("host", "port", "dbname", "user")
    parameters = connection.get_connection_params()
    return {name: parameters[name] for name in wanted if parameters.get(name)}


def test_a_lock_held_elsewhere_is_a_conflict(
    bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(**_connection(), autocommit=True) as other:
        monkeypatch.setattr("curbside.importers.lock._key", lambda source: 42)
        monkeypatch.setattr("curbside.importers.lock.PATIENCE", 0.0)
        other.execute("SELECT pg_advisory_lock(42)")
        with pytest.raises(Conflict, match="Another import"):
            bring(question(1))
        monkeypatch.setattr("curbside.importers.lock.PATIENCE", 15.0)  # a session ends when it can
    assert counts(bring(question(1))) == (1, 0, 0, 0)
