"""The evidence room's background work."""

from __future__ import annotations

from procrastinate.contrib.django import app

from curbside.evidence import operations


@app.periodic(cron="17 3 * * *")
@app.task(name="evidence.expire", queueing_lock="evidence.expire")
def expire(timestamp: int) -> None:
    """Note which sources have passed their review date, so that what rests on them is flagged."""
    operations.expire()
