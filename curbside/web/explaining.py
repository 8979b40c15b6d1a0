"""An explainer as a page shows it: headings, paragraphs and lists, numbered citations, sources.

Takes what ``explain.queries`` lets out and asks no database. Decides nothing about what may be
shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curbside.catalog.models import Topic
from curbside.explain.model import CONCERN, DOCTOR, FLAGS, REPLY, Citation
from curbside.explain.models import Version
from curbside.explain.queries import Shown, leads
from curbside.explain.texts import Line, Part
from curbside.library.models import Reply
from curbside.web.facets import NAMES

TITLES: dict[str, str | Promise] = {
    **NAMES,
    CONCERN: gettext_lazy("In short"),
    FLAGS: gettext_lazy("When not to wait"),
    DOCTOR: gettext_lazy("What the doctor advises"),
}


@dataclass(frozen=True)
class SourceShown:
    """A line of the list of sources. ``href`` opens it here, ``language`` is that of its title."""

    number: int
    title: str
    href: str
    publisher: str = ""
    date: dt.date | None = None
    standing: str = "current"
    language: str = ""


@dataclass(frozen=True)
class Mark:
    """A numbered citation; ``label`` is what it says to who cannot see where it stands."""

    number: int
    href: str
    label: str


@dataclass(frozen=True)
class Said:
    """A sentence with its citations."""

    text: str
    marks: list[Mark]


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list of items."""

    listed: bool
    said: list[Said]


@dataclass(frozen=True)
class PartShown:
    """What stands under one heading."""

    facet: str
    title: str | Promise
    blocks: list[Block]


@dataclass(frozen=True)
class Explanation:
    """All that the page shows of an explainer; ``grade`` is 0 where it means nothing."""

    parts: list[PartShown]
    sources: list[SourceShown]
    version: Version
    language: str
    topic: Topic | None
    signed: bool
    due: bool
    grade: int
    sample: bool


@dataclass
class _Numbers:
    """Gives each source its number when it is first cited."""

    shown: Shown
    replies: Sequence[Reply]
    sources: dict[str, SourceShown] = field(default_factory=dict)

    def mark(self, citation: Citation) -> Mark | None:
        if citation.ref == REPLY:
            return self._reply(citation)
        found = self.shown.passages.get(citation.passage)
        if found is None:
            return None  # a rule's advice: told in words
        passage = found.passage
        address = reverse("evidence", args=[passage.public_id])
        source = self._known(
            passage.public_id,
            title=passage.source,
            href=address,
            publisher=passage.publisher,
            date=passage.date,
            standing=found.standing,
            language=passage.language,
        )
        return _mark(source, f"{address}#p{passage.position}")

    def _reply(self, citation: Citation) -> Mark | None:
        if not self.replies:
            return None
        said = [one for one in self.replies if citation.quote and citation.quote in one.text]
        reply = (said or list(self.replies))[0]
        name = reply.doctor.name if reply.doctor else ""
        address = f"#reply-{reply.position}"
        source = self._known(
            REPLY, title=_("The answer above"), href=address, publisher=name, date=reply.date
        )
        return _mark(source, address)

    def _known(self, key: str, **fields: object) -> SourceShown:
        if key not in self.sources:
            number = len(self.sources) + 1
            self.sources[key] = SourceShown(number=number, **fields)  # type: ignore[arg-type]
        return self.sources[key]


def _mark(source: SourceShown, href: str) -> Mark:
    who = f"{source.title}, {source.publisher}" if source.publisher else source.title
    label = _("Source %(number)d: %(who)s") % {"number": source.number, "who": who}
    return Mark(source.number, href, label)


def present(shown: Shown | None, replies: Sequence[Reply] = ()) -> Explanation | None:
    """What the page shows; ``replies`` are the entry's, whose words may be cited."""
    if shown is None:
        return None
    doctors = [reply for reply in replies if reply.doctor and reply.text]
    numbers = _Numbers(shown, doctors)
    parts = [
        PartShown(facet, TITLES[facet], [b for part in run for b in _blocks(part, numbers)])
        for facet, run in groupby(shown.text, key=lambda part: part.facet)
    ]
    return Explanation(
        parts=parts,
        sources=list(numbers.sources.values()),
        version=shown.version,
        language=shown.version.explainer.language,
        topic=shown.topic,
        signed=shown.signed,
        due=shown.due,
        grade=max(1, round(shown.grade)) if shown.grade else 0,
        sample=any(one.sample for one in shown.passages.values()),
    )


def _blocks(part: Part, numbers: _Numbers) -> list[Block]:
    """Paragraphs and lists. In a listed part, what stands before a lead-in is a paragraph; where
    nothing leads in, everything is an item.
    """
    if not part.listed:
        return [Block(False, [_said(line, numbers) for line in part.lines])]
    led = any(leads(line) for line in part.lines)
    out: list[Block] = []
    in_list = not led
    for line in part.lines:
        if leads(line):
            in_list = True
            out.append(Block(False, [_said(line, numbers)]))
        elif out and out[-1].listed is in_list and not (in_list and _just_led(out)):
            out[-1].said.append(_said(line, numbers))
        else:
            out.append(Block(in_list, [_said(line, numbers)]))
    return out


def _just_led(out: list[Block]) -> bool:
    return not out[-1].listed


def _said(line: Line, numbers: _Numbers) -> Said:
    marks = [mark for one in line.sentence.citations if (mark := numbers.mark(one))]
    return Said(line.sentence.text, marks)
