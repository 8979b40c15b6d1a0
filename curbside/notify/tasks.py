"""The notify room's background work."""

from __future__ import annotations

import datetime as dt

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from curbside.notify import explanations, operations, reviews, sending


@app.task(name="notify.event", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def event(event: int) -> None:
    """Decide who is told of what happened."""
    operations.tell(event)


# Half a day of trying, further and further apart: mail servers come back.
@app.task(name=operations.SEND, retry=RetryStrategy(max_attempts=12, exponential_wait=3))
def send(mail: int) -> None:
    """Send one mail."""
    sending.send(mail)


@app.periodic(cron="0 6 * * *")
@app.task(name="notify.digests", queueing_lock="notify.digests")
def digests(timestamp: int) -> None:
    """Tell doctors and leads, once a day, what waits for them."""
    operations.digests(dt.datetime.fromtimestamp(timestamp, dt.UTC).date())


@app.periodic(cron="20 6 * * *")
@app.task(name="notify.reviews", queueing_lock="notify.reviews")
def remind_of_reviews(timestamp: int) -> None:
    """Ask, once a day, whether published answers whose date has come are still right."""
    reviews.remind(dt.datetime.fromtimestamp(timestamp, dt.UTC).date())


@app.periodic(cron="40 6 * * *")
@app.task(name="notify.explanations", queueing_lock="notify.explanations")
def remind_of_explanations(timestamp: int) -> None:
    """Tell reviewers, once a week at most, of explanations that are to be read again."""
    explanations.remind(dt.datetime.fromtimestamp(timestamp, dt.UTC).date())
