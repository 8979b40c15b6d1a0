"""Writing and listing audit lines. Chaining and verifying them is ``chain``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from curbside.core.models import PEOPLE, AuditLine


def record(actor: str, action: str, subject: str, **detail: Any) -> None:
    """Write one line, in the caller's transaction. ``detail`` must hold no question text."""
    AuditLine.objects.create(actor=actor, action=action, subject=subject, detail=detail)


def record_many(actor: str, action: str, subjects: Iterable[str]) -> None:
    """Write one line a subject in one statement, in the caller's transaction."""
    AuditLine.objects.bulk_create(
        [AuditLine(actor=actor, action=action, subject=subject) for subject in subjects]
    )


def about(subjects: Iterable[str], actor: str = "") -> list[AuditLine]:
    """The lines about any of these subjects, and those of what ``actor`` ("user:…") did, in order.

    Says the beginning of ``actor`` twice, so that the index of what people did is used.
    """
    found = Q(subject__in=list(subjects))
    if actor:
        found |= Q(actor=actor, actor__startswith=PEOPLE)
    return list(AuditLine.objects.filter(found).order_by("id"))


def lines(subject: str = "", limit: int = 100) -> list[AuditLine]:
    """The newest lines, newest first; with a ``subject`` ("entry:…", "user:…") only those."""
    found = AuditLine.objects.order_by("-id")
    return list((found.filter(subject=subject) if subject else found)[:limit])
