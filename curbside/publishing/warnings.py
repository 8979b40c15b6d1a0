"""Rare-case warnings over the texts of a publication: what may single someone out although no
word of it is an identifier.
"""

from __future__ import annotations

from collections.abc import Sequence

from curbside.publishing.models import Part
from curbside.safety import deidentify


def of_parts(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """(code, key of the part) of each warning over the texts as they were sent, in order."""
    found = deidentify.warnings(*(part.text for part in parts))
    return list(dict.fromkeys((warning.code, parts[warning.text].key) for warning in found))
