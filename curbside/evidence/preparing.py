"""From a note to the passages that go into the database. Pure once the subjects are loaded.

The one place where cleaning, cutting, facets and subjects come together, so that whatever becomes
evidence, imported or published here, is made the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curbside.core import languages
from curbside.evidence import boilerplate, cleaning, cutting, labelling
from curbside.evidence.facets import Facet
from curbside.evidence.notes import Note
from curbside.evidence.subjects import OWN, Subjects, own
from curbside.search import analyser

VECTOR_CHARACTERS = 60  # of the beginning of what a facet says; more costs time and blurs
_ASKED = {
    Facet.WHAT: ("What is {}?", "什麼是{}？"),
    Facet.CAUSES: ("What causes {}?", "{}的原因是什麼？"),
    Facet.SYMPTOMS: ("What are the symptoms of {}?", "{}有什麼症狀？"),
    Facet.CHECKS: ("How is {} diagnosed?", "{}要做什麼檢查？"),
    Facet.TREATMENT: ("How is {} treated?", "{}怎麼治療？"),
    Facet.SELF_CARE: ("What can I do myself about {}?", "{}自己可以怎麼做？"),
    Facet.GET_HELP: ("When should I see a doctor about {}?", "{}什麼時候要就醫？"),
    Facet.OUTLOOK: ("What is the outlook for {}?", "{}會好嗎？"),
    Facet.PREVENTION: ("How can {} be prevented?", "{}怎麼預防？"),
}


@dataclass(frozen=True)
class NewPassage:
    """A passage to be written; ``terms`` are its words and its title's, for the index."""

    facet: Facet
    text: str
    subjects: tuple[str, ...]
    weight: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Prepared:
    """A note cut into passages: what it is about, how many sentences were left out and why, and for
    each facet in the order of its first passage the text that stands for it among the vectors.
    """

    note: Note
    about: tuple[str, ...]
    passages: tuple[NewPassage, ...]
    left_out: dict[str, int]
    meanings: dict[Facet, str]


def prepare(note: Note, subjects: Subjects) -> Prepared:
    """Clean and cut the note. Whether it may go in at all is ``cleaning.refusal``'s to say."""
    cleaned = cleaning.clean(note)
    about = own(note.subjects or (note.title,))
    headed = heading_terms(note.title, about)
    passages: list[NewPassage] = []
    for section, blocks in zip(note.sections, cleaned.sections, strict=True):
        pieces = cutting.cut(blocks)
        facets = labelling.label(pieces, section.facet, defines=not passages)
        for piece, facet in zip(pieces, facets, strict=True):
            text = piece.text
            terms = analyser.analyse(text)
            named = subjects.of(about, text, terms)
            weight = boilerplate.weight(text)
            passages.append(NewPassage(facet, text, named, weight, (*terms, *headed)))
    left_out = Counter(dropped.reason for dropped in cleaned.dropped)
    made = meanings(note.title, [(one.facet, one.text) for one in passages])
    return Prepared(note, about[:OWN], tuple(passages), dict(left_out), made)


def heading_terms(title: str, about: Sequence[str]) -> tuple[str, ...]:
    """What the index adds to the words of every passage of a source, each once."""
    return tuple(dict.fromkeys(analyser.analyse(f"{title} {' '.join(about[:OWN])}")))


def question(facet: Facet, title: str, chinese: bool = False) -> str:
    """What a reader asks who wants to know this of the thing."""
    return _ASKED[facet][chinese].format(title)


def meanings(title: str, passages: Iterable[tuple[Facet, str]]) -> dict[Facet, str]:
    """For each facet, the question it answers; of what a thing is, the beginning of the answer too,
    for the words of a complaint stand there. ``vectors`` makes vectors of them.
    """
    out: dict[Facet, str] = {}
    for facet, text in passages:
        if facet not in out:
            asked = question(facet, title, languages.HAN.search(text) is not None)
            out[facet] = f"{asked} {_beginning(text)}" if facet is Facet.WHAT else asked
    return out


def _beginning(text: str) -> str:
    """The first words, cut at one."""
    line = " ".join(text.replace("\n- ", " ").split())
    if len(line) <= VECTOR_CHARACTERS:
        return line
    head = line[:VECTOR_CHARACTERS]
    return head.rsplit(" ", 1)[0] if " " in head else head
