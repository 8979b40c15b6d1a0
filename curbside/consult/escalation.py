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
from curbside.consult.states import OPEN, Move, State
from curbside.consult.sweeping import every
from curbside.consult.targets import targets
from curbside.core import clock

TOLD_LEAD, TOLD_ADMINISTRATORS = "overdue-lead", "overdue-administrators"
PATIENCE = 2  # times the days an asker has to answer what was asked back


def expire_claims() -> None:
    """Warn of claims about to run out, give back those that have, and stop waiting for askers
    who do not answer.
    """
    now = clock.now()
    taken = Claim.objects.filter(ended_at__isnull=True, question__state=State.CLAIMED)
    long_ago = now - dt.timedelta(days=policy().clarify_days)
    asked = Clarification.objects.filter(closed_at__isnull=True, asked_at__lte=long_ago)
    every(
        (_numbers(taken.filter(warned_at__isnull=True, warn_at__lte=now)), _warn),
        (_numbers(taken.filter(expires_at__lte=now)), _expire),
        (list(asked.values_list("question_id", flat=True)), _give_up_asking),
    )


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
    """Record that a question has waited longer than its department means to, once a stage."""
    every((_late(clock.now()), _escalate))


def untold() -> int:
    """How many have waited too long for an hour or more without anybody having been told of it:
    none while the background work runs, which looks every ten minutes.
    """
    return len(_late(clock.now() - dt.timedelta(hours=1)))


def open_questions() -> int:
    """How many questions somebody is still to act on."""
    return Question.objects.filter(state__in=OPEN).count()


def _late(moment: dt.datetime) -> list[int]:
    """The row numbers of those that had reached a stage by then which nobody was told of."""
    hours, usual = targets(), policy().target_hours
    pressing = Question.objects.filter(state__in=OPEN, queued_at__lte=moment)
    fields = ("pk", "state", "state_since", "level", "queued_at", "paused_seconds", "escalated")
    return [
        question.pk
        for question in pressing.only(*fields, "department_id").iterator()
        if _stage(question, hours.get(question.department_id, usual), moment) > question.escalated
    ]


def _stage(question: Question, hours: int, moment: dt.datetime) -> int:
    """Whom the wait of an open question concerned by then (``rules.escalation``)."""
    return rules.escalation(question.level, _waited(question, moment), hours)


def _waited(question: Question, moment: dt.datetime) -> int:
    patience, paused = policy().clarify_days * PATIENCE * 24 * 3600, question.paused_seconds
    if question.state == State.CLARIFYING:
        paused += max(0, int((moment - question.state_since).total_seconds()))
    return rules.neglected(moment, question.queued_at or moment, paused, patience)


@transaction.atomic
def _escalate(number: int) -> None:
    question = _locked(number)
    if question.state not in OPEN or question.queued_at is None:
        return
    now, told, department = clock.now(), question.escalated, question.department_id
    stage = _stage(question, targets().get(department, policy().target_hours), now)
    if stage <= told:
        return
    question.escalated = stage
    question.save(update_fields=["escalated"])
    hours = _waited(question, now) // 3600
    for kind in _told_now(told, stage):
        trail.happened(question, kind, trail.SYSTEM, department=department, hours=hours)


def _told_now(told: int, stage: int) -> list[str]:
    """Who hears of it: the lead first, also where a stage was jumped over, then both again."""
    lead = [TOLD_LEAD] if stage != rules.TO_ADMINISTRATORS or told < rules.TO_LEAD else []
    return [*lead, TOLD_ADMINISTRATORS] if stage >= rules.TO_ADMINISTRATORS else lead


def _locked(number: int) -> Question:
    return Question.objects.select_for_update(of=("self",)).get(pk=number)
