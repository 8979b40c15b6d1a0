"""Who may do what to a question, in which order questions wait, and how long. Pure.

Deliberately reads nothing: what a rule needs is given to it. Which move follows which state is in
``states``.
"""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curbside.consult.policy import Policy
from curbside.consult.states import OPEN, QUEUED, State
from curbside.people.person import EDITOR, Person
from curbside.safety.triage.model import Level

LEAST_ANSWERS = 5  # fewer say nothing honest about the next one
# The share of a department's target that a question of this level may wait.
SHARE_OF_TARGET = {Level.ROUTINE: 1.0, Level.URGENT: 1 / 3, Level.EMERGENCY: 1 / 6}
TO_LEAD, TO_ADMINISTRATORS = 1, 2
UNSURE = "unsure"  # who routed a question: as ``models.Question.RoutedBy`` has it
ADMINISTRATORS_AFTER = 1.5  # times what may be waited
MOST_TIMES = 1000  # that people are told; the column holds no more than 32,767


@dataclass(frozen=True)
class Expected:
    """How long recent questions waited for their reply: ``answers`` of them, in hours."""

    median_hours: float
    most_hours: float  # 80th percentile
    answers: int


AWAY, FULL = "away", "full"


def unavailable(
    cap: int | None, away: Iterable[tuple[dt.date, dt.date]], taken: int, today: dt.date
) -> str:
    """Why a doctor takes no more questions: ``AWAY``, ``FULL``, or "" when they do. ``away`` are
    first and last days, both included; ``taken`` is how many they took in seven days.

    >>> unavailable(3, [], 2, dt.date(2030, 1, 31))
    ''
    >>> unavailable(3, [], 3, dt.date(2030, 1, 31))
    'full'
    """
    if any(first <= today <= last for first, last in away):
        return AWAY
    return FULL if cap is not None and taken >= cap else ""


def may_oversee(person: Person, department: int) -> bool:
    """Whether the person leads the department."""
    return department in person.lead_of


def may_place(person: Person, department: int, *, routed_by: str, state: str) -> bool:
    """Whether the person may say where a question belongs that routing was unsure about: who
    answers in the department it waits in, and whoever leads any department.
    """
    unplaced = routed_by == UNSURE and state in QUEUED
    return unplaced and (bool(person.lead_of) or person.may_answer_in(department))


def may_read(
    person: Person, department: int, *, replied: bool, state: str, may_publish: bool
) -> bool:
    """Whether the person may read somebody's question: who answers or leads its department, who
    replied to it and may still answer, and an editor once it is answered and may be published.
    (Whoever ``may_place`` it may, too.)
    """
    if person.may_answer_in(department) or may_oversee(person, department):
        return True
    if replied and person.may_answer:
        return True
    return person.has(EDITOR) and state == State.ANSWERED and may_publish


def reserved(
    reserved_for: int | None, until: dt.datetime | None, by: int, now: dt.datetime
) -> bool:
    """Whether a follow-up is kept for a doctor other than ``by`` (user ids)."""
    return reserved_for not in (None, by) and until is not None and now < until


def desk_order(level: int, queued_at: dt.datetime, number: int) -> tuple[int, dt.datetime, int]:
    """The key that orders a desk: the most urgent first, then who has waited longest."""
    return (-level, queued_at, number)


def follow_up_until(
    state: str, round_number: int, last_reply: dt.datetime | None, policy: Policy
) -> dt.datetime | None:
    """Until when the asker may ask back; None when it is not possible at all."""
    if state != State.ANSWERED or last_reply is None or round_number >= policy.followup_rounds:
        return None
    return last_reply + dt.timedelta(days=policy.followup_days)


def waited(
    now: dt.datetime, queued_at: dt.datetime, paused: int, paused_since: dt.datetime | None
) -> int:
    """Seconds the asker has waited for us, without those we waited for the asker."""
    running = (now - paused_since).total_seconds() if paused_since else 0.0
    return max(0, int((now - queued_at).total_seconds() - paused - running))


def expected(seconds: Sequence[int]) -> Expected | None:
    """Median and 80th percentile of the last answers; None when there are too few.

    The percentile is the nearest rank: the smallest wait that at least 80% did not exceed.
    """
    if len(seconds) < LEAST_ANSWERS:
        return None
    ordered = sorted(seconds)
    most = ordered[math.ceil(0.8 * len(ordered)) - 1]
    return Expected(statistics.median(ordered) / 3600, most / 3600, len(ordered))


def neglected(now: dt.datetime, queued_at: dt.datetime, paused: int, patience: int) -> int:
    """Seconds of ``waited`` that count for escalation. ``paused`` are those we waited for the
    asker; more than ``patience`` of them do not excuse us, or asking back could go on for ever.
    """
    return waited(now, queued_at, min(paused, patience), None)


def escalation(level: int, waited_seconds: int, target_hours: int) -> int:
    """Whom a wait concerns by now: 0 nobody, ``TO_LEAD``, ``TO_ADMINISTRATORS``; from then on one
    more, and all of them again, each time that as much has passed as may be waited.
    """
    allowed = target_hours * 3600 * SHARE_OF_TARGET[Level(level)]
    over = waited_seconds - ADMINISTRATORS_AFTER * allowed
    if over >= 0:
        return min(MOST_TIMES, TO_ADMINISTRATORS + int(over // allowed))
    return TO_LEAD if waited_seconds >= allowed else 0


def publishable(state: str, may_publish: bool, erased: bool) -> bool:
    """Whether an entry may be made of a question: answered, agreed to, and still there."""
    return state == State.ANSWERED and may_publish and not erased


def is_open(state: str) -> bool:
    """Whether somebody is still to act on the question."""
    return State(state) in OPEN
