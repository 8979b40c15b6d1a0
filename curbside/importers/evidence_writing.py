"""Evidence as what an import writes to: texts cut into passages, with their index, in one
transaction a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction

from curbside.evidence import operations, queries
from curbside.evidence.operations import NewSource
from curbside.evidence.preparing import prepare
from curbside.evidence.subjects import Subjects
from curbside.evidence.vectors import Maker
from curbside.importers.batches import Change
from curbside.importers.record import Text
from curbside.search.operations import encoder

ACTOR = "importer"


@dataclass(frozen=True)
class Cut:
    """The sources of a batch in order, and the vectors of what they say."""

    sources: list[NewSource]
    vectors: np.ndarray[Any, Any]


class Evidence:
    """Writes batches; holds the names by which passages are known to speak of something."""

    tables: tuple[str, ...] = (
        "evidence_source",
        "evidence_passage",
        "evidence_titlevector",
        "evidence_facetvector",
        "evidence_term",
    )

    def __init__(self) -> None:
        self._subjects: Subjects | None = None
        self._vectors: Maker | None = None

    def known(self, source: str, refs: Sequence[str]) -> dict[str, str]:
        """The fingerprints of the sources of the collection that there are."""
        return queries.digests(source, refs)

    def begin(self) -> None:
        """Read the catalogue, which passages are looked through for."""
        self._subjects = operations.known_subjects()

    def prepare(self, changes: Sequence[Change[Text]]) -> Cut:
        """Clean, cut and encode; needs no database, so it may run in a thread."""
        if self._subjects is None:
            raise RuntimeError("begin() comes first")
        sources = [
            NewSource(prepare(change.record.note, self._subjects), change.hash)
            for change in changes
        ]
        if self._vectors is None:
            self._vectors = Maker(encoder().encode)
        return Cut(sources, self._vectors.of(operations.said(sources)))

    @transaction.atomic
    def write(self, changes: Sequence[Change[Text]], prepared: Cut) -> tuple[int, int]:
        """Put the batch; return (created, updated). All or nothing."""
        if not changes:
            return 0, 0
        collection = changes[0].source.slug
        return operations.put(collection, prepared.sources, prepared.vectors, ACTOR)

    def settle(self, told: Callable[[int], None]) -> int:
        """Nothing: passages are of one length, so their weights never go stale."""
        return 0
