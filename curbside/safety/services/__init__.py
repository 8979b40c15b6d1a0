"""Emergency, crisis, poison, abuse and advice lines, country by country, as data.

The numbers that ship come from general knowledge on the date each country carries. Nobody has yet
compared them with the services' own pages: an operator does that for their own country, in a file
of their own, and names themselves in it. Calls nobody and asks no network.
"""

from __future__ import annotations

from pathlib import Path

from curbside.safety.services.files import Directory, load
from curbside.safety.services.model import KINDS, Kind, Line, Services

__all__ = ["KINDS", "Directory", "Kind", "Line", "Services", "for_country", "load"]


def for_country(code: str, path: Path | None = None) -> Services:
    """The services of a country by its two-letter code (ISO 3166-1), or ``EU``.

    A member of the European Economic Area without lines of its own gets those of ``EU``; any other
    country gets ``INTL``, which says "your local emergency number". ``path`` is the operator's own
    file, whose countries replace those that ship. Raises Misconfigured when it cannot be used.
    """
    return load(path).for_country(code)
