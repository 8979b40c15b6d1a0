"""The sets that routing and headlines are measured on are whole: ids once, slugs that exist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curbside.catalog import files
from evals import department_sets
from evals.headlines import rouge_l

DATA = Path(department_sets.DATA)
SLUGS = {department.slug for department in files.read(files.DEFAULT).departments}
NAMES = ["departments_en", "departments_zh", "departments_en_fresh", "departments_zh_fresh"]


@pytest.mark.parametrize("name", NAMES)
def test_labels(name: str) -> None:
    text = (DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 130
    for row in rows:
        assert set(row) == {"id", "first", "second"}, "labels only, no text"
        assert row["first"]
        assert row["second"]
        assert set(row["first"]) | set(row["second"]) <= SLUGS


def test_at_least_three_hundred_english_questions() -> None:
    assert len(department_sets.labels("departments_en")) >= 300


def test_the_fresh_ones_are_others() -> None:
    for language in ("en", "zh"):
        old = department_sets.labels(f"departments_{language}")
        assert not old.keys() & department_sets.labels(f"departments_{language}_fresh").keys()


def test_maps_name_departments_that_exist() -> None:
    mapped = {slug for slugs in department_sets.INTERNAL.values() for slug in slugs.split()}
    assert mapped | set(department_sets.TAGS) <= SLUGS
    assert set(department_sets.TAIWAN.values()) == SLUGS


def test_choices() -> None:
    text = (DATA / "headline_choices.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert len({row["id"] for row in rows}) == 50
    assert {row[judged] for row in rows for judged in ("first", "second")} <= {
        "ours", "baseline", "neither",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("made", "wanted", "value"),
    [
        ("What causes hives?", "what caused HIVES", 1.0),
        ("a b c d", "a c x", 4 / 7),
        ("头痛怎么办", "头痛", 4 / 7),
        ("", "x", 0.0),
        ("x", "", 0.0),
    ],
)
def test_rouge_l(made: str, wanted: str, value: float) -> None:
    assert rouge_l(made, wanted) == pytest.approx(value)
