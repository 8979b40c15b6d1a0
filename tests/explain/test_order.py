"""The order of causes, and the cue words that decide it."""

from __future__ import annotations

import pytest

from curbside.evidence.facets import Facet
from curbside.explain import choosing, cues
from curbside.explain.candidates import Candidate
from curbside.explain.quick import Quick
from curbside.explain.thread import Thread
from tests.explain import making

TEXTS = (
    "Stress and too little sleep can make an eyelid twitch.",
    "Hemifacial spasm is when a vessel lies on a nerve.",
    "A stroke can weaken one side of the face.",
    "Most people have this now and then.",
    "半面痙攣是血管壓迫神經。",
    "壓力與疲勞會讓眼皮跳。",
    "",
    "STRESS",
    "distressing",
)


def candidate(text: str, hangs: bool = False) -> Candidate:
    thread = Thread("twitching", set())
    passage = making.hit(text, Facet.CAUSES).passage
    return Candidate(
        text, text, passage, Facet.CAUSES, frozenset(), thread, 1.0, ("x", 1), hangs=hangs
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TEXTS[0], TEXTS[1]),
        (TEXTS[5], TEXTS[4]),
        (TEXTS[1], TEXTS[1] + " It may come from a tumour, and is rare."),
    ],
)
def test_what_everyone_has_had_goes_before_what_few_ever_have(first: str, second: str) -> None:
    found = choosing.common_first([candidate(second), candidate(first)])
    assert [one.text for one in found] == [first, second]


def test_what_leans_on_a_sentence_stays_after_it() -> None:
    leaning = candidate("It comes and goes.", hangs=True)
    found = choosing.common_first([candidate(TEXTS[1]), leaning, candidate(TEXTS[0])])
    assert [one.text for one in found] == [TEXTS[0], TEXTS[1], leaning.text]


@pytest.mark.parametrize("name", [name for name, cue in vars(cues).items() if type(cue) is Quick])
def test_looking_for_words_first_finds_what_the_expression_finds(name: str) -> None:
    cue: Quick = getattr(cues, name)
    for text in (*TEXTS, *making.NOTES.values(), cue.pattern.pattern):
        assert bool(cue.search(text)) == bool(cue.pattern.search(text)), text
