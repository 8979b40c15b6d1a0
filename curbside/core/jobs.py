"""Queuing background work in the transaction that makes it necessary.

Jobs are rows in the same database, so they commit or vanish with their cause. What they do stands
in the rooms' ``tasks.py``; rooms name a task rather than import it, because tasks import rooms.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

# For queueing only. The app that runs tasks has, in a worker, connections of its own, and what is
# queued through those would not belong to the task's transaction.
_QUEUE = DjangoApp(connector=DjangoConnector())


def queue_once(task: str, after: dt.timedelta) -> bool:
    """Queue ``task`` (a name) to run when ``after`` has passed, unless it waits already.

    Says whether it was queued. One of a name runs at a time.
    """
    job = _QUEUE.configure_task(
        task, queueing_lock=task, lock=task, schedule_in={"seconds": int(after.total_seconds())}
    )
    try:
        with transaction.atomic():  # a savepoint: the caller's transaction outlives the refusal
            job.defer()
    except AlreadyEnqueued:
        return False
    return True


def queue(task: str, **args: str | int) -> None:
    """Queue ``task`` (a name) in the caller's transaction, to run with ``args`` when it commits."""
    _QUEUE.configure_task(task).defer(**args)


def failed() -> int:
    """How many jobs have failed for good."""
    return ProcrastinateJob.objects.filter(status="failed").count()
