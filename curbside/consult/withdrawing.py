"""The asker's "stop": at any time, and at once everywhere. The words go with ``erasing.erase``."""

from __future__ import annotations

from django.db import transaction

from curbside.consult import access, trail, unpublishing
from curbside.consult.models import Claim, Question
from curbside.consult.states import Move, State
from curbside.core import clock


@transaction.atomic
def withdraw(public_id: str, key: str, *, keep_entry: bool = False) -> Question:
    """End the question, whatever its state; its entry leaves the library unless it may stay.

    A second time changes nothing. Raises NotFound.
    """
    question = access.by_key(public_id, key, lock=True)
    if question.state != State.WITHDRAWN:
        end(question, Move.WITHDRAW, trail.ASKER, keep_entry=keep_entry)
    return question


def end(question: Question, how: Move, actor: str, *, keep_entry: bool) -> None:
    """Withdraw a locked question: its claim and what was asked back end with it."""
    access.move(question, how)
    claim = access.end_claim(question, Claim.Ended.WITHDRAWN)
    close_clarification(question)
    if not keep_entry:
        unpublishing.take_out(question)
    question.save(update_fields=["state", "state_since", "paused_seconds", "entry"])
    kind = "lapsed" if how is Move.LAPSE else "withdrawn"
    trail.happened(question, kind, actor, doctor=claim.doctor_id if claim else None)


def close_clarification(question: Question) -> None:
    """Nobody waits for the asker's answer any more."""
    question.clarifications.filter(closed_at__isnull=True).update(closed_at=clock.now())
