"""What happened → who is told, and by which mail. Pure: a table.

An asker hears of what concerns them at once; doctors of what waits for them alone; leads and
administrators of what waits too long. Everything else is on the desk, and in the daily digest.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

ASKER, DOCTOR, LEADS, ADMINISTRATORS = "asker", "doctor", "leads", "administrators"


class Kind(StrEnum):
    """The mails there are."""

    CONFIRM = "confirm"
    RECEIVED = "received"
    NEW_LINK = "new-link"
    ASKED_BACK = "asked-back"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    ENDED = "ended"
    PREVIEW = "preview"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    CLAIM_WARNED = "claim-warned"
    CLAIM_EXPIRED = "claim-expired"
    CLARIFIED = "clarified"
    FOLLOWED_UP = "followed-up"
    OVERDUE = "overdue"
    DIGEST = "digest"
    REVIEW = "review"
    EXPLANATIONS = "explanations"


TOLD: dict[str, tuple[str, Kind]] = {
    "submitted": (ASKER, Kind.CONFIRM),
    "sent-again": (ASKER, Kind.CONFIRM),
    "confirmed": (ASKER, Kind.RECEIVED),
    "link-renewed": (ASKER, Kind.NEW_LINK),
    "asked-back": (ASKER, Kind.ASKED_BACK),
    "replied": (ASKER, Kind.ANSWERED),
    "revised": (ASKER, Kind.CORRECTED),
    "declined": (ASKER, Kind.ENDED),
    "referred": (ASKER, Kind.ENDED),
    "preview": (ASKER, Kind.PREVIEW),
    "published": (ASKER, Kind.PUBLISHED),
    "withdrawn": (ASKER, Kind.WITHDRAWN),
    "claim-warned": (DOCTOR, Kind.CLAIM_WARNED),
    "claim-expired": (DOCTOR, Kind.CLAIM_EXPIRED),
    "clarified": (DOCTOR, Kind.CLARIFIED),
    "followed-up": (DOCTOR, Kind.FOLLOWED_UP),
    "overdue-lead": (LEADS, Kind.OVERDUE),
    "overdue-administrators": (ADMINISTRATORS, Kind.OVERDUE),
}
# An asker always hears of their own question; these alone can be switched off.
CAN_UNSUBSCRIBE = frozenset({Kind.DIGEST, Kind.REVIEW, Kind.EXPLANATIONS})
MONDAY = 0
REVIEWS_A_DAY = 3  # mails to one person; what is left comes on the days after
LEADS_AFTER = dt.timedelta(days=30)  # nobody has read it again: its leads, or colleagues, are told
EXPLANATIONS_EVERY = dt.timedelta(days=7)  # at most, to one person


def still_true(kind: str, state: str) -> bool:
    """Whether a mail that waited still says what is so: an address is confirmed once only, and
    nobody is asked for what was withdrawn.
    """
    if kind == Kind.CONFIRM:
        return state == "unverified"
    if kind == Kind.ASKED_BACK:
        return state == "clarifying"
    if kind == Kind.WITHDRAWN:
        return True
    return state != "withdrawn"


def digest_due(often: str, day: dt.date) -> bool:
    """Whether an overview comes on this day."""
    return often != "weekly" or day.weekday() == MONDAY


def is_sent_to_leads(due: dt.date, today: dt.date, *, doctors: int) -> bool:
    """Whether the leads are asked to read an answer again: nobody who replied can, or nobody did
    for long.
    """
    return not doctors or today >= due + LEADS_AFTER
