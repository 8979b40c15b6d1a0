"""What spares texts a pattern loses nothing that the pattern would have found.

Compared on the evaluation sets: with the gates, and by running every pattern on every text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers import (
    address_needs,
    addresses,
    ages,
    contact,
    cues_en,
    dates,
    numbers,
    organisations,
    plates,
)  # fmt: skip
from curbside.safety.deidentify.identifiers.rules import Rules, run
from curbside.safety.deidentify.model import Candidate

DATA = Path(__file__).resolve().parents[3] / "evals" / "data"
FAMILIES = {
    "contact": contact.RULES,
    "numbers": numbers._RULES,
    "plates": plates.RULES,
    "dates": dates._WITH_DIGITS,
    "dates-in-words": dates.IN_WORDS,
    "dates-zh": dates._CHINESE,
    "ages": ages._RULES,
}


@cache
def documents() -> list[Document]:
    names = ("deid_zh", "deid_clinical", "deid_seen")
    lines = [line for n in names for line in (DATA / f"{n}.jsonl").read_text("utf-8").splitlines()]
    return [Document(json.loads(line)["text"]) for line in lines]


def everything(document: Document, rules: Rules) -> Iterator[Candidate]:
    for rule in rules:
        for match in rule.pattern.finditer(document.lower if rule.lower else document.text):
            sure = rule.confidence * rule.check(match)
            if sure > 0:
                place = match.span(match.lastindex or 0)
                yield Candidate(*place, rule.type, sure, rule.name, rule.label)


@pytest.mark.parametrize("name", FAMILIES)
def test_rules(name: str) -> None:
    rules, some = FAMILIES[name], False
    for document in documents():
        found = set(run(document, rules))
        some = some or bool(found)
        assert found == set(everything(document, rules)), document.text
    assert some


def test_ages_are_looked_for_wherever_one_is() -> None:
    for document in documents():
        assert set(ages.find(document)) == set(everything(document, ages._RULES)), document.text


@pytest.mark.parametrize("name", [name for name, _, _ in addresses._ANCHORS])
def test_anchors_of_addresses(name: str) -> None:
    pattern = next(pattern for other, _, pattern in addresses._ANCHORS if other == name)
    for document in documents():
        text = document.text if name in addresses._CASED else document.lower
        if pattern.search(text):
            assert name in address_needs.possible(document), document.text


def test_heads_of_organisations() -> None:
    for document in documents():
        for label, pattern in organisations._RULES:
            if pattern.search(document.text):
                assert organisations._HEADS[label] & document.triggered, document.text
        for label, pattern in organisations._LOWER:
            if pattern.search(document.lower):
                assert organisations._SMALL_HEADS[label] & document.triggered, document.text


@pytest.mark.parametrize("pattern", cues_en.BEGINNINGS, ids=lambda pattern: pattern.pattern[:24])
def test_cues_begin_and_end_as_is_said(pattern) -> None:  # type: ignore[no-untyped-def]
    beginnings = set(cues_en.BEGINNINGS[pattern].split())
    for document in documents():
        starts = {token.start: number for number, token in enumerate(document.tokens)}
        for match in pattern.finditer(document.lower):
            first = document.tokens[starts[match.start()]]
            assert first.lower in beginnings, match.group()
            behind = starts.get(match.end())
            if behind and document.tokens[behind].kind == "W":
                assert document.tokens[behind - 1].lower in cues_en.ENDS, match.group()


def test_strong_cues_hold_what_is_looked_for() -> None:
    parts = (*cues_en.STRONG_PARTS, *cues_en.STRONG_ENDS)
    for document in documents():
        for match in cues_en.STRONG.finditer(document.lower):
            assert any(part in match.group() for part in parts), match.group()
