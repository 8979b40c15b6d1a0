"""`curbside explain`: what a line may say, and what comes back."""

from __future__ import annotations

from curbside.commands.explain import _asked, _shown
from curbside.commands.jsonlines import Line
from curbside.explain.composing import compose
from tests.explain.making import LEXICON, STONES, stones


def test_a_line_is_read_with_the_field_of_its_reply() -> None:
    row = {"id": 1, "text": "Is it a stone?", "answer": "Yes.", "sex": "female", "age_band": 7}
    asked = _asked(Line(1, "Is it a stone?", row), "answer")
    assert (asked.reply, asked.language, asked.sex, asked.age_band) == ("Yes.", "en", "female", "")


def test_a_result_has_sections_sentences_and_citations() -> None:
    shown = _shown(compose(STONES, stones(), LEXICON))
    assert set(shown) == {"sections"}
    first = shown["sections"][0]
    assert set(first) == {"facet", "sentences"}
    assert first["facet"] == "concern"
    sentence = first["sentences"][0]
    assert set(sentence) == {"text", "citations"}
    (cited,) = sentence["citations"]
    assert set(cited) == {"ref", "url", "quote"}
    assert sentence["text"] in cited["quote"]
