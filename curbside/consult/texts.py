"""What people type, made safe to store and held to a length; never changed in its words. Pure."""

from __future__ import annotations

import re

from curbside.consult.errors import Invalid

QUESTION, DETAIL, TITLE = 10_000, 2_000, 120
REPLY, CLARIFICATION, FOLLOW_UP, REASON, OPINION = 20_000, 4_000, 4_000, 4_000, 2_000
REVISION_REASON, SNIPPET, SNIPPET_TITLE, FORM_ID = 500, 4_000, 80, 40
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with line ends as ``\\n`` and without control characters and lone surrogates,
    which PostgreSQL and mail cannot hold; markup stays, as text.
    """
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def accepted(text: object, limit: int, *, field: str = "text", required: bool = True) -> str:
    """The text to store. Raises Invalid naming ``field`` when it is no text, empty or too long."""
    if not isinstance(text, str):
        raise Invalid({field: "unreadable"})
    cleaned = storable(text).strip()
    if required and not cleaned:
        raise Invalid({field: "required"})
    if len(cleaned) > limit:
        raise Invalid({field: "too-long"})
    return cleaned


def form_id(given: object) -> str:
    """The id of a form that must take effect once; a random string that its page carries."""
    return accepted(given, FORM_ID, field="form_id")
