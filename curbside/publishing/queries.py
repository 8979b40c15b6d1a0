"""Reading publications: the editor's list and page, and the asker's preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Q

from curbside.catalog.models import Topic
from curbside.consult import access as consult
from curbside.consult.models import Question
from curbside.consult.trail import seen
from curbside.core.errors import NotFound
from curbside.publishing import access, marks, releasing, warnings
from curbside.publishing.models import Part, Publication

if TYPE_CHECKING:
    from curbside.people.person import Person

PAGE = 50


@dataclass(frozen=True)
class Review:
    """What an editor sees of one publication."""

    publication: Publication
    parts: list[tuple[Part, list[marks.Piece]]]
    topics: list[Topic]
    missing: list[str]
    warnings: list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """A text as it would be read; ``marked``: in Markdown."""

    key: str
    text: str
    marked: bool


@dataclass(frozen=True)
class Preview:
    """What an asker sees of their own: the texts as they would be read, by part."""

    state: str
    headline: str
    texts: list[Shown]
    until: object
    address: tuple[str, str] | None  # public id and slug of the entry, once there is one


def waiting(person: Person) -> list[Publication]:
    """The proposals that the person may go through, the oldest first, with ``undecided``, the
    number of marks that still wait.
    """
    found = Publication.objects.filter(
        state__in=[Publication.State.PROPOSED, Publication.State.PREVIEW]
    )
    if access.EDITOR not in person.roles or not person.second_factor:
        if not (settings.ENVIRONMENT.curbside_doctors_publish and person.may_answer):
            return []
        found = found.filter(question__replies__doctor=person.user_id)
    undecided = Count("parts__marks", filter=Q(parts__marks__state=marks.PROPOSED), distinct=True)
    return list(
        found.annotate(undecided=undecided)
        .select_related("department", "question")
        .order_by("state", "proposed_at", "pk")[:PAGE]
    )


def review(ref: str, person: Person) -> Review:
    """One publication for the person who goes through it; that it was read is audited. Raises
    NotFound.
    """
    found = Publication.objects.select_related("question", "department").filter(ref=ref).first()
    if found is None or not access.may_edit(person, found.question):
        raise NotFound("There is nothing to publish here.", "Start at your own page.")
    seen(found.question, person, "publication-read")
    parts = list(found.parts.prefetch_related("marks"))
    topics = Topic.objects.select_related("department").in_bulk(found.topics)
    return Review(
        publication=found,
        parts=[(part, marks.pieces(part.text, part.marked())) for part in parts],
        topics=[topics[number] for number in found.topics if number in topics],
        missing=releasing.missing(found),
        warnings=warnings.of_parts(parts),
    )


def preview(public_id: str, key: str) -> Preview | None:
    """The asker's own publication, once an editor has confirmed it; None before. Raises NotFound
    for a wrong key.
    """
    question: Question = consult.by_key(public_id, key)
    found = Publication.objects.filter(question=question).first()
    if found is None or found.state == Publication.State.PROPOSED:
        return None
    entry = question.entry
    return Preview(
        state=found.state,
        headline=found.headline,
        texts=[
            Shown(p.key, p.published(), p.in_markdown)
            for p in found.parts.prefetch_related("marks")
        ],
        until=found.preview_until,
        address=(entry.public_id, entry.slug) if entry else None,
    )
