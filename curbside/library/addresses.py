"""Which public pages there are, for sitemaps: by ranges of entry numbers, so a million hold.

Every list starts from ``queries.visible()``. A range is found by the primary key, never by
counting rows off, so the last one costs what the first one does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, F, Max, OuterRef

from curbside.catalog.models import Topic
from curbside.library.models import EntryTopic, Reply
from curbside.library.queries import visible
from curbside.people.models import Doctor

RANGE = 10_000  # entry numbers to a range; a sitemap may name 50,000 addresses
Address = tuple[str, str, str, dt.datetime]  # public id, slug, language, last change


def ranges() -> list[tuple[int, dt.datetime]]:
    """(range, last change in it) of every range that has visible entries, in order."""
    rows = (
        visible()
        .annotate(range=F("pk") / RANGE)
        .values_list("range")
        .annotate(latest=Max("updated_at"))
        .order_by("range")
    )
    return list(rows)


def entries(number: int) -> Iterator[Address]:
    """The visible entries of a range, in order, in flat memory."""
    rows = visible().filter(pk__gte=number * RANGE, pk__lt=(number + 1) * RANGE).order_by("pk")
    yield from rows.values_list("public_id", "slug", "language", "updated_at").iterator()


def topics() -> list[str]:
    """Slugs of the topics that have visible entries."""
    listed = EntryTopic.objects.filter(topic=OuterRef("pk"), entry__in=visible())
    return list(Topic.objects.filter(Exists(listed)).order_by("pk").values_list("slug", flat=True))


def doctors() -> list[str]:
    """Slugs of the doctors and publishers who replied to visible entries."""
    replied = Reply.objects.filter(doctor=OuterRef("pk"), entry__in=visible())
    found = Doctor.objects.filter(Exists(replied)).order_by("pk")
    return list(found.values_list("slug", flat=True))
