"""The local outbox of an installation without a mail server: one file a mail, named by its id, so
that a mail handed in twice is there once. What is in it can be read at ``/outbox/``.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage as Parsed
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


@dataclass(frozen=True)
class Letter:
    """A mail of the outbox."""

    name: str
    to: str
    subject: str
    text: str


def folder() -> Path:
    """Where the mails are."""
    place: Path = settings.ENVIRONMENT.curbside_data_dir / "mail"
    return place


class Outbox(BaseEmailBackend):
    """Django's mail backend that writes into the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each to a file of its own, whole or not at all."""
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        for sent in email_messages:
            body = sent.message()
            identity = str(body["Message-ID"])
            name = hashlib.blake2b(identity.encode(), digest_size=10).hexdigest()
            passing = folder() / f".{name}"
            passing.write_bytes(body.as_bytes())
            passing.rename(folder() / f"{name}.eml")
        return len(email_messages)


def letters(limit: int = 50) -> list[Letter]:
    """The newest mails first."""
    files = sorted(folder().glob("*.eml"), key=lambda file: -file.stat().st_mtime)
    return [_read(file) for file in files[:limit]]


def _read(file: Path) -> Letter:
    parsed = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = parsed.get_body(("plain",)) if isinstance(parsed, Parsed) else None
    return Letter(
        name=file.stem,
        to=str(parsed["To"]),
        subject=str(parsed["Subject"]),
        text=str(body.get_content()) if body else "",
    )
