"""Background work of accounts: mails, reminders, and forgetting what is over."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from curbside.people import invitations, letters, reminders

TIDY, REMIND = "people.tidy", "people.remind"
PATIENT = RetryStrategy(max_attempts=12, exponential_wait=3)  # half a day: mail servers come back


@app.task(name=invitations.SEND, retry=PATIENT)
def send_invitation(invitation: int) -> None:
    """Send the link, if the invitation is open still."""
    if mail := letters.of_invitation(invitation):
        mail.send()


@app.task(name=letters.SEND, retry=PATIENT)
def send_letter(kind: str, credential: int) -> None:
    """Tell a doctor of a decision, or of the coming end of a registration."""
    if mail := letters.about_credential(kind, credential):
        mail.send()


@app.periodic(cron="23 6 * * *")
@app.task(name=REMIND, queueing_lock=REMIND, lock=REMIND)
def remind(timestamp: int) -> None:
    """Remind doctors 30 and 7 days before their registration ends."""
    reminders.remind()


@app.periodic(cron="17 * * * *")
@app.task(name=TIDY, queueing_lock=TIDY, lock=TIDY)
def tidy(timestamp: int) -> None:
    """Forget sessions that are over, and counts of limits that are."""
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_cache WHERE expires < now()")
