"""What the asker says after the question was sent: an answer to the doctor, or a follow-up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from curbside.consult import access, rules, texts, trail, triaging
from curbside.consult.models import Clarification, FollowUp, Question
from curbside.consult.policy import current as policy
from curbside.consult.states import Move
from curbside.core import clock
from curbside.core.errors import Conflict


@transaction.atomic
def answer_clarification(public_id: str, key: str, text: str, form_id: str) -> Clarification:
    """Answer what the doctor asked; the doctor's clock runs on. Once for a ``form_id``.

    Raises Invalid, Conflict when nothing is asked any more, NotFound.
    """
    question = access.by_key(public_id, key, lock=True)
    form_id = texts.form_id(form_id)
    known = question.clarifications.filter(answer_form_id=form_id).first()
    if known is not None:
        return known
    answer = texts.accepted(text, texts.CLARIFICATION)
    asked = question.clarifications.filter(closed_at__isnull=True).first()
    if asked is None:
        raise Conflict(
            "The doctor no longer waits for this answer.", "See your question for what came since."
        )
    asked.answer, asked.answer_form_id = answer, form_id
    asked.answered_at = asked.closed_at = clock.now()
    asked.save(update_fields=["answer", "answer_form_id", "answered_at", "closed_at"])
    triaging.add(question, f"clarification-{asked.pk}", answer)
    resume(question, Move.CLARIFY)
    trail.happened(question, "clarified", trail.ASKER, clarification=asked.pk)
    return asked


def resume(question: Question, how: Move) -> None:
    """The pause for the asker ends: the question is the doctor's again, with a fresh claim."""
    access.move(question, how)
    question.save(update_fields=["state", "state_since", "paused_seconds", "flags", "level"])
    claim = access.open_claim(question)
    if claim is not None:
        access.refresh(claim, policy())


@transaction.atomic
def follow_up(public_id: str, key: str, text: str, form_id: str) -> FollowUp:
    """Ask back after a reply, within the time there is; first for the same doctor. Once for a
    ``form_id``. Raises Invalid, Conflict when it is not possible (any more), NotFound.
    """
    question = access.by_key(public_id, key, lock=True)
    form_id = texts.form_id(form_id)
    known = question.follow_ups.filter(form_id=form_id).first()
    if known is not None:
        return known
    asked = texts.accepted(text, texts.FOLLOW_UP)
    last = question.replies.order_by("-round").first()
    limits = policy()
    until = rules.follow_up_until(question.state, question.round, last.at if last else None, limits)
    now = clock.now()
    if last is None or until is None or now > until:
        raise Conflict("You cannot ask back on this question now.", "You can ask a new question.")
    access.move(question, Move.FOLLOW_UP)
    question.round += 1
    question.queued_at, question.paused_seconds, question.escalated = now, 0, 0
    question.reserved_for_id = last.doctor_id
    question.reserved_until = now + dt.timedelta(hours=limits.reserved_hours)
    made = FollowUp.objects.create(
        question=question, round=question.round, text=asked, form_id=form_id
    )
    triaging.add(question, f"follow-up-{made.round}", asked)
    question.save()
    trail.happened(question, "followed-up", trail.ASKER, doctor=last.doctor_id)
    return made
