"""Which sources may be cited, and when each is to be looked at again. Pure, no queries."""

from __future__ import annotations

import datetime as dt

from curbside.evidence.models import Source

# The collection of what doctors replied here. No import can name it: slugs have no colon.
REPLIES = "curbside:replies"


def usable(state: str, review_by: dt.date | None, today: dt.date) -> bool:
    """Whether a source may be cited: current, and its review date not passed."""
    return state == Source.State.CURRENT and (review_by is None or review_by >= today)


def review_date(given: dt.date | None, today: dt.date, years: int) -> dt.date:
    """When to look at a source again: as it says itself, else ``years`` from now."""
    return given or today + dt.timedelta(days=round(365.25 * years))
