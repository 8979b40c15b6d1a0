"""The numbers of the consult room that an operator may set: those fields of the environment that
carry the same name after ``curbside_``, where their defaults stand too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from django.conf import settings


@dataclass(frozen=True)
class Policy:
    """Hours, days and counts; each field says what of."""

    claim_hours: int  # an unused claim goes back to the queue after these
    warn_hours: int  # its doctor is warned after these
    clarify_days: int  # an unanswered clarification is given up after these
    followup_days: int  # the asker may ask back for so long after a reply
    followup_rounds: int
    reserved_hours: int  # a follow-up waits for the doctor who replied for so long
    target_hours: int  # a routine question should be answered within these
    asks_per_email: int  # a day, and so many per account
    asks_per_network: int  # a day
    forms_per_person: int  # begun in a day and not sent, by an account or a browser
    forms_per_network: int  # begun and not sent
    draft_days: int  # an unsent form is kept so long after its last change
    unverified_days: int  # a question whose address was never confirmed lapses after these
    withdrawn_days: int  # the text of a withdrawn question is erased after these

    @property
    def claim_time(self) -> dt.timedelta:
        return dt.timedelta(hours=self.claim_hours)

    @property
    def warn_time(self) -> dt.timedelta:
        return dt.timedelta(hours=self.warn_hours)


def current() -> Policy:
    """The policy in force."""
    given = settings.ENVIRONMENT
    return Policy(
        **{field.name: getattr(given, f"curbside_{field.name}") for field in fields(Policy)}
    )
