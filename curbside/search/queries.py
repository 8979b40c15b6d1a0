"""Reading the index: candidates by words and by meaning, fused into one order.

One statement fetches both candidate lists and scores their union; the fusion itself is pure
(``fusion``). Which documents may be seen is the business of whoever owns them.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from django.db import connection

from curbside.core import languages
from curbside.search import analyser, bm25, crossing, duplicates
from curbside.search.aspects import aspects
from curbside.search.fusion import SHORT, Asked, Candidate, Hit, floor, fuse, score, semantic_weight
from curbside.search.operations import encoder, to_sql

POOL = 100  # candidates taken from each list
MAX_TERMS = 40  # of a rambling text the rarest terms are kept
# Which terms make a row a candidate at all. A row that has only the query's commonest words
# cannot come near the top (they carry the least weight), so those only score. Shares of all
# documents; the rarest terms always count. Replies are long and match almost anything, so there
# the choice is narrower. What this loses is measured in evals/retrieval.py.
QUESTION_SHARE, QUESTION_TERMS = 0.10, 24
REPLY_SHARE, REPLY_TERMS = 0.02, 6
MAX_CHARACTERS = 20_000
COMPARED, SPARE = 40, 10  # hits compared for near-duplicates; more asked for to replace those
ACROSS = 0.6  # a hit in the other language beside one in the reader's own


@dataclass(frozen=True)
class Request:
    """What to look for. ``replies`` also looks into replies; ``exclude`` is a document, and
    ``stored`` says that the text is its own, so that its vector need not be made again.
    """

    text: str
    language: str = ""
    department: int = 0
    replies: bool = True
    exclude: int = 0
    stored: bool = False
    limit: int = 10
    lexical: bool = True
    semantic: bool = True


@dataclass(frozen=True)
class Weighed:
    """The query's side of BM25: what must match, the weights by field, the summed idf."""

    question_match: str
    reply_match: str
    question: str
    reply: str
    mass: float


def find(request: Request) -> list[Hit]:
    """The best documents for the text, best first; empty when nothing is near enough.

    Duplicates, and near ones among the first ``COMPARED``, are collapsed onto their best, and what
    is too far is left out. Where no language is asked for and fewer than ``limit`` are found,
    documents of the other language follow that are about the topics the text names.
    """
    candidates, asked = _scored(request)
    spare = SPARE if request.limit <= COMPARED else 0
    hits = fuse(candidates, asked, request.limit + spare, request.exclude)
    if not request.stored:  # a page's own list: one question more is not worth it there
        hits = _distinct(hits, request.exclude)
    hits = hits[: request.limit]
    if len(hits) < request.limit and not request.language:
        hits += _across(request, hits)
    return hits


def _distinct(hits: list[Hit], exclude: int) -> list[Hit]:
    """The hits without near-duplicates of an earlier one or of the excluded document."""
    numbers = [hit.number for hit in hits[:COMPARED]]
    with connection.cursor() as cursor:
        cursor.execute(TERMS_OF, [[*numbers, exclude]])
        terms = {number: frozenset(found) for number, found in cursor.fetchall()}
    return duplicates.collapse(hits, terms, terms.get(exclude, frozenset()))


def _across(request: Request, found: list[Hit]) -> list[Hit]:
    """Hits in the other language for the topics named, behind those already found."""
    language, words = crossing.crossed(request.text)
    if not words:
        return []
    other = replace(
        request, text=words, language=language, stored=False, limit=request.limit - len(found)
    )
    ceiling = min((hit.score for hit in found), default=1.0)
    held = {hit.number for hit in found}
    return [
        Hit(hit.number, ACROSS * ceiling * hit.score)
        for hit in find(other)
        if hit.number not in held
    ]


def ranked(request: Request) -> list[Hit]:
    """The candidates in the same order, duplicates and far ones kept: for measurements."""
    candidates, asked = _scored(request)
    hits = [Hit(c.number, score(c, asked)) for c in candidates if c.number != request.exclude]
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))[: request.limit]


def _scored(request: Request) -> tuple[list[Candidate], Asked]:
    """The candidates, and what of the query they are scored by."""
    text = request.text[:MAX_CHARACTERS]
    # onnxruntime lets go of the interpreter, so the words are weighed while the text is encoded.
    encoding = _beside().submit(_vector, request, text) if request.semantic else None
    terms = analyser.analyse(text)
    weighed = weigh(terms) if request.lexical else None
    vector = encoding.result() if encoding else None
    whole = request.lexical and request.semantic
    language = languages.guess(text)
    asked = Asked(
        mass=weighed.mass if weighed else 0.0,
        terms=len(terms),
        semantic=semantic_weight(language, len(terms)),
        aspects=aspects(terms) if whole else None,
        floor=floor(language),
    )
    if weighed is None and vector is None:
        return [], asked
    return _candidates(request, weighed, vector), asked


@cache
def _beside() -> ThreadPoolExecutor:
    """Threads to encode in; made at the first search, so after a fork."""
    return ThreadPoolExecutor(2, thread_name_prefix="encode")


def _vector(request: Request, text: str) -> Vector | None:
    """The text's vector; None for a text that has no meaning the encoder knows."""
    if request.stored:
        return STORED, {}
    made = encoder().encode([text])[0]
    if not np.any(made):
        return None
    return MADE, {"vector": to_sql(made)}


def weigh(terms: list[str]) -> Weighed | None:
    """Look the terms up in the vocabulary; None when no document has any of them."""
    dimensions = {term: bm25.term_id(term) for term in terms}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [list(dimensions.values())])
        rows = cursor.fetchall()
    counts = {dimension: (q, r) for dimension, q, r, _ in rows if q + r > 0}
    known = [term for term, dimension in dimensions.items() if dimension in counts]
    if not known:
        return None
    total = max(rows[0][3], 1)
    known.sort(key=lambda term: sum(counts[dimensions[term]]))
    kept = set(known[:MAX_TERMS])
    # Of a long text each once: who says a word five times does not mean it five times as much.
    said = list(dimensions) if len(terms) > SHORT else terms
    used = [term for term in said if term in kept]
    questions = {dimension: q for dimension, (q, _) in counts.items()}
    replies = {dimension: r for dimension, (_, r) in counts.items()}
    asked = [term for term in said if term in kept or term not in known]
    return Weighed(
        question_match=_match(known, [questions[dimensions[t]] / total for t in known], 0),
        reply_match=_match(known, [replies[dimensions[t]] / total for t in known], 1),
        question=bm25.to_sql(bm25.query_weights(used, total, questions)),
        reply=bm25.to_sql(bm25.query_weights(used, total, replies)),
        mass=sum(
            bm25.inverse_document_frequency(total, questions.get(dimensions[term], 0))
            for term in asked
        ),
    )


def _match(terms: list[str], shares: list[float], field: int) -> str:
    """The tsquery of the terms that make candidates, the rarest first; '' where no row has any."""
    share, most = ((QUESTION_SHARE, QUESTION_TERMS), (REPLY_SHARE, REPLY_TERMS))[field]
    used = sorted((s, term) for s, term in zip(shares, terms, strict=True) if s > 0)
    rare = [term for s, term in used if s <= share] or [term for _, term in used[:2]]
    return " | ".join(f"'{term}'" for term in rare[:most])


# Written out, because the ORM takes longer to build these than PostgreSQL to answer them.
COUNTS = """
SELECT dimension, in_questions, in_replies,
  (SELECT documents FROM search_indexstatistics WHERE id = 1)
FROM search_indexterm WHERE dimension = ANY(%s)"""
TERMS_OF = """
SELECT document, tsvector_to_array(question_lexemes)
FROM search_indexrow WHERE document = ANY(%s)"""
LEXICAL = """
lexical AS (
  SELECT document FROM search_indexrow
  WHERE ({match}) {filters}
  ORDER BY {score} DESC LIMIT %(pool)s)"""
SEMANTIC = """
semantic AS (
  SELECT document FROM search_indexvector
  WHERE encoder = %(encoder)s {filters}
  ORDER BY embedding <#> {vector} LIMIT %(pool)s)"""
MADE = "%(vector)s::halfvec"
STORED = """(SELECT embedding FROM search_indexvector
  WHERE document = %(exclude)s AND encoder = %(encoder)s)"""
Vector = tuple[str, dict[str, str]]  # the SQL for a vector, and the values it needs
QUESTION = "-(question_weights <#> %(question)s::sparsevec)"
REPLY = "-(reply_weights <#> %(reply)s::sparsevec)"


def _candidates(
    request: Request, weighed: Weighed | None, vector: Vector | None
) -> list[Candidate]:
    """Both candidate lists and the scores of their union, in one statement."""
    filters = " AND left(language, 2) = left(%(language)s, 2)" if request.language else ""
    filters += " AND department = %(department)s" if request.department else ""
    parts, values = [], _values(request, weighed, vector)
    question, reply, cosine = "0", "0", "NULL::float"
    if weighed:
        question = QUESTION
        match, best = "question_lexemes @@ %(question_match)s::tsquery", QUESTION
        if request.replies:
            reply = REPLY
            match += " OR reply_lexemes @@ %(reply_match)s::tsquery"
            best = f"{QUESTION} + 0.3 * {REPLY}"
        parts.append(LEXICAL.format(match=match, score=best, filters=filters))
    if vector is not None:
        cosine = f"-(v.embedding <#> {vector[0]})"
        parts.append(SEMANTIC.format(vector=vector[0], filters=filters))
    names = (["lexical"] if weighed else []) + (["semantic"] if vector is not None else [])
    union = " UNION ".join(f"SELECT document FROM {name}" for name in names)  # noqa: S608
    # Joining from the few candidates outwards keeps the planner from reading whole tables.
    sql = (
        f"WITH {', '.join(parts)}, chosen AS MATERIALIZED ("  # noqa: S608
        f" {union} UNION SELECT %(exclude)s::bigint)"
        f" SELECT r.document, r.duplicate_key, r.aspects, {question}, {reply},"
        f" CASE WHEN v.encoder = %(encoder)s THEN {cosine} END FROM chosen"
        f" JOIN search_indexrow r USING (document)"
        f" LEFT JOIN search_indexvector v USING (document)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Candidate(*fetched) for fetched in cursor.fetchall()]


def _values(
    request: Request, weighed: Weighed | None, vector: Vector | None
) -> dict[str, str | int]:
    values: dict[str, str | int] = {
        "pool": max(POOL, request.limit),
        "language": request.language,
        "department": request.department,
        "exclude": request.exclude,
        "encoder": encoder().id,
    }
    if weighed:
        values |= {
            "question_match": weighed.question_match,
            "reply_match": weighed.reply_match,
            "question": weighed.question,
            "reply": weighed.reply,
        }
    if vector is not None:
        values |= vector[1]
    return values
