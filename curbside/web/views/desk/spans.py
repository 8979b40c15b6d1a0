"""How long something has waited, or how much time is left, in words. Pure: rounds down."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY = 60, 3600, 86_400
DAYS_FROM = 2 * DAY  # below it, hours say more


def span(seconds: float) -> str:
    """For example "12 minutes", "30 hours", "3 days"; what is over counts as nothing.

    >>> span(90), span(30 * HOUR), span(3.9 * DAY)
    ('1 minute', '30 hours', '3 days')
    """
    if seconds < MINUTE:
        return _("less than a minute")
    if seconds < HOUR:
        n = int(seconds // MINUTE)
        return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}
    if seconds < DAYS_FROM:
        n = int(seconds // HOUR)
        return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}
    n = int(seconds // DAY)
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


def since(moment: dt.datetime | None, now: dt.datetime) -> str:
    """How long ago; "" for no moment."""
    return span((now - moment).total_seconds()) if moment else ""


def until(moment: dt.datetime | None, now: dt.datetime) -> str:
    """How much time is left; "" for no moment."""
    return span((moment - now).total_seconds()) if moment else ""
