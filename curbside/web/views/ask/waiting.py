"""How long an answer takes, in words, from how long the last ones took. Promises nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import ngettext

from curbside.consult.rules import Expected

DAYS_FROM = 48  # hours; below it, hours say more


@dataclass(frozen=True)
class ExpectedWords:
    """Within how long half of the last answers came, and four in five of them."""

    half: str
    most: str


def expected_words(expected: Expected | None) -> ExpectedWords | None:
    """For example "3 days" and "5 days"; None where too few were answered to say."""
    if expected is None:
        return None
    return ExpectedWords(span(expected.median_hours), span(expected.most_hours))


def span(hours: float) -> str:
    """So many hours in words, rounded up: "an hour" is never said of 90 minutes.

    >>> span(1.5), span(70)
    ('2 hours', '3 days')
    """
    if hours < DAYS_FROM:
        whole = max(1, math.ceil(hours))
        return ngettext("%(n)d hour", "%(n)d hours", whole) % {"n": whole}
    days = math.ceil(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
