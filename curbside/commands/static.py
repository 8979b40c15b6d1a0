"""Collecting the static files for serving, only when they have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"


def collect() -> bool:
    """Bring the folder that is served up to date; says whether there was anything to do."""
    root = Path(settings.STATIC_ROOT)
    stamp, present = root / STAMP, _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == present:
        return False
    call_command("collectstatic", clear=True, verbosity=0, interactive=False)
    stamp.write_text(present, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Changes when any static file, or Django, does."""
    digest = hashlib.blake2b(django.__version__.encode(), digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
