"""Facets: by what a source says, by headings, by the classifier; Chinese by words that tell."""

from __future__ import annotations

import pytest

from curbside.evidence import classifier, facet_cues, labelling
from curbside.evidence.cutting import Piece
from curbside.evidence.facets import Facet
from curbside.evidence.sentences import Unit


@pytest.mark.parametrize(
    ("heading", "facet"),
    [
        ("What causes gout?", Facet.CAUSES),
        ("Who is more likely to develop gout?", Facet.CAUSES),
        ("What are the symptoms of gout?", Facet.SYMPTOMS),
        ("How is gout diagnosed?", Facet.CHECKS),
        ("Can gout be prevented?", Facet.PREVENTION),
        ("When should I see a doctor about side effects?", Facet.GET_HELP),
        ("What is gout?", Facet.WHAT),
        ("什麼時候要就醫", Facet.GET_HELP),
        ("Gout and you", None),
        ("", None),
    ],
)
def test_what_a_heading_names(heading: str, facet: Facet | None) -> None:
    assert labelling.of_heading(heading) is facet


def piece(text: str, heading: str = "") -> Piece:
    return Piece(heading, (Unit(text),))


def test_a_source_s_own_word_counts_first_then_the_heading_then_the_words() -> None:
    text = "Doctors diagnose it with a blood test and an MRI scan of the brain."
    assert labelling.label([piece(text)], Facet.OUTLOOK) == [Facet.OUTLOOK]
    assert labelling.label([piece(text, "What causes it?")], None) == [Facet.CAUSES]
    assert labelling.label([piece(text)], None) == [Facet.CHECKS]
    assert labelling.label([piece(text), piece(text)], None, defines=True) == [
        Facet.WHAT,
        Facet.CHECKS,
    ]


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Call an ambulance at once if you cannot breathe or your lips turn blue.", Facet.GET_HELP),
        ("The treatment is surgery, radiation therapy or chemotherapy.", Facet.TREATMENT),
        ("It is caused by mutations in a gene and is inherited.", Facet.CAUSES),
        ("一側手腳突然無力時，請立刻送急診就醫。", Facet.GET_HELP),
        ("原因多半是睡眠不足所引起。", Facet.CAUSES),
    ],
)
def test_what_words_tell(text: str, facet: Facet) -> None:
    assert classifier.facets([text]) == [facet]


def test_a_classification_depends_on_its_own_text_alone() -> None:
    texts = ["Surgery may help.", "原因不明。", "", "Call 999 if you faint."]
    assert classifier.facets(texts) == [classifier.facets([text])[0] for text in texts]


def test_words_that_tell_nothing_say_what_it_is() -> None:
    assert facet_cues.facet("Lorem ipsum.") is Facet.WHAT
