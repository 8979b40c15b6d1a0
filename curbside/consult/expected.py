"""How long an answer takes, honestly: what the department's recent answers took."""

from __future__ import annotations

import datetime as dt

from curbside.consult.models import Question
from curbside.consult.rules import Expected, expected
from curbside.core import clock

RECENT = dt.timedelta(days=180)
COUNTED = 50


def expected_time(department: int) -> Expected | None:
    """Median and 80th percentile in hours of the last answers; None when fewer than five.

    Counted from when a question began to wait until its first reply, without the time that the
    doctor waited for the asker; the last 50 of half a year.
    """
    answered = Question.objects.filter(
        department=department,
        answer_seconds__isnull=False,
        answered_at__gt=clock.now() - RECENT,
    ).order_by("-answered_at")
    seconds = answered.values_list("answer_seconds", flat=True)[:COUNTED]
    return expected([value for value in seconds if value is not None])
