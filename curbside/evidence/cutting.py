"""Cutting blocks into passages of a few sentences. Pure.

A passage is two to five sentences of one paragraph or of short paragraphs under one heading, or a
list with the line that leads it in. It never begins or ends within a sentence and no sentence is
lost; only a text of one sentence makes a passage of one. A long list is cut into several, each with
the leading line again, so that every piece says what it is a list of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curbside.core import languages
from curbside.evidence.blocks import Block
from curbside.evidence.sentences import Unit, passage_text

MOST = 5  # sentences of a passage
ITEMS = 8  # items of a list in one passage
CHARACTERS = 900  # beyond which a passage takes no further sentence; Chinese says more in fewer
CHARACTERS_CHINESE = 350


@dataclass(frozen=True)
class Piece:
    """A passage's units, and the heading it stood under."""

    heading: str
    units: tuple[Unit, ...]

    @property
    def text(self) -> str:
        """As it is shown and cited."""
        said = "".join(unit.text for unit in self.units)
        return passage_text(list(self.units), languages.HAN.search(said) is not None)


def cut(blocks: Iterable[Block]) -> list[Piece]:
    """The passages of the blocks, in order."""
    out: list[Piece] = []
    for heading, run in _runs(blocks):
        if run and run[0].listed:
            out += [Piece(heading, part) for block in run for part in _list(block)]
        else:
            out += [Piece(heading, part) for part in _prose(run)]
    return out


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Paragraphs under one heading together; each list by itself."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.listed or run[0].listed or block.heading != run[0].heading):
            yield run[0].heading, run
            run = []
        run.append(block)
    if run:
        yield run[0].heading, run


def _list(block: Block) -> Iterator[tuple[Unit, ...]]:
    """The list in pieces of about equal length, each after its leading line."""
    lead = (Unit(block.lead, lead=True),) if block.lead else ()
    room = _room(block.units) - len(block.lead)
    groups = _filled(block.units, ITEMS, max(room, 1))
    for group in groups:
        yield (*lead, *group)


def _prose(run: list[Block]) -> list[tuple[Unit, ...]]:
    """Paragraphs kept whole where they fit; what is left alone joins its neighbour."""
    parts: list[tuple[Unit, ...]] = []
    for block in run:
        for part in _filled(block.units, MOST, _room(block.units)):
            if parts and _fits(parts[-1], part):
                parts[-1] += part
            else:
                parts.append(part)
    return _without_single(parts)


def _fits(before: tuple[Unit, ...], part: tuple[Unit, ...]) -> bool:
    """Whether two parts make one passage: where either is a lone sentence, and both have room."""
    joined = before + part
    alone = len(before) == 1 or len(part) == 1
    return alone and len(joined) <= MOST and _length(joined) <= _room(joined)


def _without_single(parts: list[tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """A lone sentence takes one from its neighbour before, where that can spare it."""
    for n in range(1, len(parts)):
        if len(parts[n]) == 1 and len(parts[n - 1]) > 2:
            parts[n] = (parts[n - 1][-1], *parts[n])
            parts[n - 1] = parts[n - 1][:-1]
    return parts


def _filled(units: tuple[Unit, ...], most: int, room: int) -> list[tuple[Unit, ...]]:
    """The units in as few groups as the limits allow, evened out in number."""
    least = max(-(-len(units) // most), -(-_length(units) // room))
    size = max(min(most, -(-len(units) // max(least, 1))), 1)
    groups: list[tuple[Unit, ...]] = []
    for unit in units:
        last = groups[-1] if groups else ()
        if last and len(last) < size and _length((*last, unit)) <= room:
            groups[-1] = (*last, unit)
        else:
            groups.append((unit,))
    return groups


def _length(units: tuple[Unit, ...]) -> int:
    return sum(len(unit.text) for unit in units)


def _room(units: tuple[Unit, ...]) -> int:
    chinese = any(languages.HAN.search(unit.text) for unit in units)
    return CHARACTERS_CHINESE if chinese else CHARACTERS
