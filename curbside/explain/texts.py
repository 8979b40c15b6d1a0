"""The text of an explainer as it is kept and edited: parts with numbered lines. Pure.

A line keeps its number while it is changed and moved, so that a form names it. Every change gives
a new text; citations go where their line goes. Deliberately decides nothing about what may stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from curbside.core.errors import BadInput, NotFound
from curbside.explain.model import (
    DOCTOR,
    FLAGS,
    ORDER,
    RULE,
    Citation,
    Composition,
    Section,
    Sentence,
)


@dataclass(frozen=True)
class Line:
    """A sentence with its number."""

    id: int
    sentence: Sentence


@dataclass(frozen=True)
class Part:
    """The lines of one facet. In a listed one a line that ends in a colon leads items in."""

    facet: str
    lines: tuple[Line, ...]
    listed: bool = False

    @property
    def locked(self) -> bool:
        """Whether nobody may change it: what the safety rules say outranks everybody here."""
        return self.facet == FLAGS


Text = tuple[Part, ...]


def of(composition: Composition) -> Text:
    """The text of a composition, its lines numbered from 1."""
    number = 0
    out = []
    for section in composition.sections:
        lines = []
        for sentence in section.sentences:
            number += 1
            lines.append(Line(number, sentence))
        out.append(Part(section.facet, tuple(lines), section.listed))
    return tuple(out)


def composition(text: Text, language: str, made_by: str) -> Composition:
    """The text as a composition again."""
    sections = tuple(
        Section(part.facet, tuple(line.sentence for line in part.lines), part.listed)
        for part in text
    )
    return Composition(language, sections, made_by)


def dump(text: Text) -> list[dict[str, Any]]:
    """The text as JSON keeps it."""
    return [
        {
            "facet": part.facet,
            "listed": part.listed,
            "lines": [
                {
                    "id": line.id,
                    "text": line.sentence.text,
                    "citations": [vars(citation) for citation in line.sentence.citations],
                }
                for line in part.lines
            ],
        }
        for part in text
    ]


def load(kept: Sequence[dict[str, Any]]) -> Text:
    """What ``dump`` kept."""
    return tuple(
        Part(
            part["facet"],
            tuple(
                Line(
                    line["id"],
                    Sentence(line["text"], tuple(Citation(**one) for one in line["citations"])),
                )
                for line in part["lines"]
            ),
            part["listed"],
        )
        for part in kept
    )


def lines(text: Text) -> Iterator[Line]:
    """All lines in order."""
    for part in text:
        yield from part.lines


def line(text: Text, number: int) -> Line:
    """The line of this number. Raises NotFound."""
    for one in lines(text):
        if one.id == number:
            return one
    raise NotFound("This sentence is not there any more.", "Look at what stands there now.")


def passages(text: Text) -> set[int]:
    """The passages that anything rests on."""
    return {c.passage for one in lines(text) for c in one.sentence.citations if c.passage}


def rests_on_evidence(text: Text) -> bool:
    """Whether anything stands there beside the doctor's own words and the safety rules."""
    return any(part.lines for part in text if part.facet not in (FLAGS, DOCTOR))


def same(one: Text, other: Text) -> bool:
    """Whether two texts say the same in the same order, whatever their numbers."""
    return _said(one) == _said(other)


def _said(text: Text) -> list[tuple[str, bool, list[Sentence]]]:
    return [(p.facet, p.listed, [line.sentence for line in p.lines]) for p in text]


def changed(text: Text, number: int, sentence: Sentence) -> Text:
    """With another sentence in that line."""
    _unlocked(text, number)
    return tuple(
        replace(
            part,
            lines=tuple(Line(o.id, sentence) if o.id == number else o for o in part.lines),
        )
        for part in text
    )


def removed(text: Text, number: int) -> Text:
    """Without that line, and without a part that has none left."""
    _unlocked(text, number)
    kept = (replace(p, lines=tuple(o for o in p.lines if o.id != number)) for p in text)
    return tuple(part for part in kept if part.lines)


def moved(text: Text, number: int, down: bool) -> Text:
    """With that line one place further up or down in its part. At the end nothing happens."""
    found = _unlocked(text, number)
    place = next(n for n, one in enumerate(found.lines) if one.id == number)
    other = place + (1 if down else -1)
    if not 0 <= other < len(found.lines):
        return text
    order = list(found.lines)
    order[place], order[other] = order[other], order[place]
    return tuple(replace(p, lines=tuple(order)) if p is found else p for p in text)


def added(text: Text, facet: str, sentence: Sentence) -> Text:
    """With the sentence at the end of the facet's part, which is made where there is none."""
    if facet not in ORDER or facet == FLAGS:
        raise BadInput("There is no such heading.", "Choose one of the list.")
    new = Line(max((one.id for one in lines(text)), default=0) + 1, sentence)
    for part in reversed(text):
        if part.facet == facet:
            return tuple(replace(p, lines=(*p.lines, new)) if p is part else p for p in text)
    made = (*text, Part(facet, (new,)))
    return tuple(sorted(made, key=lambda part: ORDER.index(part.facet)))


def _unlocked(text: Text, number: int) -> Part:
    line(text, number)
    found = next(part for part in text if any(one.id == number for one in part.lines))
    if found.locked:
        raise BadInput(
            "What the safety rules say cannot be changed here.", "It comes from the rules alone."
        )
    return found


def by_rule(sentence: Sentence) -> bool:
    """Whether the sentence is a safety rule's advice."""
    return any(citation.ref.startswith(RULE) for citation in sentence.citations)
