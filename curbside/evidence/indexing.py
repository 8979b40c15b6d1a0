"""The index over passages, inside the caller's transaction: words counted in, words taken out.

Passages are cut to about one length, so the average is a constant and nothing ever drifts. Knows
what is written and removed; what may be cited is decided by ``operations``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from curbside.evidence.facets import Facet
from curbside.evidence.models import Term
from curbside.evidence.ranking import AVERAGE
from curbside.search import bm25
from curbside.search.operations import encoder, to_sql

FIELDS = (
    "id", "source_id", "position", "language", "facet", "text", "subjects", "weight", "lexemes",
    "weights",
)  # fmt: skip


def indexed(terms: Sequence[str]) -> tuple[str, str]:
    """The ``lexemes`` and ``weights`` of a passage with these terms."""
    weights = bm25.to_sql(bm25.document_weights(terms, AVERAGE))
    return " ".join(sorted(set(terms))), weights


def write_passages(rows: Iterable[tuple[object, ...]]) -> None:
    """Copy rows of ``FIELDS`` in."""
    _copy(f"evidence_passage ({', '.join(FIELDS)})", rows)


@dataclass(frozen=True)
class Vectored:
    """A source whose vectors are written: its number, language, and facets in their order."""

    source: int
    language: str
    facets: tuple[Facet, ...]


def write_vectors(sources: Sequence[Vectored], vectors: np.ndarray[Any, Any]) -> None:
    """Copy the vectors in, which are as ``vectors.Maker`` makes them: for each source a row for its
    title, then one for each facet. Rows of zeros say nothing and are not written.
    """
    name = encoder().id
    titles, facets = [], []
    rows = iter(vectors)
    for one in sources:
        title = next(rows)
        if np.any(title):
            titles.append((one.source, name, to_sql(title)))
        for facet in one.facets:
            vector = next(rows)
            if np.any(vector):
                facets.append((one.source, facet.value, one.language, name, to_sql(vector)))
    _copy("evidence_titlevector (source_id, encoder, embedding)", titles)
    _copy("evidence_facetvector (source_id, facet, language, encoder, embedding)", facets)


def _copy(into: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def count(terms: Counter[str], passages: int) -> None:
    """Add to the vocabulary (or take away, with negative counts), in the order of the dimensions
    so that writers cannot deadlock.
    """
    rows = sorted((bm25.term_id(term), number) for term, number in terms.items() if number)
    rows.insert(0, (Term.ALL, passages))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO evidence_term AS t (dimension, passages)"
            " SELECT d, sum(n) FROM unnest(%s::bigint[], %s::int[]) AS new (d, n)"
            " GROUP BY d ORDER BY d"
            " ON CONFLICT (dimension) DO UPDATE SET passages = t.passages + excluded.passages",
            [[d for d, _ in rows], [n for _, n in rows]],
        )


def new_ids(number: int) -> list[int]:
    """So many fresh primary keys of passages."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('evidence_passage', 'id'))"
            " FROM generate_series(1, %s)",
            [number],
        )
        return [row[0] for row in cursor.fetchall()]


def take_out(
    sources: Sequence[int], *, delete: bool, vectors: bool = True
) -> dict[tuple[int, str], int]:
    """Take the passages of the sources out of the index, and out of the database with ``delete``;
    what their primary keys were, by source and text. Without ``vectors`` those stay.
    """
    if delete:
        sql = (
            "DELETE FROM evidence_passage AS old WHERE source_id = ANY(%s)"
            " RETURNING old.id, old.source_id, old.text, tsvector_to_array(old.lexemes)"
        )
    else:
        sql = (
            "WITH old AS (SELECT * FROM evidence_passage WHERE source_id = ANY(%s) FOR UPDATE)"
            " UPDATE evidence_passage AS p SET lexemes = NULL, weights = NULL FROM old"
            " WHERE p.id = old.id"
            " RETURNING old.id, old.source_id, old.text, tsvector_to_array(old.lexemes)"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(sources)])
        rows = cursor.fetchall()
        if vectors:
            for table in ("evidence_facetvector", "evidence_titlevector"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE source_id = ANY(%s)",  # noqa: S608 - ours
                    [list(sources)],
                )
    gone: Counter[str] = Counter()
    for *_, terms in rows:
        gone.subtract(terms or ())
    count(gone, -sum(terms is not None for *_, terms in rows))
    return {(source, text): number for number, source, text, _ in rows}
