"""What readers may see of explainers. Two queries at most; there is no other door.

Published versions only; where the operator has switched it on, also drafts that were composed from
the evidence alone, which then say so. Of a text only the lines whose every citation can still be
opened. Callers pass entries they got through ``library.queries``, which are visible.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from curbside.catalog.models import Topic
from curbside.core import clock, languages
from curbside.explain import cited, reading, rules, texts
from curbside.explain.cited import CitedPassage
from curbside.explain.model import DOCTOR, EXTRACTIVE, FLAGS, REPLY, Citation
from curbside.explain.models import Explainer, Version
from curbside.explain.states import OPEN, State
from curbside.explain.texts import Text
from curbside.library.models import Entry, EntryTopic
from curbside.library.queries import LISTED


@dataclass(frozen=True)
class Shown:
    """An explainer as a page shows it. ``topic`` where it is the topic's and not the entry's own;
    ``grade`` is 0 for a text that is not English.
    """

    version: Version
    text: Text
    passages: dict[int, CitedPassage]
    topic: Topic | None
    signed: bool
    due: bool
    grade: float


def shown(entry: Entry) -> Shown | None:
    """What is explained beside a visible entry: its own explainer, else that of the closest of its
    topics that has one in the entry's language.
    """
    listed = EntryTopic.objects.filter(entry=entry, rank__lt=LISTED)
    closeness = listed.filter(topic=OuterRef("explainer__topic")).values("rank")[:1]
    found = (
        _public()
        .filter(Q(explainer__entry=entry) | Q(explainer__topic__in=listed.values("topic")))
        .filter(explainer__language=entry.language)
        .annotate(
            far=Case(
                When(explainer__entry=entry, then=Value(-1)),
                default=Subquery(closeness),
                output_field=IntegerField(),
            )
        )
        .order_by("far", "order", "-number")
    )
    return _first(found)


def of_topic(topic: Topic, language: str) -> Shown | None:
    """What is explained on the topic's page in the language."""
    found = _public().filter(explainer__topic=topic, explainer__language=language)
    return _first(found.order_by("order", "-number"))


def is_lacking(entry: Entry) -> bool:
    """Whether there is no evidence in the entry's language to explain it from."""
    if not languages.is_chinese(entry.language):
        return False
    return Explainer.objects.filter(entry=entry, lacking=True).exists()


def elsewhere(topic: Topic, language: str) -> bool:
    """Whether the topic is explained in another language than this one."""
    return _public().filter(explainer__topic=topic).exclude(explainer__language=language).exists()


def _public() -> QuerySet[Version]:
    allowed = Q(state=State.PUBLISHED)
    if settings.ENVIRONMENT.curbside_unsigned_explainers:
        allowed |= Q(state__in=OPEN, made_by=EXTRACTIVE)
    found = Version.objects.filter(allowed).select_related("explainer__topic", "doctor")
    first = When(state=State.PUBLISHED, then=Value(0))
    return found.annotate(order=Case(first, default=Value(1), output_field=IntegerField()))


def _first(found: QuerySet[Version]) -> Shown | None:
    version = found.first()
    if version is None:
        return None
    text = texts.load(version.text)
    known = cited.passages(texts.passages(text))
    whole = openable(text, known)
    if not texts.rests_on_evidence(whole):
        return None
    return Shown(
        version=version,
        text=whole,
        passages=known,
        topic=version.explainer.topic,
        signed=version.state == State.PUBLISHED,
        due=rules.is_due(version.review_by, clock.today()),
        grade=grade(whole, version.explainer.language),
    )


def openable(text: Text, known: dict[int, CitedPassage]) -> Text:
    """Only the lines whose every citation opens something; a lead-in needs items after it."""
    kept = []
    for part in text:
        lines = [one for one in part.lines if all(_opens(c, known) for c in one.sentence.citations)]
        if part.listed:
            after = [*lines[1:], None]
            lines = [
                one
                for one, next_one in zip(lines, after, strict=True)
                if not leads(one) or (next_one is not None and not leads(next_one))
            ]
        if lines:
            kept.append(texts.Part(part.facet, tuple(lines), part.listed))
    return tuple(kept)


def leads(line: texts.Line) -> bool:
    """Whether the line leads a list in."""
    return line.sentence.text.rstrip().endswith((":", "："))


def _opens(citation: Citation, known: dict[int, CitedPassage]) -> bool:
    return not citation.passage or citation.passage in known or citation.ref == REPLY


def grade(text: Text, language: str) -> float:
    """How hard what rests on the evidence is to read; 0.0 where the measure means nothing."""
    if language != languages.ENGLISH:
        return 0.0
    parts = (part for part in text if part.facet not in (FLAGS, DOCTOR))
    said = "\n".join(line.sentence.text for part in parts for line in part.lines)
    return reading.grade(said)
