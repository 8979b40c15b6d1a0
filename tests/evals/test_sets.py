"""The evaluation sets of the safety engines are whole: counts, offsets, checksums, halves.

Says nothing of how an engine does on them; `evals` measures that.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from curbside.core import languages

DATA = Path(__file__).resolve().parents[2] / "evals" / "data"
SETS = ["self_harm", "deid_zh", "deid_clinical"]
REPORTED = ["deid_zh", "deid_clinical"]
MARKED = ["deid_zh", "deid_clinical", "deid_seen"]
TAIWAN_LETTERS = {letter: n for n, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}


@cache
def rows(name: str) -> list[dict[str, Any]]:
    text = (DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def values(name: str, kind: str) -> list[str]:
    return [
        row["text"][span["start"] : span["end"]]
        for row in rows(name)
        for span in row["spans"]
        if span["type"] == kind
    ]


def digits(value: str) -> list[int]:
    return [int(character) for character in value if character.isdigit()]


def taiwan_number(value: str) -> bool:
    """National and resident numbers: a first letter counts twice, a second one by its units."""
    first = TAIWAN_LETTERS[value[0]]
    second = int(value[1]) if value[1].isdigit() else TAIWAN_LETTERS[value[1]] % 10
    figures = [first // 10, first % 10, second, *digits(value[2:])]
    weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]
    return sum(a * b for a, b in zip(figures, weights, strict=True)) % 10 == 0


def luhn(value: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits(value))):
        total += sum(divmod(digit * 2, 10)) if place % 2 else digit
    return total % 10 == 0


def nhs_number(value: str) -> bool:
    figures = digits(value)
    total = sum(digit * weight for digit, weight in zip(figures[:9], range(10, 1, -1), strict=True))
    return len(figures) == 10 and (total + figures[9]) % 11 == 0


@pytest.mark.parametrize("name", SETS)
def test_ids_and_texts_are_unique_and_halves_follow_the_hash(name: str) -> None:
    assert len({row["id"] for row in rows(name)}) == len(rows(name))
    assert len({row["text"] for row in rows(name)}) == len(rows(name))
    for row in rows(name):
        odd = hashlib.sha256(row["id"].encode()).digest()[-1] % 2
        assert row["half"] == ("report" if odd else "tune"), row["id"]
        assert row["language"] == languages.guess(row["text"]), row["id"]


@pytest.mark.parametrize(
    ("kind", "language", "least"),
    [
        ("self_harm", "en", 100),
        ("self_harm", "zh-hant", 70),
        ("near_miss", "en", 40),
        ("near_miss", "zh-hant", 30),
    ],
)
def test_self_harm_has_enough_of_each_kind_in_each_half(
    kind: str, language: str, least: int
) -> None:
    halves = Counter(
        row["half"]
        for row in rows("self_harm")
        if (row["kind"], row["language"]) == (kind, language)
    )
    assert halves.total() >= least
    assert min(halves["tune"], halves["report"]) >= least / 3


@pytest.mark.parametrize("name", REPORTED)
def test_enough_texts_with_and_without_identifiers(name: str) -> None:
    assert len(rows(name)) >= 210
    assert sum(not row["spans"] for row in rows(name)) >= 60


@pytest.mark.parametrize("name", MARKED)
def test_spans_lie_in_the_text_in_order_and_hold_something(name: str) -> None:
    for row in rows(name):
        last = 0
        for span in row["spans"]:
            assert last <= span["start"] < span["end"] <= len(row["text"]), row["id"]
            value = row["text"][span["start"] : span["end"]]
            assert value == value.strip(), row["id"]
            last = span["end"]
        assert not set("⟦⟧*") & set(row["text"]), row["id"]


@pytest.mark.parametrize("name", REPORTED)
def test_a_long_name_marked_once_is_marked_wherever_it_stands(name: str) -> None:
    for row in rows(name):
        bare = row["text"]
        for span in reversed(row["spans"]):
            bare = bare[: span["start"]] + "\n" + bare[span["end"] :]
        for span in row["spans"]:
            value = row["text"][span["start"] : span["end"]]
            if len(value) > 2:
                assert not re.search(rf"\b{re.escape(value)}\b", bare), (row["id"], value)


@pytest.mark.parametrize(
    ("name", "kind", "least", "valid"),
    [
        ("deid_zh", "TW_ID", 5, taiwan_number),
        ("deid_zh", "TW_ARC", 5, taiwan_number),
        ("deid_zh", "CREDIT_CARD", 3, luhn),
        ("deid_clinical", "CREDIT_CARD", 3, luhn),
        ("deid_clinical", "NHS_NUMBER", 5, nhs_number),
    ],
)
def test_checksums(name: str, kind: str, least: int, valid: Callable[[str], bool]) -> None:
    found = values(name, kind)
    assert len(found) >= least
    assert [value for value in found if not valid(value)] == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "deid_zh",
            "PERSON STREET_ADDRESS LOCATION ORGANIZATION HOSPITAL DATE_TIME AGE PHONE_NUMBER "
            "EMAIL_ADDRESS URL IP_ADDRESS TW_ID TW_ARC NHI_CARD MEDICAL_RECORD LICENSE_PLATE "
            "ACCOUNT CREDIT_CARD PASSPORT",
        ),
        (
            "deid_clinical",
            "PERSON STREET_ADDRESS LOCATION ORGANIZATION HOSPITAL DATE_TIME AGE PHONE_NUMBER "
            "EMAIL_ADDRESS URL IP_ADDRESS US_SSN NHS_NUMBER DEVICE_ID HEALTH_PLAN VEHICLE "
            "MEDICAL_RECORD LICENSE_PLATE ACCOUNT CREDIT_CARD PASSPORT",
        ),
    ],
)
def test_every_type_occurs_several_times_and_no_other(name: str, kinds: str) -> None:
    counts = Counter(span["type"] for row in rows(name) for span in row["spans"])
    assert set(counts) == set(kinds.split())
    assert min(counts.values()) >= 3
