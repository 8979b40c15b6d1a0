"""What happens to explainers when what they rest on changes: flags, a new composition, and what is
to be read again. Reminding people of it by mail is the notify room's.

Never changes what is published. Each is a transaction that also queues what follows.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q

from curbside.core import audit, clock, generation, jobs
from curbside.explain import cited, rules, shelves, texts
from curbside.explain.drafting import SYSTEM
from curbside.explain.models import Explainer, Version
from curbside.explain.states import OPEN, State
from curbside.library.queries import visible

COMPOSE = "explain.compose"
EVIDENCE, DUE = "evidence", "due"
EVIDENCE_FLAGS = frozenset(
    {rules.EXPIRED, rules.SUPERSEDED, rules.WITHDRAWN, rules.EVIDENCE_CHANGED}
)


@transaction.atomic
def evidence_changed(source: int) -> int:
    """Flag what rests on the source, and have it composed anew; how many explainers."""
    resting = Version.objects.select_for_update().filter(
        sources__contains=[source], state__in=[*OPEN, State.PUBLISHED]
    )
    shelves_of = set()
    for version in resting:
        flags = _flags(version)
        if flags != version.flags:
            version.flags = flags
            version.save(update_fields=["flags"])
            audit.record(SYSTEM, "explainer.flagged", _subject(version), flags=flags)
        shelves_of.add(version.explainer_id)
    for number in sorted(shelves_of):
        jobs.queue(COMPOSE, explainer=number)
    if shelves_of:
        generation.bump()
    return len(shelves_of)


def _flags(version: Version) -> list[str]:
    """The flags as the evidence is now; those that other things gave stay."""
    numbers = texts.passages(shelves.text_of(version))
    found = set(version.flags) - EVIDENCE_FLAGS | cited.standings(version.sources)
    if numbers - cited.passages(numbers).keys() and rules.WITHDRAWN not in found:
        found.add(rules.EVIDENCE_CHANGED)  # the passage is not there any more as it was
    return [flag for flag in rules.FLAGS if flag in found]


def catch_up() -> int:
    """Have composed anew what was changed in the library since it was composed, whatever way it
    was changed; how many explainers.
    """
    stale = Explainer.objects.filter(entry__in=visible(), entry__updated_at__gt=F("looked_at"))
    numbers = list(stale.values_list("pk", flat=True))
    with transaction.atomic():
        for number in numbers:
            jobs.queue(COMPOSE, explainer=number)
        Explainer.objects.filter(pk__in=numbers).update(looked_at=clock.now())
    return len(numbers)


def to_read_again() -> list[Version]:
    """Published versions that somebody should read again, because their date has come or because
    of their evidence, the longest overdue first.
    """
    found = Version.objects.filter(
        Q(review_by__lte=clock.today()) | Q(flags__overlap=sorted(EVIDENCE_FLAGS)),
        state=State.PUBLISHED,
        explainer__in=shelves.readable(),
    ).select_related("reviewer", "explainer__entry__department", "explainer__topic__department")
    return list(found.order_by("review_by", "pk"))


def why(version: Version) -> str:
    """Why it is to be read again: ``EVIDENCE``, else ``DUE``."""
    return EVIDENCE if EVIDENCE_FLAGS.intersection(version.flags) else DUE


def _subject(version: Version) -> str:
    return shelves.subject(version.explainer)
