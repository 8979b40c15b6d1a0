"""Where sentences end, and that units survive being written as a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.evidence.sentences import Unit, passage_text, split, units


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("See Dr. Lin at 3.5 mg, e.g. Tuesday.", ["See Dr. Lin at 3.5 mg, e.g. Tuesday."]),
        ("Take vitamin B. It helps.", ["Take vitamin B.", "It helps."]),
        ("J. Smith wrote it.", ["J. Smith wrote it."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("眼皮會跳。多半沒事！要看醫師嗎？", ["眼皮會跳。", "多半沒事！", "要看醫師嗎？"]),
        ("他說「沒事。」然後走了。", ["他說「沒事。」", "然後走了。"]),
        ("no end", ["no end"]),
        ("  ", []),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.text(alphabet="aB. !?\"')。！「」1中\t", max_size=80))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


WORDS = st.sampled_from(["Rest more.", "Drink less coffee.", "See a doctor if it lasts."])
ITEMS = st.sampled_from(["pain", "a weak arm", "a rash that spreads."])


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(ITEMS, max_size=4))
def test_a_passage_gives_its_units_back(sentences: list[str], items: list[str]) -> None:
    parts = [Unit(text) for text in sentences]
    if items:
        parts[-1] = Unit(parts[-1].text, lead=True)
    parts += [Unit(text, item=True) for text in items]
    assert units(passage_text(parts, chinese=False)) == parts
