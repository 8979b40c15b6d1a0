"""The build: a short name for everything but the data that decides what a page looks like.

Two processes with the same code and settings have the same build, whatever machine they run on;
a new template, style sheet, translation or setting makes a new one, and with it new ETags.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

CODE = Path(__file__).resolve().parent.parent
ROOMS = ("web", "library", "search", "catalog", "people", "core")
SHOWN = (
    "curbside_base_url", "curbside_site_name", "curbside_country",
    "curbside_reply_age_notice_years", "curbside_encoder",
)  # fmt: skip


@cache
def build() -> str:
    """Eight hexadecimal digits over the code of the rooms a page is made by, and the settings."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(path for room in ROOMS for path in (CODE / room).rglob("*")):
        if path.is_file() and path.suffix not in {".pyc", ".po"} and "data" not in path.parts:
            digest.update(str(path.relative_to(CODE)).encode())
            digest.update(path.read_bytes())
    digest.update("\x1f".join(str(getattr(settings.ENVIRONMENT, name)) for name in SHOWN).encode())
    return digest.hexdigest()
