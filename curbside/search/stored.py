"""What the index holds of documents: their vectors, and which of them have certain words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.db import connection

from curbside.embedding import DIMENSIONS
from curbside.embedding.port import Vectors
from curbside.search import analyser
from curbside.search.models import IndexVector
from curbside.search.operations import encoder

MOST = 20_000  # documents looked at for a phrase


def vectors(documents: Sequence[int]) -> Vectors:
    """A unit row a document, of the present encoder; zeros where there is none."""
    out: Vectors = np.zeros((len(documents), DIMENSIONS), dtype=np.float32)
    places = {number: row for row, number in enumerate(documents)}
    held = IndexVector.objects.filter(document__in=documents, encoder=encoder().id)
    for number, vector in held.values_list("document", "embedding"):
        out[places[number]] = vector
    return out


def documents_with(phrases: Sequence[str]) -> list[int]:
    """The documents whose question has all terms of one of the phrases, at most ``MOST``."""
    queries = []
    for phrase in phrases:
        terms = sorted(set(analyser.analyse(phrase)))
        if terms:
            queries.append("(" + " & ".join(f"'{term}'" for term in terms) + ")")
    if not queries:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document FROM search_indexrow WHERE question_lexemes @@ %s::tsquery"
            " ORDER BY document DESC LIMIT %s",
            [" | ".join(queries), MOST],
        )
        return [row[0] for row in cursor.fetchall()]
