"""From plain text to passages: no sentence lost, none split, lists with their leading line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.evidence.blocks import Block, parse
from curbside.evidence.cutting import CHARACTERS, ITEMS, MOST, cut
from curbside.evidence.sentences import Unit

SENTENCE = st.integers(0, 10_000).map(lambda n: f"Sentence number {n} says a thing.")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=12).map(" ".join)
LIST = st.lists(st.integers(0, 999), min_size=1, max_size=20).map(
    lambda ns: "It may be:\n" + "\n".join(f"- item {n}" for n in ns)
)
TEXTS = st.lists(st.one_of(PARAGRAPH, LIST), min_size=1, max_size=6).map("\n\n".join)


def said(blocks: list[Block]) -> list[Unit]:
    return [unit for block in blocks for unit in block.units]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_no_sentence_is_lost_and_none_is_split(text: str) -> None:
    blocks = parse(text)
    pieces = cut(blocks)
    leads = {block.lead for block in blocks}
    kept = [u for p in pieces for u in p.units if not (u.lead and u.text in leads)]
    assert kept == said(blocks)
    for unit in said(blocks):
        assert unit.text in text
        assert any(unit.text in piece.text for piece in pieces)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_passage_is_a_few_sentences(text: str) -> None:
    for piece in cut(parse(text)):
        prose = [unit for unit in piece.units if not unit.item and not unit.lead]
        items = [unit for unit in piece.units if unit.item]
        assert len(prose) <= MOST
        assert len(items) <= ITEMS
        assert not (prose and items)
        assert len(piece.text) <= CHARACTERS + 200
        if items:
            assert piece.units[0] == Unit("It may be:", lead=True)


@pytest.mark.parametrize(
    "text",
    [
        "Common signs are:\n- pain\n- fever",
        "Common signs are:\nPain\nFever\n\nMost people get better.",
        "Common signs are:\n• Pain\n• Fever",
        "Common signs are:\n1. Pain\n2. Fever",
        "Common signs are:\n> Pain\n> Fever",
        "Common signs are\n- pain\n- fever",
    ],
)
def test_however_a_list_is_marked_it_keeps_its_lead(text: str) -> None:
    first = parse(text)[0]
    assert first.listed
    assert first.lead.startswith("Common signs are")
    assert [unit.text.casefold() for unit in first.units] == ["pain", "fever"]


def test_headings_stand_over_what_follows_them() -> None:
    blocks = parse("What causes it?\nIt is a virus.\n\nTreatment\nRest helps. So does water.")
    assert [block.heading for block in blocks] == ["What causes it?", "Treatment"]


def test_a_question_that_a_text_begins_with_is_its_heading() -> None:
    (block,) = parse("What causes acne? Hormones make the skin oily. Pores get blocked.")
    assert block.heading == "What causes acne?"
    assert len(block.units) == 2


def test_a_line_broken_in_mid_sentence_is_put_together() -> None:
    (block,) = parse("This sentence is long enough to have been broken\nby whoever typed it.")
    assert block.units[0].text.endswith("broken by whoever typed it.")
