"""Listing entries under a topic that has come or has got new words.

Entries of the service itself keep the topics that an editor confirmed; imported ones were linked by
the engine and are linked again by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from curbside.catalog.models import Topic
from curbside.core import audit, generation
from curbside.library import queries
from curbside.library.models import Entry, EntryTopic
from curbside.library.rules import question_text
from curbside.search import stored
from curbside.search.linking import Linker

TOPICS = 10  # an entry is linked to
BATCH = 200


def relink(topic: int) -> int:
    """Link the visible imported entries that have the topic's words anew; returns how many
    changed. A topic that is gone changes nothing. A batch a transaction, so it may be run again.
    """
    held = Topic.objects.filter(pk=topic).first()
    if held is None:
        return 0
    found = stored.documents_with(held.words())
    numbers = list(
        queries.visible()
        .filter(pk__in=found, source__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    changed = sum(
        _relink(numbers[start : start + BATCH]) for start in range(0, len(numbers), BATCH)
    )
    audit.record("curbside", "topic.relinked", f"topic:{held.slug}", entries=changed)
    return changed


@transaction.atomic
def _relink(numbers: Sequence[int]) -> int:
    entries = list(Entry.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    texts = [question_text(entry.headline, entry.title, entry.question) for entry in entries]
    linked = Linker.load().link(
        texts,
        [entry.language for entry in entries],
        stored.vectors([entry.pk for entry in entries]),
        TOPICS,
        [entry.department_id for entry in entries],
    )
    before: dict[int, list[int]] = {}
    rows = EntryTopic.objects.filter(entry__in=entries).order_by("entry", "rank")
    for entry, topic in rows.values_list("entry", "topic"):
        before.setdefault(entry, []).append(topic)
    stale = [
        (entry, links)
        for entry, links in zip(entries, linked, strict=True)
        if [link.topic for link in links] != before.get(entry.pk, [])
    ]
    EntryTopic.objects.filter(entry__in=[entry for entry, _ in stale]).delete()
    EntryTopic.objects.bulk_create(
        EntryTopic(entry=entry, topic_id=link.topic, rank=rank, score=link.score)
        for entry, links in stale
        for rank, link in enumerate(links)
    )
    if stale:
        generation.bump()
    return len(stale)
