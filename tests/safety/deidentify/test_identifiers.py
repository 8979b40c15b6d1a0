"""Every identifier of HIPAA's list and its counterparts in Taiwan, by the tables in `identifiers/`.

The tables are data, so that a clinician or an auditor can read them and add to them: what must be
found whole, what must stay, and what is written instead.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curbside.core import clock
from curbside.safety.deidentify import deidentify, find

FOLDER = Path(__file__).parent / "identifiers"
NOW = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
HAN = re.compile("[\u4e00-\u9fff]")


def table(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = tomllib.loads(
        (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    )["identifier"]
    return loaded


ROWS = [*table("hipaa"), *table("taiwan")]


def cases(part: str) -> list[Any]:
    return list(_cases(part))


def _cases(part: str) -> Iterator[Any]:
    for row in ROWS:
        for case in row.get(part, ()):
            label = case if isinstance(case, str) else case[0]
            yield pytest.param(row, case, id=f"{row.get('letter', 'tw')}-{label}")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the places that they stood around."""
    text, places = "", []
    for number, piece in enumerate(re.split("[⟦⟧]", marked)):
        if number % 2:
            places.append((len(text), len(text) + len(piece)))
        text += piece
    return text, places


def test_the_list_has_the_eighteen_of_the_regulation_in_both_languages() -> None:
    rows = table("hipaa")
    assert [row["letter"] for row in rows] == list("ABCDEFGHIJKLMNOPQR")
    for row in ROWS:
        assert row["found"], row["name"]
        assert row["stays"], row["name"]
    for row in rows:
        assert {bool(HAN.search(text)) for text in row["found"]} == {True, False}, row["name"]


@pytest.mark.parametrize(("row", "marked"), cases("found"))
def test_it_is_found_whole_and_by_its_type(row: dict[str, Any], marked: str) -> None:
    text, places = unmarked(marked)
    assert places, marked
    spans = find(text)
    for start, end in places:
        inside = {i for s in spans for i in range(s.start, s.end)}
        assert all(i in inside for i in range(start, end) if text[i].isalnum()), text[start:end]
        types = {s.type for s in spans if s.start < end and start < s.end}
        assert types & set(row["types"]), (text[start:end], types)


@pytest.mark.parametrize(("row", "text"), cases("stays"))
def test_near_misses_stay(row: dict[str, Any], text: str) -> None:
    found = {text[s.start : s.end]: s.type for s in find(text)}
    assert {part: kind for part, kind in found.items() if kind in row["types"]} == {}


@pytest.mark.parametrize(("row", "pair"), cases("reads"))
def test_the_text_still_reads(row: dict[str, Any], pair: list[str]) -> None:
    with clock.frozen(NOW):
        assert deidentify(pair[0])[0] == pair[1]


# A number with a right check digit, and the same with a wrong one: both go, the second less surely.
CHECKED = [
    ("taiwan", "號碼{}，謝謝", "A123456789", "A123456788"),
    ("resident", "號碼{}，謝謝", "A800000014", "A800000015"),
    ("china", "号码{}，谢谢", "11010519491231002X", "110105194912310021"),
    ("card", "it was {} I think", "4024 0071 3358 9266", "4024 0071 3358 9267"),
    ("nhs", "his is 943 476 591{}.", "9", "8"),
    ("iban", "send to {} today", "GB82WEST12345698765432", "GB82WEST12345698765433"),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "right", "wrong"), [c[1:] for c in CHECKED],
                         ids=[c[0] for c in CHECKED])  # fmt: skip
def test_a_wrong_check_digit_goes_too_but_less_surely(frame: str, right: str, wrong: str) -> None:
    sure, unsure = find(frame.format(right)), find(frame.format(wrong))
    assert len(sure) == len(unsure) == 1
    assert (sure[0].start, sure[0].end) == (unsure[0].start, unsure[0].end)
    assert unsure[0].confidence < sure[0].confidence
