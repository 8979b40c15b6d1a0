"""Background work that belongs to no room: looking after the jobs themselves, and the audit."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app

from curbside.core import chain

KEPT_HOURS = 24 * 7  # how long finished jobs can be looked at; failed ones stay


@app.periodic(cron="*/5 * * * *")
@app.task(name="core.tidy_jobs", queueing_lock="core.tidy_jobs", pass_context=True)
async def tidy_jobs(context: JobContext, timestamp: int) -> None:
    """Queue again the jobs whose worker was killed, and forget those long done."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
    await manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@app.periodic(cron="* * * * *")
@app.task(name="core.seal_audit", queueing_lock="core.seal_audit", lock="core.seal_audit")
def seal_audit(timestamp: int) -> None:
    """Give the audit lines of the last minute their place in the chain."""
    chain.seal()
