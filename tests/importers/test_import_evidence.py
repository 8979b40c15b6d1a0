"""Texts imported as evidence: each format, again, changed, broken, interrupted, only looked at."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from curbside.core.errors import BadInput
from curbside.evidence import queries
from curbside.evidence.facets import Facet
from curbside.evidence.models import PassageRow, Source, Term
from curbside.importers import batches, runner
from curbside.importers.formats.options import Options
from curbside.importers.inputs import open_input
from curbside.importers.outcome import Outcome
from curbside.importers.record import Text
from curbside.importers.texts import jsonl, medlineplus, medquad, sample
from tests.importers.files import lines, make_zip
from tests.importers.files import medquad as document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ACNE = "Acne is a common disease of the skin. It starts when pores get blocked."


def row(number: int, **other: Any) -> dict[str, Any]:
    return {
        "ref": f"t{number}",
        "title": f"Migraine {number}",
        "text": f"Migraine is a strong headache of kind {number}. Rest in a dark room helps.",
        "publisher": "City clinic",
        "licence": "CC BY 4.0",
        "url": f"https://example.org/{number}",
        "language": "en",
        "date": "2025-05-31",
        "review_by": "2099-05-31",
        **other,
    }


def write(path: Path, *rows: Any) -> Path:
    path.write_bytes(lines(*rows))
    return path


def bring(format: str, path: Path, **how: Any) -> Outcome:
    return runner.run(runner.Job(format, path, become=runner.EVIDENCE, **how))


def counted(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged, outcome.broken


def whole() -> list[Any]:
    """Everything that was written but for row numbers."""
    passages = PassageRow.objects.order_by("source__ref", "position")
    return [
        list(
            passages.values_list("source__ref", "position", "facet", "text", "subjects", "lexemes")
        ),
        list(Source.objects.order_by("ref").values_list("collection", "ref", "title", "digest")),
        list(Term.objects.filter(passages__gt=0).order_by("dimension").values_list()),
    ]


def test_medquad_answers_under_their_own_ids(tmp_path: Path) -> None:
    answers = [("What is (are) Acne ?", ACNE), ("What causes Acne ?", ""), ("How to treat ?", ACNE)]
    content = document(*answers).replace(
        b'qid="0000001-3" qtype="information"', b'qid="3" qtype="treatment"'
    )
    archive = make_zip(tmp_path / "medquad.zip", {"a/1.xml": content, "a/2.xml": b"<no"})
    assert counted(bring("medquad", archive)) == (2, 0, 0, 1)
    first, second = Source.objects.order_by("ref")
    assert (first.ref, second.ref) == ("ADAM_0000001_Sec1", "ADAM_0000001_Sec3")
    assert (first.title, first.about) == ("Acne", ["acne", "pimples"])
    assert (first.publisher, first.licence) == ("A.D.A.M. Medical Encyclopedia", "CC BY 4.0")
    assert first.url == "https://example.org/0000001"
    assert [p.facet for p in second.passages.all()] == [Facet.TREATMENT]
    assert [p.facet for p in first.passages.all()] == [Facet.WHAT]
    assert [f.passage.ref for f in queries.find("pimples", "en", 1)] == ["ADAM_0000001_Sec1#1"]
    assert counted(bring("medquad", archive)) == (0, 0, 2, 1)


def test_medlineplus_topics(tmp_path: Path) -> None:
    topics = [
        {"id": "6417", "title": "Acne", "url": "https://medlineplus.gov/acne.html",
         "description": "About acne.", "text": f"What is acne?\n{ACNE}\nWhat are the treatments for"
         " acne?\nGels help most people. They take weeks."},
        {"id": "2", "title": "Hives", "url": "", "description": "Hives are itchy marks."},
    ]  # fmt: skip
    path = tmp_path / "topics.jsonl.gz"
    path.write_bytes(gzip.compress(lines(*topics)))
    assert counted(bring("medlineplus", path)) == (2, 0, 0, 0)
    acne = Source.objects.get(ref="6417")
    assert (acne.collection, acne.publisher) == ("medlineplus", "MedlinePlus")
    assert [p.facet for p in acne.passages.all()] == [Facet.WHAT, Facet.TREATMENT]


def test_an_operators_own_lines(tmp_path: Path) -> None:
    parted = row(2, sections=[{"facet": "get-help", "text": "See a doctor soon."},
                              {"text": "Drink water. Rest well."}])  # fmt: skip
    path = write(tmp_path / "Our Texts.jsonl", row(1, facet="self-care"), parted)
    assert counted(bring("jsonl", path)) == (2, 0, 0, 0)
    one = Source.objects.get(ref="t1")
    assert one.collection == "our-texts"
    assert [str(one.date), str(one.review_by)] == ["2025-05-31", "2099-05-31"]
    assert [p.facet for p in one.passages.all()] == ["self-care"]
    assert Source.objects.get(ref="t2").passages.all()[0].facet == "get-help"


def test_again_changes_nothing_and_what_changed_is_updated(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", *(row(n) for n in range(5)))
    bring("jsonl", path)
    before = whole()
    assert counted(bring("jsonl", path)) == (0, 0, 5, 0)
    assert whole() == before
    write(path, *(row(n) for n in range(4)), row(4, text="Migraine comes back. Keep a diary."))
    assert counted(bring("jsonl", path)) == (0, 1, 4, 0)
    assert whole() != before
    write(path, *(row(n) for n in range(5)))
    assert counted(bring("jsonl", path)) == (0, 1, 4, 0)
    assert whole() == before


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"not json\n", "not JSON"),
        (b"[1]\n", "no JSON object"),
        (lines(row(1, ref="")), "no id"),
        (lines(row(1, ref="a#b")), "has a # in it"),
        (lines(row(1, title=" ")), "no title"),
        (lines(row(1, text="")), "empty"),
        (lines(row(1, text="<script>alert(1)</script>")), "empty"),
        (lines(row(1, text="a " * 60_000)), "longer than"),
        (lines(row(1, text="a " * 120_000)), "longer than"),
        (lines(row(1, text="這是中文的文章，說的是偏頭痛。")), "Traditional Chinese"),
        (lines(row(1, language="fr")), "language"),
        (lines(row(1, facet="magic")), "no such facet"),
        (lines(row(1, date="yesterday")), "no date"),
        (b'{"ref": "x", "text": "\xff\xfe"}\n', "not UTF-8"),
        (lines(row(9)), "the same id"),
    ],
)
def test_what_is_broken_is_reported_and_the_rest_goes_in(
    tmp_path: Path, line: bytes, why: str
) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(lines(row(9)) + line + lines(row(8)))
    outcome = bring("jsonl", path)
    assert counted(outcome) == (2, 0, 0, 1)
    assert outcome.report
    (said,) = [json.loads(one) for one in outcome.report.read_text().splitlines()]
    assert why in said["reason"]
    assert "Migraine" not in said["reason"]


def test_a_dry_run_says_and_does_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", row(1), row(2, text=""))
    assert counted(bring("jsonl", path, dry_run=True)) == (1, 0, 0, 1)
    assert not Source.objects.exists()


def test_an_interrupted_import_goes_on_and_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "SIZE", 2)
    path = write(tmp_path / "t.jsonl", *(row(n) for n in range(7)))

    def stop(progress: runner.Progress) -> None:
        if progress.outcome.created >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.run(runner.Job("jsonl", path, become=runner.EVIDENCE), told=stop)
    assert Source.objects.count() == 4
    assert counted(bring("jsonl", path)) == (3, 0, 4, 0)
    resumed = whole()
    Source.objects.all().delete()
    Term.objects.all().delete()
    bring("jsonl", path)
    assert whole() == resumed


def test_what_cannot_be_evidence_is_refused() -> None:
    with pytest.raises(BadInput):
        runner.ships("csv", runner.EVIDENCE)
    with pytest.raises(BadInput):
        runner.ships("medquad", "gospel")
    with pytest.raises(BadInput):
        bring("jsonl", sample.DEFAULT, columns={"question": "x"})


def notes() -> list[Text]:
    reads = list(sample.parse(open_input(sample.DEFAULT, sample.ENDINGS), Options()))
    assert all(isinstance(read, Text) for read in reads)
    return [read for read in reads if isinstance(read, Text)]


def test_the_bundled_notes_are_whole() -> None:
    found = [text.note for text in notes()]
    assert len(found) >= 60
    assert sum(note.language == "zh-hant" for note in found) >= 10
    assert all(note.sample and note.url and note.date and note.publisher for note in found)
    assert all(section.facet for note in found for section in note.sections)
    assert {section.facet for note in found for section in note.sections} == set(Facet)


def test_nothing_of_the_bundled_notes_is_taken_for_boilerplate() -> None:
    bring("sample", sample.DEFAULT)
    assert Source.objects.count() == len(notes())
    assert [s.ref for s in Source.objects.exclude(left_out={})] == []
    assert counted(bring("sample", sample.DEFAULT))[2] == len(notes())


def test_every_module_has_what_a_format_needs() -> None:
    for module in (jsonl, medlineplus, medquad, sample):
        assert module.VERSION > 0
        assert module.ENDINGS
        assert module.SOURCE.slug
