"""What an editor does to a proposal: decide each mark, add what was missed, name and file it.

Each is one transaction that refuses an older version. Letting a mark go (rejecting it, or taking
back an own one) is written into the audit with the person who did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from curbside.catalog.models import Department, Topic
from curbside.core import audit
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.publishing import access, marks
from curbside.publishing.composing import LONGEST_HEADLINE
from curbside.publishing.models import Mark, Part, Publication
from curbside.publishing.proposing import subject

if TYPE_CHECKING:
    from curbside.people.person import Person

TOPICS = 10


@dataclass(frozen=True)
class Choice:
    """Characters ``start`` to ``end`` of the part named ``part``, and what shall stand there."""

    part: str
    start: int
    end: int
    replacement: str


@dataclass(frozen=True)
class Filing:
    """Under what an entry is found: headline, department and topics as slugs, best first; and that
    the warnings were read.
    """

    headline: str
    department: str
    topics: Sequence[str]
    warnings_read: bool


@transaction.atomic
def decide(ref: str, person: Person, version: int, mark_id: int, state: str) -> int:
    """Accept or reject one mark; the new version. Raises NotFound, Conflict, BadInput."""
    if state not in (marks.ACCEPTED, marks.REJECTED):
        raise BadInput("This is no decision.", "Accept the mark, or let it go.")
    found = _proposed(ref, person, version)
    mark = Mark.objects.filter(part__publication=found, pk=mark_id).first()
    if mark is None:
        raise NotFound("This mark is not there any more.", "Look at what stands there now.")
    mark.state = state
    mark.save(update_fields=["state"])
    return _changed(found, person, f"mark-{state}", mark=mark.pk, type=mark.type)


@transaction.atomic
def accept_rest(ref: str, person: Person, version: int) -> int:
    """Accept every mark that is still undecided; the new version."""
    found = _proposed(ref, person, version)
    waiting = Mark.objects.filter(part__publication=found, state=marks.PROPOSED)
    count = waiting.update(state=marks.ACCEPTED)
    return _changed(found, person, "rest-accepted", count=count)


@transaction.atomic
def add_mark(ref: str, person: Person, version: int, choice: Choice) -> int:
    """Mark characters of a part that the engine missed; the new version.

    What was rejected below it goes. Raises NotFound, Conflict, BadInput.
    """
    found = _proposed(ref, person, version)
    part = _part(found, choice.part)
    new = marks.added(part.text, part.marked(), choice.start, choice.end, choice.replacement)
    part.marks.filter(start__lt=new.end, end__gt=new.start, state=marks.REJECTED).delete()
    _insert(part, new)
    return _changed(found, person, "mark-added", part=choice.part)


@transaction.atomic
def add_words(ref: str, person: Person, version: int, words: str, replacement: str) -> int:
    """Mark every place of ``words`` in every part, for an editor without a mouse; the new version.

    Places that are marked already stay as they are. Raises BadInput where there is none to mark.
    """
    found = _proposed(ref, person, version)
    words = words.strip()
    if not words:
        raise BadInput("No words are given.", "Type the words to take out as they stand there.")
    count = 0
    for part in found.parts.all():
        start = part.text.find(words)
        while start >= 0:
            here = marks.Marked(start, start + len(words), "", "")
            standing = [m for m in part.marked() if m.state != marks.REJECTED]
            if not any(marks.overlap(here, m) for m in standing):
                new = marks.added(part.text, standing, here.start, here.end, replacement)
                part.marks.filter(start__lt=here.end, end__gt=here.start).delete()
                _insert(part, new)
                count += 1
            start = part.text.find(words, start + len(words))
    if not count:
        raise BadInput(
            "These words stand nowhere unmarked.", "Type them exactly as they stand in the text."
        )
    return _changed(found, person, "words-added", count=count)


@transaction.atomic
def describe(ref: str, person: Person, version: int, filing: Filing) -> int:
    """Set headline, department and topics; the new version. Raises NotFound, Conflict, BadInput."""
    found = _proposed(ref, person, version)
    headline, topics = " ".join(filing.headline.split()), filing.topics
    if not headline or len(headline) > LONGEST_HEADLINE:
        raise BadInput(
            "The headline is missing or too long.", f"Use at most {LONGEST_HEADLINE} characters."
        )
    filed = Department.objects.filter(slug=filing.department).first()
    known = {topic.slug: topic.pk for topic in Topic.objects.filter(slug__in=topics)}
    unknown = [slug for slug in topics if slug not in known]
    if filed is None or unknown or len(topics) > TOPICS:
        raise BadInput(
            "A department or topic is not in the catalogue.", f"Choose up to {TOPICS} of the list."
        )
    found.headline, found.department = headline, filed
    found.topics = [known[slug] for slug in dict.fromkeys(topics)]
    found.warnings_read = filing.warnings_read
    return _changed(found, person, "described", department=filing.department)


def _proposed(ref: str, person: Person, version: int) -> Publication:
    """The publication, which must still be open to changes."""
    found = access.for_editor(ref, person, version)
    if found.state != Publication.State.PROPOSED:
        raise Conflict("This has been confirmed already.", "Take it back first, then change it.")
    return found


def _part(found: Publication, key: str) -> Part:
    part = found.parts.filter(key=key).first()
    if part is None:
        raise NotFound("This text is not there any more.", "Look at what stands there now.")
    return part


def _insert(part: Part, new: marks.Marked) -> None:
    Mark.objects.create(
        part=part,
        start=new.start,
        end=new.end,
        type=new.type,
        replacement=new.replacement,
        origin=new.origin,
        state=new.state,
    )


def _changed(found: Publication, person: Person, what: str, **detail: int | str) -> int:
    """Note the change under a new version."""
    found.version += 1
    found.save()
    audit.record(person.actor, f"publication.{what}", subject(found), **detail)
    return found.version
