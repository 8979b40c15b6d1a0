"""Reading evidence: passages found for a text, passages by number, the page of a source.

One statement fetches the best by words (a ``tsvector`` says which match, the inner product of two
``sparsevec``s is their BM25) and the best by meaning (HNSW over the facets' vectors, then the
passages under them); ``ranking`` orders them. Everything here but ``page`` and ``listed`` starts
from ``usable()``: what is withdrawn, superseded or expired is never found and never cited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Q, QuerySet

from curbside.core import clock
from curbside.core.errors import Gone, NotFound
from curbside.evidence.facets import Facet
from curbside.evidence.models import PassageRow, Source, Term
from curbside.evidence.passage import Found, Passage
from curbside.evidence.ranking import MAX_CHARACTERS, Candidate, ranked, said
from curbside.search import analyser, bm25
from curbside.search.operations import encoder, to_sql

Vector = npt.NDArray[np.float32]
POOL = 60  # passages taken by their words
NEAR, UNDER = 40, 3  # facets taken by their meaning, and passages of each, the first ones
MAX_TERMS, MATCHING, COMMON = 40, 16, 0.05  # as in ``search.queries``: the rarer terms choose

LEXICAL = """
lexical AS (
  SELECT id FROM evidence_passage
  WHERE lexemes @@ %(match)s::tsquery AND language = %(language)s {facets}
  ORDER BY -(weights <#> %(query)s::sparsevec) DESC LIMIT %(pool)s)"""
SEMANTIC = """
semantic AS (
  SELECT p.id FROM (
    SELECT source_id, facet FROM evidence_facetvector
    WHERE encoder = %(encoder)s AND language = %(language)s {facets}
    ORDER BY embedding <#> %(vector)s::halfvec LIMIT %(near)s) v
  CROSS JOIN LATERAL (
    SELECT id FROM evidence_passage
    WHERE source_id = v.source_id AND facet = v.facet AND lexemes IS NOT NULL
    ORDER BY position LIMIT %(under)s) p)"""
COLUMNS = """p.id, s.ref || '#' || p.position, s.title, s.publisher, s.url, s.date, p.language,
  p.facet, p.text, p.subjects, s.public_id"""


@dataclass(frozen=True)
class SourcePage:
    """A source as its page shows it. ``standing`` is "current", "expired" or "superseded"."""

    source: Source
    passages: list[PassageRow]
    standing: str
    successor: Source | None


def usable() -> QuerySet[Source]:
    """The sources that may be cited today. The one door to evidence."""
    return Source.objects.filter(
        Q(review_by__isnull=True) | Q(review_by__gte=clock.today()), state=Source.State.CURRENT
    )


def find(
    text: str,
    language: str,
    limit: int = 60,
    facets: Collection[Facet] = (),
    vector: Vector | None = None,
) -> list[Found]:
    """The best passages for the text among those in the language, best first; with ``facets``
    only of these. Empty where nothing is near. Who has encoded the text already gives its
    ``vector``.
    """
    text = text[:MAX_CHARACTERS]
    terms = analyser.analyse(text)
    match, query, mass = _weighed(terms)
    if vector is None:
        vector = encoder().encode([text])[0]
    if not match and not np.any(vector):
        return []
    values: dict[str, Any] = {
        "language": language, "pool": POOL, "near": NEAR, "under": UNDER, "today": clock.today(),
        "match": match, "query": bm25.to_sql(query), "encoder": encoder().id,
        "facets": [facet.value for facet in facets],
        "vector": to_sql(vector),
    }  # fmt: skip
    candidates = _candidates(values, bool(match), bool(np.any(vector)))
    return ranked(candidates, text, terms, mass, limit)


def title_vectors(titles: Sequence[str]) -> dict[str, Vector]:
    """The vectors of those of the titles that sources have and this encoder has made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (s.title) s.title, halfvec_send(v.embedding)"
            " FROM evidence_source s JOIN evidence_titlevector v ON v.source_id = s.id"
            " WHERE s.title = ANY(%s) AND v.encoder = %s",
            [list(titles), encoder().id],
        )
        return {title: _vector(bytes(sent)) for title, sent in cursor.fetchall()}


def _vector(sent: bytes) -> Vector:
    """What ``halfvec_send`` sends: two numbers of two bytes, then the elements."""
    return np.frombuffer(sent, dtype=">f2", offset=4).astype(np.float32)


def _weighed(terms: Sequence[str]) -> tuple[str, dict[int, float], float]:
    """What must match, the query's side of BM25, and its summed inverse document frequency."""
    dimensions = {term: bm25.term_id(term) for term in terms}
    rows = Term.objects.filter(dimension__in=[*dimensions.values(), Term.ALL], passages__gt=0)
    counts = dict(rows.values_list("dimension", "passages"))
    total = counts.pop(Term.ALL, 0)
    often = {t: counts[d] for t, d in dimensions.items() if d in counts}
    known = sorted(often, key=lambda term: (often[term], term))
    used = set(known[:MAX_TERMS])
    rare = [t for t in known if often[t] <= COMMON * total] or known[:2]
    match = " | ".join(f"'{term}'" for term in rare[:MATCHING])
    query = bm25.query_weights([t for t in said(terms) if t in used], total, counts)
    return match, query, sum(query.values())


def _candidates(values: dict[str, Any], words: bool, meaning: bool) -> list[Candidate]:
    """Both candidate lists with what scores their union, in one statement."""
    facets = "AND facet = ANY(%(facets)s)" if values["facets"] else ""
    parts = [LEXICAL.format(facets=facets)] if words else []
    parts += [SEMANTIC.format(facets=facets)] if meaning else []
    names = (["lexical"] if words else []) + (["semantic"] if meaning else [])
    union = " UNION ".join(f"SELECT id FROM {name}" for name in names)  # noqa: S608
    cosine = "-(v.embedding <#> %(vector)s::halfvec)" if meaning else "NULL::float"
    sql = (
        f"WITH {', '.join(parts)}, chosen AS MATERIALIZED ({union})"  # noqa: S608
        f" SELECT {COLUMNS}, -(p.weights <#> %(query)s::sparsevec),"
        f" CASE WHEN v.encoder = %(encoder)s THEN {cosine} END, p.weight"
        " FROM chosen JOIN evidence_passage p USING (id)"
        " JOIN evidence_source s ON s.id = p.source_id AND s.state = 'current'"
        " AND (s.review_by IS NULL OR s.review_by >= %(today)s)"
        " LEFT JOIN evidence_facetvector v ON v.source_id = p.source_id AND v.facet = p.facet"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [_candidate(row) for row in cursor.fetchall()]


def _candidate(row: tuple[Any, ...]) -> Candidate:
    *columns, words, cosine, weight = row
    return Candidate(_passage(columns), words or 0.0, cosine, weight)


def _passage(columns: Sequence[Any]) -> Passage:
    number, ref, title, publisher, url, date, language, facet, text, subjects, public = columns
    return Passage(
        number=number,
        ref=ref,
        source=title,
        publisher=publisher,
        url=url,
        date=date,
        language=language,
        facet=Facet(facet),
        text=text,
        subjects=tuple(subjects),
        public_id=public,
    )


def passages(numbers: Iterable[int]) -> dict[int, Passage]:
    """The passages by number, those only that may be cited today, in one query."""
    rows = (
        PassageRow.objects.filter(pk__in=list(numbers), source__in=usable())
        .select_related("source")
    )  # fmt: skip
    return {row.pk: as_passage(row, row.source) for row in rows}


def beside(numbers: Iterable[int], limit: int) -> list[Passage]:
    """Passages of the same sources as these, in their order, those only that may be cited today."""
    sources = PassageRow.objects.filter(pk__in=list(numbers)).values("source")
    rows = (
        PassageRow.objects.filter(source__in=sources).filter(source__in=usable())
        .select_related("source").order_by("source", "position")
    )  # fmt: skip
    return [as_passage(row, row.source) for row in rows[:limit]]


def as_passage(row: PassageRow, source: Source) -> Passage:
    """A row as the rest of the service sees it."""
    return Passage(
        number=row.pk,
        ref=f"{source.ref}#{row.position}",
        source=source.title,
        publisher=source.publisher,
        url=source.url,
        date=source.date,
        language=row.language,
        facet=Facet(row.facet),
        text=row.text,
        subjects=tuple(row.subjects),
        public_id=source.public_id,
    )


def page(public_id: str) -> SourcePage:
    """A source with all its passages, for its page. Raises Gone when withdrawn, else NotFound."""
    source = Source.objects.filter(public_id=public_id).select_related("superseded_by").first()
    if source is None:
        raise NotFound("There is no such source.", "Go back to where you came from.")
    if source.state == Source.State.WITHDRAWN:
        raise Gone("This source was withdrawn.", "Nothing rests on it any more.")
    expired = source.review_by is not None and source.review_by < clock.today()
    newer = source.superseded_by
    return SourcePage(
        source=source,
        passages=list(source.passages.all()),
        standing="expired" if expired and source.state == "current" else source.state,
        successor=newer if newer and newer.state != Source.State.WITHDRAWN else None,
    )


def digests(collection: str, refs: Sequence[str]) -> dict[str, str]:
    """What each source of the collection was made from, by its ref, whatever its state."""
    rows = Source.objects.filter(collection=collection, ref__in=refs)
    return dict(rows.values_list("ref", "digest"))


def listed(state: str = "", collection: str = "", limit: int = 100) -> list[Source]:
    """Sources for the operator, those to be looked at soonest first; "expired" is a state here."""
    found = Source.objects.order_by("review_by", "pk")
    if collection:
        found = found.filter(collection=collection)
    if state == "expired":
        found = found.filter(state=Source.State.CURRENT, review_by__lt=clock.today())
    elif state:
        found = found.filter(state=state)
    return list(found[:limit])


def counts() -> dict[str, int]:
    """How many sources may be cited, and how many passages they have."""
    sources = usable()
    return {
        "sources": sources.count(),
        "passages": PassageRow.objects.filter(source__in=sources).count(),
    }
