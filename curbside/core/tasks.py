"""Background work that belongs to no room: looking after the jobs themselves, and the audit."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app

from curbside.core import chain

KEPT_HOURS = 24 * 7  # how long finished jobs can be looked at; failed ones stay


@app.periodic(cron="23 * * * *")
@app.task(name="core.tidy_jobs", queueing_lock="core.tidy_jobs", pass_context=True)
async def tidy_jobs(context: JobContext, timestamp: int) -> None:
    """Forget the jobs long done. (Those of a killed worker: see ``core.stalled``.)"""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@app.periodic(cron="* * * * *")
@app.task(name="core.seal_audit", queueing_lock="core.seal_audit", lock="core.seal_audit")
def seal_audit(timestamp: int) -> None:
    """Give the audit lines of the last minute their place in the chain."""
    chain.seal()
