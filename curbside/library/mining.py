"""Proposing topics from the visible entries, for an editor to decide on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from curbside.catalog import proposals
from curbside.catalog.proposals import NewProposal
from curbside.core.languages import is_chinese
from curbside.library import queries
from curbside.library.models import Entry
from curbside.library.rules import question_text
from curbside.search import mining, stored
from curbside.search.linking import Linker

READ = 20_000  # entries of a language; newer ones first, more would only take longer
Told = Callable[[str, float], None]  # a stage, and the share of all that is done


def mine(limit: int, actor: str, told: Told = lambda stage, share: None) -> tuple[int, int]:
    """Propose at most ``limit`` topics a language; returns (found, new among them)."""
    linker = Linker.load()
    found: list[NewProposal] = []
    for number, chinese in enumerate((False, True)):
        told("reading", number / 2)
        entries = _entries(chinese)
        texts = [
            mining.Text(e.pk, question_text(e.headline, e.title, e.question), e.language,
                        e.department_id)
            for e in entries
        ]  # fmt: skip
        vectors = stored.vectors([entry.pk for entry in entries])
        here = linker.topic_rows(chinese)
        told("comparing", number / 2 + 0.1)
        subjects = mining.mine(texts, np.asarray(vectors), linker.known(), here, limit)
        public = {entry.pk: entry.public_id for entry in entries}
        topics = linker.catalogue.topics
        found += [
            NewProposal(
                words=subject.words,
                language=subject.language,
                department=subject.department,
                size=subject.size,
                score=subject.score,
                examples=[public[example] for example in subject.examples],
                into=None if subject.near is None else topics[subject.near].id,
            )
            for subject in subjects
        ]
    return len(found), proposals.propose(found, actor)


def _entries(chinese: bool) -> list[Entry]:
    """The newest entries of a language, without what is not read."""
    languages = [code for code, _ in Entry._meta.get_field("language").flatchoices]
    wanted = [code for code in languages if is_chinese(code) is chinese]
    rows = queries.visible().filter(language__in=wanted).order_by("-published_at", "-pk")
    return list(
        rows.only("pk", "public_id", "headline", "title", "question", "language", "department")[
            :READ
        ]
    )
