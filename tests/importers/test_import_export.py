"""Out as JSON lines and in again: the same library, published under the same addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from curbside.catalog.models import Department
from curbside.commands import export
from curbside.importers import runner
from curbside.importers.formats.sample import DEFAULT
from curbside.importers.runner import Job
from curbside.library import operations as library
from curbside.library.models import Entry, Source
from curbside.people.models import Doctor
from curbside.search.models import IndexRow, IndexVector
from tests.importers.files import lines, question
from tests.importers.library import DUMPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SAME = ("entries", "replies", "topics", "words", "vectors")
DOCTORS = """SELECT slug, kind, name_en, name_zh, name_key, credential_en, credential_zh, bio_en,
    bio_zh, url, sample FROM people_doctor"""


def seen() -> dict[str, list[tuple[Any, ...]]]:
    """What a reader could see; not how it came in."""
    queries = {name: DUMPS[name] for name in SAME} | {"doctors": DOCTORS}
    queries["entries"] = queries["entries"].replace("e.source_hash", "e.age_band, e.sex")
    out = {}
    for name, query in queries.items():
        with connection.cursor() as cursor:
            cursor.execute(query)
            out[name] = sorted(cursor.fetchall(), key=repr)
    return out


def forget_everything() -> None:
    for model in (Entry, Doctor, Source, IndexRow, IndexVector):
        model.objects.all().delete()


def test_export_and_import_give_the_same_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "connect", lambda: None)
    for slug in {json.loads(line)["department"] for line in _sample_lines()}:
        Department.objects.get_or_create(
            slug=slug, defaults={"name_en": slug, "name_zh": slug, "position": 9}
        )
    runner.run(Job("sample", DEFAULT))
    tricky = question(1, answer="5 &lt; 6 &amp;lt; 7 <b>x</b>\n> a\n- b", asked="2020-01-02")
    (tmp_path / "clinic.jsonl").write_bytes(lines(tricky, question(2)))
    runner.run(Job("jsonl", tmp_path / "clinic.jsonl"))
    before = seen()
    assert len(before["entries"]) > 150

    export.run(tmp_path / "out.jsonl")
    forget_everything()
    outcome = runner.run(Job("jsonl", tmp_path / "out.jsonl"))
    assert (outcome.created, outcome.broken) == (len(before["entries"]), 0)
    after = seen()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert runner.run(Job("jsonl", tmp_path / "out.jsonl")).unchanged == len(before["entries"])


def _sample_lines() -> list[str]:
    return [line for path in DEFAULT.glob("entries-*") for line in path.read_text().splitlines()]


def test_what_is_not_visible_is_not_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "connect", lambda: None)
    (tmp_path / "clinic.jsonl").write_bytes(lines(question(1), question(2), question(3)))
    runner.run(Job("jsonl", tmp_path / "clinic.jsonl"))
    library.withdraw(Entry.objects.get(source_ref="q1").public_id, "editor", "asked for")
    Entry.objects.filter(source_ref="q2").update(state="held")
    export.run(tmp_path / "out.jsonl")
    written = [json.loads(line)["ref"] for line in (tmp_path / "out.jsonl").open()]
    assert written == ["q3"]
    assert not (tmp_path / "out.jsonl.part").exists()
