"""The explain room's background work."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from curbside.explain import drafting, following

PATIENT = RetryStrategy(max_attempts=6, exponential_wait=5)


@app.task(name="explain.entry_changed", retry=PATIENT)
def entry_changed(entry: int) -> None:
    """Compose beside an entry that was published, or whose reply was revised."""
    drafting.compose_entry(entry)


@app.task(name=following.COMPOSE, retry=PATIENT)
def compose(explainer: int) -> None:
    """Compose an explainer anew."""
    drafting.compose(explainer)


@app.task(name="explain.evidence_changed", retry=PATIENT)
def evidence_changed(source: int) -> None:
    """Flag what rests on a source, and have it composed anew."""
    following.evidence_changed(source)


@app.periodic(cron="*/10 * * * *")
@app.task(name="explain.catch_up", queueing_lock="explain.catch_up")
def catch_up(timestamp: int) -> None:
    """Find entries that were changed by an import since they were explained."""
    following.catch_up()
