"""Doctors and leads with accounts, and what they get by mail."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail as django_mail

from curbside.notify import sending
from curbside.notify.models import Mail

LINK = re.compile(r"http://localhost:8000(/\S+)")


def sent(kind: str) -> list[Any]:
    """Send all that waits of this kind; the letters that went out."""
    django_mail.outbox.clear()
    for mail in Mail.objects.filter(kind=kind, sent_at=None, dropped_at=None).order_by("pk"):
        sending.send(mail.pk)
    return list(django_mail.outbox)


def links(letter: Any) -> list[str]:
    """The paths of the links in the plain text."""
    return LINK.findall(letter.body)
