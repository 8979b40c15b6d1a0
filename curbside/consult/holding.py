"""What is held about an asker's questions, and of what a doctor did with others': handed out whole.

Erasing it is ``erasing``.
"""

from __future__ import annotations

import base64
from typing import Any

from django.db.models.functions import Length
from django.forms.models import model_to_dict

from curbside.consult import access, trail
from curbside.consult.models import (
    Claim,
    Clarification,
    Decision,
    Opinion,
    Question,
    Reply,
    ReplyDraft,
    Snippet,
)
from curbside.core import audit
from curbside.core.models import PEOPLE
from curbside.people.person import Person

_OWN = (
    "public_id", "state", "email", "language", "for_whom", "age_band", "sex", "title", "text",
    "since", "onset", "better_worse", "conditions", "medicines", "tried", "wants", "may_publish",
    "level", "flags", "routed_by",
)  # fmt: skip
_MOMENTS = ("submitted_at", "verified_at", "answered_at")


def held(public_id: str, key: str) -> dict[str, Any]:
    """Everything held about a question, as JSON can carry it. Raises NotFound."""
    return _held(access.by_key(public_id, key))


def held_about(person: Person) -> dict[str, Any]:
    """Everything held about an account, as JSON can carry it: its questions, newest first, and
    what a doctor did. What a doctor wrote to an asker tells of the asker, and is theirs to be
    handed out: here stands when, and how long it was.
    """
    who = person.user_id
    asked = Question.objects.filter(asker_id=who).order_by("-submitted_at")
    claims = Claim.objects.filter(doctor_id=who).order_by("claimed_at")
    return {
        "questions": [_held(question) for question in asked],
        "taken": [at.isoformat() for at in claims.values_list("claimed_at", flat=True)],
        **_written(who),
        "snippets": list(Snippet.objects.filter(doctor_id=who).values("title", "text")),
    }


def has_spoken(person: Person) -> bool:
    """Whether some asker was told something under the person's name."""
    who = person.user_id
    return any(
        rows.exists()
        for rows in (
            Reply.objects.filter(doctor_id=who),
            Clarification.objects.filter(doctor_id=who),
            Opinion.objects.filter(by_id=who),
            Decision.objects.filter(by_id=who),
        )
    )


def _written(who: int) -> dict[str, Any]:
    replies = Reply.objects.filter(doctor_id=who).order_by("at")
    asked_back = Clarification.objects.filter(doctor_id=who).order_by("asked_at")
    opinions = Opinion.objects.filter(by_id=who).order_by("at")
    decisions = Decision.objects.filter(by_id=who).order_by("at")
    drafts = ReplyDraft.objects.filter(doctor_id=who).order_by("saved_at")
    return {
        "replied": [at.isoformat() for at in replies.values_list("at", flat=True)],
        "asked_back": [at.isoformat() for at in asked_back.values_list("asked_at", flat=True)],
        "opinions": [
            {"stance": stance, "at": at.isoformat()}
            for stance, at in opinions.values_list("stance", "at")
        ],
        "decided": [
            {"kind": kind, "at": at.isoformat()} for kind, at in decisions.values_list("kind", "at")
        ],
        "drafts": [
            {"saved_at": at.isoformat(), "letters": letters}
            for at, letters in drafts.values_list("saved_at", Length("text"))
        ],
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
        **_said(question),
        "history": [{"what": e.kind, "at": e.at.isoformat()} for e in question.events.all()],
        "audit": [
            {"what": line.action, "by": by_whom(line.actor), "at": line.at.isoformat()}
            for line in audit.about([trail.subject(question)])
        ],
    }


def _said(question: Question) -> dict[str, Any]:
    """What was said since, by doctors and by the asker."""
    return {
        "clarifications": [
            {"asked": c.text, "at": c.asked_at.isoformat(), "answer": c.answer}
            for c in question.clarifications.all()
        ],
        "replies": [
            {
                "doctor": reply.doctor.signs_as,
                "at": reply.at.isoformat(),
                "text": reply.text,
                "before": [
                    {"text": r.text, "reason": r.reason, "at": r.at.isoformat()}
                    for r in reply.revisions.all()
                ],
                "opinions": [
                    {"by": o.by.signs_as, "stance": o.stance, "text": o.text,
                     "at": o.at.isoformat()}
                    for o in reply.opinions.select_related("by__doctor")
                ],
            }
            for reply in question.replies.select_related("doctor__doctor")
        ],
        "follow_ups": [{"text": f.text, "at": f.at.isoformat()} for f in question.follow_ups.all()],
        "decisions": [
            {"kind": d.kind, "text": d.text, "at": d.at.isoformat()}
            for d in question.decisions.all()
        ],
    }  # fmt: skip


def by_whom(actor: str, own: str = "") -> str:
    """Who did something, for somebody who need not know which of the staff it was: "you" for
    ``own``, "staff" for another person, else the word that the trail has.
    """
    if own and actor == own:
        return "you"
    return "staff" if actor.startswith(PEOPLE) else actor
