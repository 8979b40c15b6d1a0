"""The publishing room's background work."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from curbside.publishing import proposing, releasing, withdrawing


@app.task(name="publishing.follow", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def follow(question: int) -> None:
    """Bring the publication of a question to where its consult stands: propose what was answered
    or corrected, end what was taken back.
    """
    withdrawing.settle(question)
    proposing.propose(question)


@app.periodic(cron="*/5 * * * *")
@app.task(name="publishing.publish_due", queueing_lock="publishing.publish_due")
def publish_due(timestamp: int) -> None:
    """Publish what was confirmed and nobody stopped in time."""
    releasing.publish_due()
