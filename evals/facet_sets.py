"""Passages whose facet their own source says, with which documents are held out. Measures nothing.

A document is everything that is written about one condition, in whichever source: an answer of
MedQuAD, a MedlinePlus topic and an NHS card of the same name are held out together or not at all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curbside.evidence import cleaning, cutting, labelling
from curbside.evidence.cutting import Piece
from curbside.evidence.facets import Facet
from curbside.evidence.notes import Note, Section
from curbside.importers import text
from evals.corpora import rows

HELD_OUT = 0.3
_WHOLE = "MPlusHealthTopics"  # its "information" is a whole article: no facet of its own


@dataclass(frozen=True)
class Labelled:
    """A passage, its facet, its source, and whether its document is held out."""

    text: str
    facet: Facet
    source: str
    held_out: bool


def labelled(shared: Path) -> list[Labelled]:
    """Every passage with a known facet, each once."""
    seen: dict[str, Labelled] = {}
    for row in (*_medquad(shared), *_medlineplus(shared), *_cards(shared)):
        seen.setdefault(" ".join(row.text.split()), row)
    return list(seen.values())


def held_out(name: str) -> bool:
    """Whether the documents about this condition are held out."""
    plain = re.sub(r"[^a-z0-9]+", "", re.sub(r"\(.*?\)", "", name.casefold()))
    digest = hashlib.blake2b(plain.encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32 < HELD_OUT


def _pieces(body: str) -> list[Piece]:
    note = Note("x", "x", "en", (Section(text.clean(body)),))
    if cleaning.refusal(note):
        return []
    return [piece for section in cleaning.clean(note).sections for piece in cutting.cut(section)]


def _medquad(shared: Path) -> Iterator[Labelled]:
    for row in rows(shared, "medquad"):
        if not row["answer"] or row["source"] == _WHOLE:
            continue
        facet = labelling.MEDQUAD.get(row["question_type"])
        pieces = _pieces(row["answer"])
        if row["question_type"] == "information":
            facet, pieces = Facet.WHAT, pieces[:1]
        if facet is None or row["question_type"] == "research":
            continue
        out = held_out(row["focus"] or row["id"])
        for piece in pieces:
            yield Labelled(piece.text, facet, "medquad", out)


def _medlineplus(shared: Path) -> Iterator[Labelled]:
    for row in rows(shared, "medlineplus_topics"):
        out = held_out(row["title"])
        for piece in _pieces(row["text"]):
            facet = labelling.of_heading(piece.heading)
            if facet is not None:
                yield Labelled(piece.text, facet, "medlineplus", out)


def _cards(shared: Path) -> Iterator[Labelled]:
    parts = {"urgent": Facet.GET_HELP, "causes": Facet.CAUSES, "self_care": Facet.SELF_CARE}
    for row in rows(shared, "urgency_cards"):
        for part, facet in parts.items():
            for piece in _pieces(_said(row[part])):
                yield Labelled(piece.text, facet, "nhs", held_out(row["condition"]))


def _said(value: Any) -> str:
    """A part of a card: a text, or a list of sentences and items."""
    if not value:
        return ""
    lines = value if isinstance(value, list) else str(value).split("\n")
    out = [line if line[:1].isupper() else f"- {line}" for line in dict.fromkeys(lines) if line]
    return "\n".join(out)
