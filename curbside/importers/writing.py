"""The library as what an import writes to: doctors, departments, topics, entries of a batch in one
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from django.db import transaction

from curbside.catalog import queries as catalog
from curbside.importers.batches import Change
from curbside.importers.record import Record, SourceInfo, Turn
from curbside.library import operations as library
from curbside.library import queries
from curbside.library.models import Entry, Source
from curbside.library.operations import NewEntry, NewReply
from curbside.library.rules import question_text
from curbside.people import operations as people
from curbside.people.models import Doctor
from curbside.people.profiles import Profile
from curbside.search import operations as index
from curbside.search.linking import LinkedTopic, Linker
from curbside.search.routing import DepartmentProbability, route

ACTOR = "importer"
Vectors = np.ndarray[Any, Any]


def _asked(record: Record) -> str:
    return question_text(record.headline, record.title, record.question)


class Library:
    """Writes batches; holds what they share: the catalogue by name and the topic vocabulary."""

    tables: tuple[str, ...] = (
        "library_entry", "library_reply", "library_entrytopic", "search_indexrow",
        "search_indexvector", "search_indexterm",
    )  # fmt: skip

    def known(self, source: str, refs: Sequence[str]) -> dict[str, str]:
        """The fingerprints of the entries of the source that there are."""
        return queries.source_hashes(source, refs)

    def begin(self) -> None:
        """Read what all batches need."""
        self._departments = {
            _folded(name): department.id
            for department in catalog.departments()
            for name in (department.slug, department.name_en, department.name_zh)
        }
        self._topics = catalog.topic_ids()
        Linker.load()  # once it takes seconds; better here than within a transaction

    def prepare(self, changes: Sequence[Change[Record]]) -> Vectors:
        """The vectors of the records' questions; needs no database, so it may run in a thread."""
        return index.encoder().encode([_asked(change.record) for change in changes])

    def settle(self, told: Callable[[int], None]) -> int:
        """Make the weights anew where texts have changed in length; of how many entries."""
        return library.reindex(vectors=False, told=told) if index.drifted() else 0

    @transaction.atomic
    def write(self, changes: Sequence[Change[Record]], vectors: Vectors) -> tuple[int, int]:
        """Put the records into the library; return (created, updated). All or nothing."""
        texts = ["\n".join((_asked(c.record), *c.record.hints)) for c in changes]
        languages = [change.record.language for change in changes]
        given = [self._given(change.record) for change in changes]
        links = Linker.load().link(texts, languages, vectors, departments=given)
        routes = route(links, texts, languages, vectors)
        people_by_profile = people.introduce(_profiles(changes))
        entries = [
            self._entry(change, given[n], links[n], routes[n], people_by_profile)
            for n, change in enumerate(changes)
        ]
        created = updated = 0
        for source in dict.fromkeys(change.source for change in changes):
            chosen = [n for n, change in enumerate(changes) if change.source == source]
            new, changed = library.put(
                _source(source), [entries[n] for n in chosen], vectors[chosen], ACTOR
            )
            created, updated = created + new, updated + changed
        return created, updated

    def _given(self, record: Record) -> int | None:
        """The department the source names, by its slug or its name; None where it is unknown."""
        return self._departments.get(_folded(record.department)) if record.department else None

    def _entry(
        self,
        change: Change[Record],
        given: int | None,
        links: Sequence[LinkedTopic],
        routes: Sequence[DepartmentProbability],
        doctors: dict[Profile, Doctor],
    ) -> NewEntry:
        record = change.record
        routed = given is None or record.routed
        topics = [
            (self._topics[slug], score) for slug, score in record.topics if slug in self._topics
        ]
        return NewEntry(
            ref=record.ref,
            language=record.language,
            department=given if given is not None else routes[0].department,
            department_by=Entry.RoutedBy.ROUTING if routed else Entry.RoutedBy.SOURCE,
            headline=record.headline,
            title=record.title,
            question=record.question,
            asker_form=record.asker.form,
            asker_initial=record.asker.initial,
            age_band=record.asker.age_band,
            sex=record.asker.sex,
            asked=record.asked,
            source_url=record.url,
            source_hash=change.hash,
            replies=[_reply(turn, doctors) for turn in record.replies],
            topics=topics or [(link.topic, round(link.score, 4)) for link in links],
        )


def _reply(turn: Turn, doctors: dict[Profile, Doctor]) -> NewReply:
    doctor = doctors[turn.author].id if turn.author else None
    return NewReply(doctor, turn.text, turn.link, turn.date, turn.marked)


def _profiles(changes: Sequence[Change[Record]]) -> list[Profile]:
    """Everyone who replies, once, in order of first appearance."""
    turns = (turn for change in changes for turn in change.record.replies)
    return list(dict.fromkeys(turn.author for turn in turns if turn.author))


def _source(info: SourceInfo) -> Source:
    return library.ensure_source(
        Source(
            slug=info.slug, name=info.name, licence=info.licence, url=info.url, sample=info.sample
        )
    )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
