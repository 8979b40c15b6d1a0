"""What waits to be published, and one publication with everything that is still to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from curbside.catalog import queries as catalog
from curbside.publishing import queries
from curbside.publishing.marks import Piece
from curbside.publishing.models import Part
from curbside.publishing.queries import Review
from curbside.web import head
from curbside.web.guards import person_of, staff_page

# Doctors are let in because an operator may let them publish; the room decides what they see.
ROLES = ("editor", "doctor")
_KINDS = {
    "PERSON": _("name"),
    "STREET_ADDRESS": _("address"),
    "GPE": _("place"),
    "ZIP_CODE": _("place"),
    "ORGANIZATION": _("organisation"),
    "DATE_TIME": _("date"),
    "AGE": _("age"),
    "PHONE_NUMBER": _("telephone"),
    "EMAIL_ADDRESS": _("email"),
    "DOMAIN_NAME": _("web address"),
    "IP_ADDRESS": _("web address"),
    "USERNAME": _("account"),
    "PERSONAL": _("added by hand"),
}
WARNINGS = {
    "old-age": _("An age over 89: few people are that old, so it tells who somebody is."),
    "small-place": _("A small place: together with the illness it may tell who somebody is."),
    "rare-disease-with-place": _("A rare disease and a place: together they may name one person."),
    "rare-disease-with-employer": _(
        "A rare disease and a place of work: together they may name one person."
    ),
}


@staff_page(*ROLES)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The proposals that wait, the oldest first."""
    context = {
        "head": head.for_private(str(_("To be published"))),
        "publications": queries.waiting(person_of(request)),
    }
    return render(request, "curbside/edit/waiting.html", context)


@staff_page(*ROLES)
@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One publication. Raises NotFound."""
    return shown(request, ref)


def shown(
    request: HttpRequest, ref: str, problem: str = "", status: int = 200, **typed: Any
) -> HttpResponse:
    """The page of a publication as it stands now; with what went wrong, and what was typed."""
    review = queries.review(ref, person_of(request))
    context = {
        "head": head.for_private(str(_("Before it is published"))),
        "review": review,
        "publication": review.publication,
        "question": review.publication.question,
        "parts": [_shown_part(part, pieces) for part, pieces in review.parts],
        "open": review.publication.state == "proposed",
        "departments": catalog.departments(),
        "topic_slugs": "\n".join(topic.slug for topic in review.topics),
        "warnings": [(WARNINGS[code], part) for code, part in review.warnings],
        "numbers": _numbers(review),
        "problem": problem,
        "typed": typed,
    }
    return render(request, "curbside/edit/one.html", context, status=status)


@dataclass(frozen=True)
class ShownPart:
    """A text with its marks as the page lists them."""

    key: str
    name: Any
    pieces: list[Piece]
    marks: list[dict[str, Any]]


def _shown_part(part: Part, pieces: list[Piece]) -> ShownPart:
    numbers = {mark.start: mark.pk for mark in part.marks.all()}
    rows = [
        {
            "number": numbers[piece.mark.start],
            "text": piece.text,
            "replacement": piece.mark.replacement,
            "state": piece.mark.state,
            "kind": _KINDS.get(piece.mark.type, _("personal")),
        }
        for piece in pieces
        if piece.mark
    ]
    return ShownPart(part.key, _name(part.key), pieces, rows)


def _name(key: str) -> Any:
    """The part in words."""
    if key.startswith("reply-"):
        return _("The reply") if key == "reply-0" else _("The reply to the follow-up")
    if key.startswith("follow-up-"):
        return _("The follow-up")
    return _("The asker's title") if key == "title" else _("The question")


def _numbers(review: Review) -> dict[str, int]:
    """How many marks there are, and how many are undecided."""
    every = [piece.mark for _, pieces in review.parts for piece in pieces if piece.mark]
    return {"all": len(every), "undecided": sum(mark.state == "proposed" for mark in every)}
