"""Teaching routing from the library's own entries whose department a source or an editor chose."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from curbside.catalog.models import Department
from curbside.library.models import Entry
from curbside.library.queries import visible
from curbside.library.rules import question_text
from curbside.search import learned, routing, teaching
from curbside.search.linking import Linker
from curbside.search.operations import encoder
from curbside.search.teaching import Lesson, Taught
from curbside.search.weights import shipped

BATCH = 256
CHOSEN = (Entry.RoutedBy.SOURCE, Entry.RoutedBy.EDITOR)


def teach(actor: str) -> Taught | None:
    """Learn from the published entries, and use what was learned where it is better on those it
    was not learned from; None where there are too few. Entries of the sample corpus teach nothing.
    """
    lessons = _lessons()
    slugs = routing.load().slugs
    taught = teaching.teach(lessons, slugs, shipped().question, encoder().id)
    if taught is not None and taught.better:
        figures = {"before": asdict(taught.before), "after": asdict(taught.after)}
        learned.keep(taught.model, len(lessons), figures, actor)
    return taught


def _lessons() -> list[Lesson]:
    chosen = visible().filter(department_by__in=CHOSEN).exclude(source__sample=True)
    slugs = dict(Department.objects.values_list("pk", "slug"))
    columns = routing.load().columns
    out: list[Lesson] = []
    batch: list[Any] = []
    fields = ("headline", "title", "question", "language", "department_id")
    for row in chosen.order_by("pk").values_list(*fields).iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            out += _made(batch, slugs, columns)
            batch = []
    return out + _made(batch, slugs, columns)


def _made(batch: list[Any], slugs: dict[int, str], columns: dict[str, int]) -> list[Lesson]:
    """What ships says of a batch, beside what was chosen."""
    if not batch:
        return []
    texts = [question_text(*row[:3]) for row in batch]
    languages = [row[3] for row in batch]
    vectors = np.asarray(encoder().encode(texts), np.float32)
    links = Linker.load().link(texts, languages, vectors)
    scores, _thin = routing.scored(routing.load(), links, texts, languages, vectors)
    return [
        Lesson(text, columns[slugs[row[4]]], scores[n], vectors[n])
        for n, (text, row) in enumerate(zip(texts, batch, strict=True))
        if slugs[row[4]] in columns
    ]
