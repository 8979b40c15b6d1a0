"""Settling the index in the background: queued with its cause, once, and done by a worker."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.core import jobs, stalled
from curbside.library import operations
from curbside.search import operations as index
from tests import factories

NOW = dt.timedelta(0)
LONG = "My upper lip has been twitching since Sunday and I cannot sleep any more. " * 20


def states(task: str) -> list[str]:
    jobs_of = ProcrastinateJob.objects.filter(task_name=task).order_by("id")
    return list(jobs_of.values_list("status", flat=True))


@pytest.mark.django_db
def test_queued_once_when_texts_have_become_longer() -> None:
    factories.make_entry(question="Short question about a twitching lip.")
    assert states(operations.SETTLE_INDEX) == []
    factories.make_entry(headline="Long one", question=LONG)
    factories.make_entry(headline="Another long one", question=LONG)
    assert index.drifted()
    assert states(operations.SETTLE_INDEX) == ["todo"]


@pytest.mark.django_db
def test_queued_when_what_was_withdrawn_was_long() -> None:
    factories.make_entry(question="Short question about a twitching lip.")
    long = factories.make_entry(headline="Long one", question=LONG)
    index.pin_averages()
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    operations.withdraw(long.public_id, "editor", "asked for")
    assert states(operations.SETTLE_INDEX) == ["todo"]


@pytest.mark.django_db
def test_a_job_vanishes_with_the_transaction_of_its_cause() -> None:
    with transaction.atomic():
        assert jobs.queue_once(operations.SETTLE_INDEX, NOW)
        transaction.set_rollback(True)
    assert states(operations.SETTLE_INDEX) == []


@pytest.mark.django_db
def test_queueing_twice_spoils_no_transaction() -> None:
    assert jobs.queue_once(operations.SETTLE_INDEX, NOW)
    assert not jobs.queue_once(operations.SETTLE_INDEX, NOW)
    assert states(operations.SETTLE_INDEX) == ["todo"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_settles_the_index() -> None:
    factories.make_entry(question="Short question about a twitching lip.")
    factories.make_entry(headline="Long one", question=LONG)
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    jobs.queue_once(operations.SETTLE_INDEX, NOW)
    with app.replace_connector(cast(Any, app.connector).get_worker_connector()):
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
    assert states(operations.SETTLE_INDEX) == ["succeeded"]
    assert not index.drifted()


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_is_queued_again() -> None:
    jobs.queue_once(operations.SETTLE_INDEX, NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    async_to_sync(stalled.queue_again)(app.job_manager)
    assert states(operations.SETTLE_INDEX) == ["todo"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_killed_job_does_not_block_the_next_of_its_kind() -> None:
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    jobs.queue_once(operations.SETTLE_INDEX, NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    jobs.queue_once(operations.SETTLE_INDEX, NOW)
    with app.replace_connector(cast(Any, app.connector).get_worker_connector()):
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
    assert states(operations.SETTLE_INDEX) == ["doing", "todo"]
    async_to_sync(stalled.queue_again)(app.job_manager)
    with app.replace_connector(cast(Any, app.connector).get_worker_connector()):
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
    assert states(operations.SETTLE_INDEX) == ["succeeded"]


@pytest.mark.django_db
def test_failed_jobs_are_counted() -> None:
    jobs.queue_once(operations.SETTLE_INDEX, NOW)
    assert jobs.failed() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    assert jobs.failed() == 1
