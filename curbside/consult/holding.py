"""What is held about an asker: handed out whole, and erased.

Erasing leaves the question's shell (its states and dates) and the trail, which hold no words.
"""

from __future__ import annotations

import base64
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from curbside.consult import access, trail, unpublishing, withdrawing
from curbside.consult.errors import no_question
from curbside.consult.models import (
    Claim,
    Opinion,
    Question,
    Reply,
    ReplyDraft,
    Snippet,
    Suggestion,
)
from curbside.consult.states import Move, State
from curbside.core import clock
from curbside.people.person import Person

_OWN = (
    "public_id", "state", "email", "language", "for_whom", "age_band", "sex", "title", "text",
    "since", "onset", "better_worse", "conditions", "medicines", "tried", "wants", "may_publish",
    "level", "flags", "routed_by",
)  # fmt: skip
_MOMENTS = ("submitted_at", "verified_at", "answered_at")
_WORDS = (
    "email", "for_whom", "age_band", "sex", "title", "text", "since", "onset", "better_worse",
    "conditions", "medicines", "tried", "wants",
)  # fmt: skip


def held(public_id: str, key: str) -> dict[str, Any]:
    """Everything held about a question, as JSON can carry it. Raises NotFound."""
    return _held(access.by_key(public_id, key))


def held_about(person: Person) -> dict[str, Any]:
    """Everything held about an account, as JSON can carry it: its questions, newest first, and
    what a doctor did, without others' words.
    """
    who = person.user_id
    asked = Question.objects.filter(asker_id=who).order_by("-submitted_at")
    claims = Claim.objects.filter(doctor_id=who).order_by("claimed_at")
    replies = Reply.objects.filter(doctor_id=who).order_by("at")
    opinions = Opinion.objects.filter(by_id=who).order_by("at")
    return {
        "questions": [_held(question) for question in asked],
        "taken": [at.isoformat() for at in claims.values_list("claimed_at", flat=True)],
        "replied": [at.isoformat() for at in replies.values_list("at", flat=True)],
        "opinions": [
            {"stance": stance, "at": at.isoformat()}
            for stance, at in opinions.values_list("stance", "at")
        ],
        "snippets": list(Snippet.objects.filter(doctor_id=who).values("title", "text")),
    }


def _held(question: Question) -> dict[str, Any]:
    moments = {name: getattr(question, name) for name in _MOMENTS}
    return {
        **model_to_dict(question, fields=_OWN),
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "department": question.department.slug,
        "published": question.entry.public_id if question.entry else None,
        "photos": [
            base64.b64encode(bytes(photo.body)).decode("ascii") for photo in question.photos.all()
        ],
        "clarifications": [
            {"asked": c.text, "at": c.asked_at.isoformat(), "answer": c.answer}
            for c in question.clarifications.all()
        ],
        "replies": [
            {
                "doctor": reply.doctor.name,
                "at": reply.at.isoformat(),
                "text": reply.text,
                "before": [
                    {"text": r.text, "reason": r.reason, "at": r.at.isoformat()}
                    for r in reply.revisions.all()
                ],
                "opinions": [
                    {"by": o.by.name, "stance": o.stance, "text": o.text, "at": o.at.isoformat()}
                    for o in reply.opinions.select_related("by")
                ],
            }
            for reply in question.replies.select_related("doctor")
        ],
        "follow_ups": [{"text": f.text, "at": f.at.isoformat()} for f in question.follow_ups.all()],
        "decisions": [
            {"kind": d.kind, "text": d.text, "at": d.at.isoformat()}
            for d in question.decisions.all()
        ],
        "history": [{"what": e.kind, "at": e.at.isoformat()} for e in question.events.all()],
    }


@transaction.atomic
def erase(public_id: str, key: str, *, keep_entry: bool = False) -> Question:
    """Withdraw the question and erase every word of it, for good. Its entry leaves the library,
    or stays without any tie to whoever asked. A second time changes nothing. Raises NotFound.
    """
    question = access.by_key(public_id, key, lock=True)
    return _erased(question, trail.ASKER, keep_entry)


@transaction.atomic
def erase_about(person: Person, *, keep_entries: bool = False) -> None:
    """The same for every question of the account; a doctor's snippets and unsent drafts go too.
    What a doctor said to askers stays with them.
    """
    asked = Question.objects.select_for_update(of=("self",)).filter(asker_id=person.user_id)
    for question in asked.order_by("pk"):
        _erased(question, person.actor, keep_entries)
    ReplyDraft.objects.filter(doctor_id=person.user_id).delete()
    Snippet.objects.filter(doctor_id=person.user_id).delete()


@transaction.atomic
def erase_withdrawn(number: int) -> None:
    """Erase a withdrawn question by its row number, when its time has come."""
    question = Question.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if question is None or question.state != State.WITHDRAWN:
        raise no_question()
    _erased(question, trail.SYSTEM, keep_entry=True)


def _erased(question: Question, actor: str, keep_entry: bool) -> Question:
    if question.erased_at is not None:
        return question
    if question.state != State.WITHDRAWN:
        withdrawing.end(question, Move.WITHDRAW, actor, keep_entry=keep_entry)
    elif not keep_entry:
        unpublishing.take_out(question)
    for name in _WORDS:
        setattr(question, name, "")
    question.flags, question.route_reason, question.entry = [], [], None
    question.route_choices = []
    question.asker, question.may_publish = None, False
    question.erased_at = clock.now()
    question.save()
    for rows in (
        question.photos, question.clarifications, question.replies, question.follow_ups,
        question.decisions,
    ):  # fmt: skip
        rows.all().delete()
    ReplyDraft.objects.filter(question=question).delete()
    Suggestion.objects.filter(question=question).update(question=None)
    trail.happened(question, "erased", actor)
    return question
