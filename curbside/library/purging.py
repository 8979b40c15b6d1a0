"""Telling the HTTP caches in front that a page is gone.

An operator names where with ``CURBSIDE_PURGE_URL``; to it goes one PURGE request for each address,
with the path appended. Without it caches let a page go within their time (``s-maxage``).
"""

from __future__ import annotations

import http.client
from urllib.parse import quote, urlsplit

from django.conf import settings

from curbside.core import jobs
from curbside.core.errors import Unavailable

TASK = "library.purge"
SECONDS = 5


def later(public_id: str, slug: str) -> None:
    """Queue the purging of an entry's pages, in the caller's transaction."""
    if settings.ENVIRONMENT.curbside_purge_url:
        jobs.queue(TASK, public_id=public_id, slug=slug)


def purge(public_id: str, slug: str) -> int:
    """Purge the entry's page in every language, and the front pages that listed it; how many
    addresses. Raises Unavailable, so that the job is tried again.
    """
    paths = [
        path
        for language, _ in settings.LANGUAGES
        for path in (
            f"/{language}/q/{public_id}/{quote(slug)}/",
            f"/{language}/q/{public_id}/",
            f"/{language}/",
            f"/{language}/feed/",
        )
    ]
    for path in paths:
        _send(settings.ENVIRONMENT.curbside_purge_url, path)
    return len(paths)


def _send(base: str, path: str) -> None:
    parts = urlsplit(base)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request("PURGE", parts.path.rstrip("/") + path)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        raise Unavailable("The cache in front cannot be reached.", "It is tried again.") from None
    finally:
        connection.close()
    if status >= 500:
        raise Unavailable("The cache in front failed.", "It is tried again.")
