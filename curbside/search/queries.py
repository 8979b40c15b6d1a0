"""Reading the index: candidates by words and by meaning, fused into one order.

One statement fetches both candidate lists and scores their union; the fusion itself is pure
(``fusion``). Which documents may be seen is the business of whoever owns them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from curbside.search import analyser, bm25
from curbside.search.fusion import Candidate, Hit, fuse
from curbside.search.models import IndexStatistics, IndexTerm
from curbside.search.operations import encoder

POOL = 100  # candidates taken from each list
MAX_TERMS = 40  # of a rambling text the rarest terms are kept
MAX_CHARACTERS = 20_000


@dataclass(frozen=True)
class Request:
    """What to look for. ``replies`` also looks into replies; ``exclude`` is a document."""

    text: str
    language: str = ""
    department: int = 0
    replies: bool = True
    exclude: int = 0
    limit: int = 10
    lexical: bool = True
    semantic: bool = True


@dataclass(frozen=True)
class Weighed:
    """The query's side of BM25: what must match, the weights by field, the summed idf."""

    match: str
    question: str
    reply: str
    mass: float


def find(request: Request) -> list[Hit]:
    """The best documents for the text, best first; empty when nothing is near enough."""
    text = request.text[:MAX_CHARACTERS]
    weighed = weigh(analyser.analyse(text)) if request.lexical else None
    vector = encoder().encode([text])[0] if request.semantic else None
    if vector is not None and not np.any(vector):
        vector = None
    if weighed is None and vector is None:
        return []
    candidates = _candidates(request, weighed, vector)
    mass = weighed.mass if weighed else 0.0
    return fuse(candidates, mass, request.limit, request.exclude)


def weigh(terms: list[str]) -> Weighed | None:
    """Look the terms up in the vocabulary; None when no document has any of them."""
    dimensions = {term: bm25.term_id(term) for term in terms}
    rows = IndexTerm.objects.filter(dimension__in=dimensions.values()).values_list(
        "dimension", "in_questions", "in_replies"
    )
    counts = {dimension: (q, r) for dimension, q, r in rows if q + r > 0}
    known = [term for term, dimension in dimensions.items() if dimension in counts]
    if not known:
        return None
    total = IndexStatistics.objects.values_list("documents", flat=True).get(id=1)
    known.sort(key=lambda term: sum(counts[dimensions[term]]))
    kept = set(known[:MAX_TERMS])
    used = [term for term in terms if term in kept]
    questions = {dimension: q for dimension, (q, _) in counts.items()}
    replies = {dimension: r for dimension, (_, r) in counts.items()}
    asked = [term for term in terms if term in kept or term not in known]
    return Weighed(
        match=" | ".join(f"'{term}'" for term in sorted(kept)),
        question=bm25.to_sql(bm25.query_weights(used, total, questions)),
        reply=bm25.to_sql(bm25.query_weights(used, total, replies)),
        mass=sum(
            bm25.inverse_document_frequency(total, questions.get(dimensions[term], 0))
            for term in asked
        ),
    )


LEXICAL = """
lexical AS (
  SELECT document FROM search_indexrow
  WHERE ({match}) {filters}
  ORDER BY {score} DESC LIMIT %(pool)s)"""
SEMANTIC = """
semantic AS (
  SELECT document FROM search_indexvector
  WHERE encoder = %(encoder)s {filters}
  ORDER BY embedding <#> %(vector)s::halfvec LIMIT %(pool)s)"""
QUESTION = "-(question_weights <#> %(question)s::sparsevec)"
REPLY = "-(reply_weights <#> %(reply)s::sparsevec)"


def _candidates(
    request: Request, weighed: Weighed | None, vector: np.ndarray[Any, Any] | None
) -> list[Candidate]:
    """Both candidate lists and the scores of their union, in one statement."""
    filters = " AND language = %(language)s" if request.language else ""
    filters += " AND department = %(department)s" if request.department else ""
    parts, values = [], _values(request, weighed, vector)
    question, reply, cosine = "0", "0", "NULL::float"
    if weighed:
        question = QUESTION
        match, best = "question_lexemes @@ %(match)s::tsquery", QUESTION
        if request.replies:
            reply = REPLY
            match += " OR reply_lexemes @@ %(match)s::tsquery"
            best = f"{QUESTION} + 0.3 * {REPLY}"
        parts.append(LEXICAL.format(match=match, score=best, filters=filters))
    if vector is not None:
        cosine = "-(v.embedding <#> %(vector)s::halfvec)"
        parts.append(SEMANTIC.format(filters=filters))
    names = (["lexical"] if weighed else []) + (["semantic"] if vector is not None else [])
    union = " UNION ".join(f"SELECT document FROM {name}" for name in names)  # noqa: S608
    sql = (
        f"WITH {', '.join(parts)} SELECT r.document, r.duplicate_key, {question}, {reply},"  # noqa: S608
        f" CASE WHEN v.encoder = %(encoder)s THEN {cosine} END FROM search_indexrow r"
        f" LEFT JOIN search_indexvector v USING (document)"
        f" WHERE r.document IN ({union}) OR r.document = %(exclude)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Candidate(*fetched) for fetched in cursor.fetchall()]


def _values(
    request: Request, weighed: Weighed | None, vector: np.ndarray[Any, Any] | None
) -> dict[str, object]:
    values: dict[str, object] = {
        "pool": max(POOL, request.limit),
        "language": request.language,
        "department": request.department,
        "exclude": request.exclude,
        "encoder": encoder().id,
    }
    if weighed:
        values |= {"match": weighed.match, "question": weighed.question, "reply": weighed.reply}
    if vector is not None:
        values["vector"] = "[" + ",".join(f"{x:.5g}" for x in vector.tolist()) + "]"
    return values
