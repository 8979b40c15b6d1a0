"""What something was made from, as 32 characters: equal means there is nothing to write. Pure."""

from __future__ import annotations

import hashlib

from curbside.importers.record import Importable


def fingerprint(record: Importable, version: int) -> str:
    """The hash of everything a record says and of the version of the parser that read it."""
    said = repr((version, record)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).hexdigest()
