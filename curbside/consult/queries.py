"""Reading questions: the asker's own by its key, a doctor's by what they may see, audited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from curbside.consult import access, links, rules, trail
from curbside.consult.desk_list import Desk, Filters, desk
from curbside.consult.errors import no_question
from curbside.consult.expected import expected_time
from curbside.consult.models import (
    Claim,
    Clarification,
    Decision,
    FollowUp,
    Opinion,
    Photo,
    Question,
    Reply,
    ReplyDraft,
)
from curbside.consult.policy import current as policy
from curbside.consult.rules import Expected
from curbside.consult.states import OPEN
from curbside.core import clock
from curbside.people.person import Person

__all__ = [
    "AskersView",
    "Desk",
    "DoctorsView",
    "Expected",
    "Filters",
    "desk",
    "expected_time",
    "for_asker",
    "of_account",
    "photo_for",
    "photo_for_asker",
    "question_for",
]

Turn = Clarification | Reply | FollowUp | Decision


@dataclass(frozen=True)
class AskersView:
    """A question as its asker sees it. ``turns`` are all that was said since, in order; ``asked``
    is what the doctor waits for; ``expected`` is None when nothing honest can be said.
    """

    question: Question
    key: str
    turns: list[Turn]
    photos: list[Photo]
    asked: Clarification | None
    follow_up_until: dt.datetime | None
    expected: Expected | None


@dataclass(frozen=True)
class DoctorsView:
    """A question as a doctor sees it. ``claim`` is the open one, whoever's; ``draft`` is the
    doctor's own (version 0 and empty when there is none).
    """

    question: Question
    turns: list[Turn]
    photos: list[Photo]
    claim: Claim | None
    draft: ReplyDraft
    mine: bool


def for_asker(public_id: str, key: str) -> AskersView:
    """The asker's own question, whatever its state. Raises NotFound."""
    question = _whole().filter(public_id=public_id).first()
    if question is None or not links.opens(question, key):
        raise no_question()
    return _askers(question)


def of_account(person: Person) -> list[AskersView]:
    """Every question under the person's account, the newest first."""
    found = _whole().filter(asker_id=person.user_id).order_by("-submitted_at")
    return [_askers(question) for question in found]


@transaction.atomic
def question_for(person: Person, public_id: str) -> DoctorsView:
    """A question for whoever may read it; that it was read goes into the audit. Raises NotFound."""
    question = _readable(person, public_id)
    trail.seen(question, person, "read")
    claim = question.claims.select_related("doctor").filter(ended_at__isnull=True).first()
    draft = question.drafts.filter(doctor_id=person.user_id).first()
    return DoctorsView(
        question,
        _turns(question, list(question.decisions.all())),
        _photos(question),
        claim,
        draft or ReplyDraft(question=question, doctor_id=person.user_id),
        claim is not None and claim.doctor_id == person.user_id,
    )


def photo_for_asker(public_id: str, key: str, photo: str) -> Photo:
    """A photograph of the asker's own question. Raises NotFound."""
    return _photo(access.by_key(public_id, key), photo)


@transaction.atomic
def photo_for(person: Person, public_id: str, photo: str) -> Photo:
    """A photograph for whoever may read its question; audited. Raises NotFound."""
    question = _readable(person, public_id)
    found = _photo(question, photo)
    trail.seen(question, person, "photo-seen")
    return found


def _whole() -> QuerySet[Question]:
    """Questions with all that was said to them, in a fixed number of queries."""
    doctor = "doctor__doctor"
    opinions = Opinion.objects.select_related("by__doctor")
    replies = Reply.objects.select_related(doctor).prefetch_related(
        "revisions", Prefetch("opinions", opinions)
    )
    return Question.objects.select_related("department", "entry").prefetch_related(
        Prefetch("clarifications", Clarification.objects.select_related(doctor)),
        Prefetch("replies", replies),
        "follow_ups",
        Prefetch(
            "decisions",
            Decision.objects.select_related("by__doctor", "from_department", "to_department"),
        ),
    )


def _readable(person: Person, public_id: str) -> Question:
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        raise no_question()
    department, state = found.department_id, found.state
    reads = rules.may_read(
        person,
        department,
        replied=any(reply.doctor_id == person.user_id for reply in found.replies.all()),
        state=state,
        may_publish=found.may_publish,
    )
    if not reads and not rules.may_place(
        person, department, routed_by=found.routed_by, state=state
    ):
        raise no_question()
    return found


def _askers(question: Question) -> AskersView:
    ending = (Decision.Kind.DECLINED, Decision.Kind.REFERRED)  # the rest is among colleagues
    replies = list(question.replies.all())
    until = rules.follow_up_until(
        question.state, question.round, replies[-1].at if replies else None, policy()
    )
    waits = question.state in OPEN
    return AskersView(
        question,
        links.key(question),
        _turns(question, [one for one in question.decisions.all() if one.kind in ending]),
        _photos(question),
        next((c for c in question.clarifications.all() if c.closed_at is None), None),
        until if until and clock.now() <= until else None,
        expected_time(question.department_id) if waits else None,
    )


def _turns(question: Question, decisions: list[Decision]) -> list[Turn]:
    said: list[tuple[dt.datetime, Turn]] = [
        *((c.asked_at, c) for c in question.clarifications.all()),
        *((r.at, r) for r in question.replies.all()),
        *((f.at, f) for f in question.follow_ups.all()),
        *((d.at, d) for d in decisions),
    ]
    return [turn for _, turn in sorted(said, key=lambda pair: pair[0])]


def _photos(question: Question) -> list[Photo]:
    """The photographs without their bytes."""
    return list(question.photos.defer("body"))


def _photo(question: Question, photo: str) -> Photo:
    found = question.photos.filter(public_id=photo).first()
    if found is None:
        raise no_question()
    return found
