"""The real corpora, whole: every record, with the ids, questions and answers in general use."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from curbside.importers import formats
from curbside.importers.formats.options import Options
from curbside.importers.inputs import open_input
from curbside.importers.record import Read, Record, Skipped
from curbside.importers.text import clean

pytestmark = pytest.mark.real_data


def read(name: str, path: Path) -> list[Read]:
    chosen = formats.named(name)
    return list(chosen.parse(open_input(path, chosen.endings), Options()))


def uniform(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def words(text: str) -> list[str]:
    """Blanks and line ends may differ, and controls and HTML are gone; nothing else."""
    return clean(text).split()


def test_medquad_whole(shared: Path) -> None:
    reads = read("medquad", shared / "data/upstream/MedQuAD-master.zip")
    expected = uniform(shared / "data/medquad.jsonl.gz")
    records = [one for one in reads if isinstance(one, Record)]
    left = [one for one in reads if not isinstance(one, Record)]
    assert len(records) == len(expected) == 47_441
    # Published are 47,457: four documents of four pairs each are in a draft markup.
    assert [type(one) for one in left] == [Skipped] * 4
    used: Counter[str] = Counter()
    for record, known in zip(records, expected, strict=True):
        used[known["id"]] += 1
        if used[known["id"]] == 1:
            assert record.ref == known["id"]
        assert record.question == known["question"]
        (reply,) = record.replies
        assert words(reply.text) == words(known["answer"] or "")
        assert reply.link == ("" if known["answer"] else known["url"])
    assert sum(count - 1 for count in used.values()) == 34  # pairs whose id another pair has
    assert len({record.ref for record in records}) == 47_441


def test_lasseregin_whole(shared: Path) -> None:
    reads = read("lasseregin", shared / "data/upstream/medical-question-answer-data-master.zip")
    expected = {row["id"]: row for row in uniform(shared / "data/doctor_answers.jsonl.gz")}
    records = [one for one in reads if isinstance(one, Record)]
    assert len(reads) == len(records) == len(expected) == 6_315
    for record in records:
        known = expected.pop(record.ref)
        assert words(record.question) == words(known["question"])
        assert words(record.replies[0].text) == words(known["answer"])
        assert record.url == known["url"]
    assert not expected


def test_a_chinese_corpus_with_its_departments(shared: Path) -> None:
    reads = read("jsonl", shared / "data/internal_medicine_zh.jsonl.gz")
    records = [one for one in reads if isinstance(one, Record)]
    assert len(records) > 3_800
    assert {record.language for record in records} == {"zh-hans"}
    assert all(record.department for record in records)


def test_headlines_of_real_questions_are_short_and_clean(shared: Path) -> None:
    data = shared / "data/upstream"
    for record in (
        *read("medquad", data / "MedQuAD-master.zip"),
        *read("lasseregin", data / "medical-question-answer-data-master.zip"),
    ):
        if isinstance(record, Record):
            assert 0 < len(record.headline) <= 120
            assert "(are)" not in record.headline
            assert " ?" not in record.headline
            assert not record.headline[0].islower() or record.headline[1].isupper()
