"""Jobs whose worker was killed: found by its silence, and queued again.

A job may so be done twice, when its worker was only slow; what jobs do is made to bear that.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, NoReturn

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status

if TYPE_CHECKING:
    from procrastinate.manager import JobManager

HEARTBEAT = 5.0  # seconds between two signs of life of a worker
SILENCE = 20.0  # seconds without one after which a worker counts as dead
LOOK = 5.0  # seconds between two looks for dead workers


async def keep_looking(manager: JobManager) -> NoReturn:
    """Queue the jobs of dead workers again, now and every few seconds until cancelled.

    A database that is away is somebody else's business: the worker's heartbeat notices it.
    """
    while True:
        with contextlib.suppress(ConnectorException):
            await queue_again(manager)
        await asyncio.sleep(LOOK)


async def queue_again(manager: JobManager) -> None:
    """Queue the jobs of dead workers again."""
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            # Its like waits already, and may wait for the lock that this one holds: it does the
            # work of both.
            await manager.finish_job(job, Status.ABORTED, delete_job=True)
