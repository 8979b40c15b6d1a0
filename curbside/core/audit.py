"""Writing audit lines. Reading and verifying them belongs to the commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from curbside.core.models import AuditLine


def record(actor: str, action: str, subject: str, **detail: Any) -> None:
    """Write one line, in the caller's transaction. ``detail`` must hold no question text."""
    AuditLine.objects.create(actor=actor, action=action, subject=subject, detail=detail)


def record_many(actor: str, action: str, subjects: Iterable[str]) -> None:
    """Write one line a subject in one statement, in the caller's transaction."""
    AuditLine.objects.bulk_create(
        [AuditLine(actor=actor, action=action, subject=subject) for subject in subjects]
    )
