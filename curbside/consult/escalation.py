"""Claims that run out and questions that wait too long: nothing is silently neglected.

Each question is looked at again under its own lock, in a transaction of its own, so that one that
fails or has moved on meanwhile holds up no other.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from curbside.consult import access, claiming, following, rules, trail, withdrawing
from curbside.consult.models import Claim, Clarification, Question
from curbside.consult.policy import current as policy
from curbside.consult.states import Move, State
from curbside.consult.sweeping import each
from curbside.consult.targets import targets
from curbside.core import clock

PRESSING = (State.WAITING, State.FOLLOWUP, State.CLAIMED)
STAGES = {rules.TO_LEAD: "overdue-lead", rules.TO_ADMINISTRATORS: "overdue-administrators"}


def expire_claims() -> None:
    """Warn of claims about to run out, give back those that have, and stop waiting for askers
    who do not answer.
    """
    now = clock.now()
    taken = Claim.objects.filter(ended_at__isnull=True, question__state=State.CLAIMED)
    each(_numbers(taken.filter(warned_at__isnull=True, warn_at__lte=now)), _warn)
    each(_numbers(taken.filter(expires_at__lte=now)), _expire)
    long_ago = now - dt.timedelta(days=policy().clarify_days)
    asked = Clarification.objects.filter(closed_at__isnull=True, asked_at__lte=long_ago)
    each(list(asked.values_list("question_id", flat=True)), _give_up_asking)


def _numbers(claims: QuerySet[Claim]) -> list[int]:
    return list(claims.order_by("pk").values_list("question_id", flat=True))


@transaction.atomic
def _warn(number: int) -> None:
    question = _locked(number)
    claim = access.open_claim(question)
    if question.state != State.CLAIMED or claim is None or claim.warned_at is not None:
        return
    if claim.warn_at > clock.now():
        return
    claim.warned_at = clock.now()
    claim.save(update_fields=["warned_at"])
    trail.happened(question, "claim-warned", trail.SYSTEM, doctor=claim.doctor_id)


@transaction.atomic
def _expire(number: int) -> None:
    question = _locked(number)
    claim = access.open_claim(question)
    if question.state != State.CLAIMED or claim is None or claim.expires_at > clock.now():
        return
    claiming.give_back(question, Move.EXPIRE, Claim.Ended.EXPIRED)
    trail.happened(question, "claim-expired", trail.SYSTEM, doctor=claim.doctor_id)


@transaction.atomic
def _give_up_asking(number: int) -> None:
    question = _locked(number)
    claim = access.open_claim(question)
    if question.state != State.CLARIFYING or claim is None:
        return
    withdrawing.close_clarification(question)
    following.resume(question, Move.GIVE_UP_ASKING)
    trail.happened(question, "clarification-lapsed", trail.SYSTEM, doctor=claim.doctor_id)


def escalate() -> None:
    """Record, once a stage, that a question has waited longer than its department means to."""
    hours, usual, now = targets(), policy().target_hours, clock.now()
    pressing = Question.objects.filter(
        state__in=PRESSING, escalated__lt=rules.TO_ADMINISTRATORS, queued_at__isnull=False
    ).values_list("pk", "level", "queued_at", "paused_seconds", "department_id", "escalated")
    late = []
    for number, level, queued_at, paused, department, told in pressing:
        wait = rules.waited(now, queued_at or now, paused, None)
        if rules.escalation(level, wait, hours.get(department, usual)) > told:
            late.append(number)
    each(late, _escalate)


@transaction.atomic
def _escalate(number: int) -> None:
    question = _locked(number)
    if question.state not in PRESSING or question.queued_at is None:
        return
    wait = rules.waited(clock.now(), question.queued_at, question.paused_seconds, None)
    hours = targets().get(question.department_id, policy().target_hours)
    stage = rules.escalation(question.level, wait, hours)
    if stage <= question.escalated:
        return
    question.escalated = stage
    question.save(update_fields=["escalated"])
    department = question.department_id
    trail.happened(question, STAGES[stage], trail.SYSTEM, department=department, hours=wait // 3600)


def _locked(number: int) -> Question:
    return Question.objects.select_for_update(of=("self",)).get(pk=number)
