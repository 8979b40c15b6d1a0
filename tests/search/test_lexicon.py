"""The departments' vocabulary: how phrases are found, and that the shipped files are whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curbside.catalog import files
from curbside.search import lexicon
from curbside.search.lexicon import Lexicon
from curbside.search.linking import read

WORDS = [
    ("skin", 4.0, "rash"),
    ("heart", 4.0, "chest pain"),
    ("lungs", 2.0, "chest"),
    ("heart", 4.0, "胸痛"),
    ("lungs", 1.0, "胸"),
]


def heard(text: str) -> tuple[dict[str, float], dict[str, float]]:
    found = Lexicon(WORDS).hear(read(text))
    return found.lead, found.rest


def test_a_phrase_inside_a_longer_one_says_little() -> None:
    lead, _ = heard("chest pain")
    assert lead == {"heart": 4.0, "lungs": 0.5}
    assert heard("胸痛")[0] == {"heart": 4.0, "lungs": 0.25}


def test_the_first_line_apart_from_the_rest() -> None:
    assert heard("rash\nand chest pain") == ({"skin": 4.0}, {"heart": 4.0, "lungs": 0.5})


def test_a_greeting_is_no_headline() -> None:
    lead, rest = heard("Hello doctor\nI have a rash")
    assert (lead, rest) == ({"skin": 4.0}, {})


def test_often_said_counts_a_little_more() -> None:
    assert 4.0 < heard("rash rash rash rash")[0]["skin"] < 8.0


@pytest.mark.parametrize("text", ["", "hello", "😀", "胸" * 10 + "x" * 10])
def test_what_is_not_there(text: str) -> None:
    assert "skin" not in heard(text)[0]


def test_the_shipped_files() -> None:
    slugs = {department.slug for department in files.read(files.DEFAULT).departments}
    found: dict[str, set[bool]] = {}
    for slug, weight, phrase in lexicon.words():
        assert slug in slugs, slug
        assert 1 <= weight <= 4, (slug, phrase)
        assert lexicon.key_of(phrase), f"{slug}: {phrase!r} is only stop words"
        found.setdefault(slug, set()).add(isinstance(lexicon.key_of(phrase), str))
    assert set(found) == slugs
    assert all(both == {True, False} for both in found.values()), "each in both languages"


def test_the_weights_name_the_departments() -> None:
    held = json.loads((Path(lexicon.__file__).with_name("routing_weights.json")).read_text("utf-8"))
    slugs = {department.slug for department in files.read(files.DEFAULT).departments}
    assert set(held["bias"]) == slugs
