"""Django's mail settings from one URL. What is sent to whom is not decided here."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from curbside.config.environment import Environment
from curbside.core.errors import Misconfigured

PATIENCE = 10  # seconds
PORTS = {"smtp": 587, "smtps": 465}


def settings(environment: Environment) -> dict[str, Any]:
    """Django's settings for ``EMAIL_URL``: smtp (with STARTTLS), smtps, or files when it is empty.

    ``smtp://…?tls=no`` leaves the encryption out, for a server on the same machine. Raises
    Misconfigured for anything else.
    """
    sender = environment.curbside_mail_from
    common = {
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
        "EMAIL_TIMEOUT": PATIENCE,
    }
    if not environment.email_url:
        return common | {
            "EMAIL_BACKEND": "curbside.notify.outbox.Outbox",
        }
    return common | _smtp(environment.email_url)


def _smtp(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _unreadable() from None
    if parts.scheme not in PORTS or not parts.hostname or parts.query not in {"", "tls=no"}:
        raise _unreadable()
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not parts.query,
    }


def _unreadable() -> Misconfigured:
    return Misconfigured(
        "EMAIL_URL cannot be read.", "It looks like smtp://user:password@mail.example.org:587."
    )
