"""The consult room's background work, each on its own clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from curbside.consult import cleaning, escalation


@app.periodic(cron="*/5 * * * *")
@app.task(name="consult.expire_claims", queueing_lock="consult.expire_claims")
def expire_claims(timestamp: int) -> None:
    """Every five minutes: warn of, and give back, claims that run out."""
    escalation.expire_claims()


@app.periodic(cron="*/10 * * * *")
@app.task(name="consult.escalate", queueing_lock="consult.escalate")
def escalate(timestamp: int) -> None:
    """Every ten minutes: tell of questions that wait too long."""
    escalation.escalate()


@app.periodic(cron="17 * * * *")
@app.task(name="consult.clean_drafts", queueing_lock="consult.clean_drafts")
def clean_drafts(timestamp: int) -> None:
    """Every hour: forget what is no longer needed."""
    cleaning.clean()
