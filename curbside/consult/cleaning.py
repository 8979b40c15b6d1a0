"""Forgetting what is no longer needed: unsent forms, unconfirmed questions, withdrawn words."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from curbside.consult import erasing, limits, trail, withdrawing
from curbside.consult.models import AskDraft, Question
from curbside.consult.policy import current as policy
from curbside.consult.states import Move, State
from curbside.consult.sweeping import every
from curbside.core import clock


def clean() -> None:
    """Delete expired forms, let unconfirmed questions lapse, erase withdrawn ones in time."""
    now, given = clock.now(), policy()
    _forget_forms()
    limits.forget_old()
    long_ago = now - dt.timedelta(days=given.unverified_days)
    unverified = Question.objects.filter(state=State.UNVERIFIED, submitted_at__lte=long_ago)
    long_ago = now - dt.timedelta(days=given.withdrawn_days)
    withdrawn = Question.objects.filter(
        state=State.WITHDRAWN, erased_at__isnull=True, state_since__lte=long_ago
    )
    every(
        (list(unverified.values_list("pk", flat=True)), _lapse),
        (list(withdrawn.values_list("pk", flat=True)), erasing.erase_withdrawn),
    )


@transaction.atomic
def _forget_forms() -> None:
    """Delete expired forms, but none that somebody is saving at this moment."""
    forms = AskDraft.objects.select_for_update(skip_locked=True)
    expired = forms.filter(expires_at__lte=clock.now()).values_list("pk", flat=True)
    AskDraft.objects.filter(pk__in=list(expired)).delete()


@transaction.atomic
def _lapse(number: int) -> None:
    question = Question.objects.select_for_update(of=("self",)).get(pk=number)
    if question.state != State.UNVERIFIED:  # confirmed a moment ago
        return
    withdrawing.end(question, Move.LAPSE, trail.SYSTEM, keep_entry=False)
    erasing.erase_withdrawn(number)
