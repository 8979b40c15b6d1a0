"""Evidence written for these tests."""

from __future__ import annotations

from collections.abc import Sequence

from curbside.evidence.facets import Facet
from curbside.evidence.passage import Found, Passage
from curbside.explain.lexicon import Lexicon
from curbside.explain.model import Asked

STONES = Asked(
    question="I am a 28 year old woman. I have a sharp pain in my lower back. What can it be?",
    reply="It looks like kidney stones. Please drink plenty of water. "
    "You should get an x-ray done.",
    language="en",
)
LEXICON = Lexicon.of(
    [
        (("Kidney stones", "renal stones"), ("腎結石",)),
        (("Lower back pain", "backache"), ("下背痛",)),
        (("Common cold", "colds"), ("感冒",)),
    ]
)
NOTES = {
    Facet.WHAT: "Kidney stones are hard pieces that form in a kidney. "
    "Most kidney stones pass by themselves.",
    Facet.CAUSES: "Kidney stones are often caused by too little water in the body.\n"
    "You are more likely to get kidney stones if you have:\n- a family history of stones\n- gout",
    Facet.SYMPTOMS: "Kidney stones can cause sharp pain in the back or side.",
    Facet.CHECKS: "To diagnose kidney stones, your doctor will do an x-ray or an ultrasound.",
    Facet.SELF_CARE: "Drinking enough water helps to prevent kidney stones.",
    Facet.GET_HELP: "See a doctor right away if kidney stones come with fever or vomiting.",
}


def hit(  # noqa: PLR0917 - what a test varies first
    text: str,
    facet: Facet = Facet.WHAT,
    source: str = "Kidney stones",
    language: str = "en",
    number: int = 1,
    publisher: str = "A library",
) -> Found:
    """A passage found with a high score."""
    ref = f"{source}-{facet}#{number}"
    url = "https://example.org/stones"
    names = (source.lower(),)
    return Found(
        Passage(number, ref, source, publisher, url, None, language, facet, text, names), 0.8
    )


def stones(extra: Sequence[Found] = ()) -> list[Found]:
    """A good note on kidney stones, and what a test adds."""
    notes = [hit(text, facet, number=n) for n, (facet, text) in enumerate(NOTES.items(), 1)]
    return [*notes, *extra]
