"""Writing the index, inside the caller's transaction: write, remove, and make anew.

Vectors come from outside (``encode``), because encoding is slow and needs no transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection, transaction

from curbside.embedding import DIMENSIONS, Encoder, get_encoder
from curbside.search import analyser, bm25
from curbside.search.documents import Analysed, Document, analyse, document_frequencies, row
from curbside.search.models import IndexRow, IndexStatistics, IndexTerm, IndexVector

ROW_COLUMNS = [f.column for f in IndexRow._meta.concrete_fields]
_HALFVEC = f"[{','.join(['%.5g'] * DIMENSIONS)}]"
DRIFT = 0.25  # relative change of an average length from which the weights are made anew


def encoder() -> Encoder:
    """The encoder the settings name."""
    return get_encoder(settings.ENVIRONMENT.curbside_encoder)


def encode(documents: Sequence[Document]) -> np.ndarray[Any, Any]:
    """The vectors of the documents' questions, shape (n, DIMENSIONS)."""
    return encoder().encode([document.question for document in documents])


@transaction.atomic
def write(documents: Sequence[Document], vectors: np.ndarray[Any, Any]) -> None:
    """Index the documents, replacing what was known of them. ``vectors`` as ``encode`` gives."""
    if not documents:
        return
    write_words(documents)
    numbers = [document.number for document in documents]
    IndexVector.objects.filter(document__in=numbers).delete()
    name = encoder().id
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY search_indexvector (document, language, department, encoder, embedding)"
            " FROM STDIN"
        ) as copy,
    ):
        for document, vector in zip(documents, vectors, strict=True):
            copy.write_row(
                (document.number, document.language, document.department, name, to_sql(vector))
            )


def to_sql(vector: np.ndarray[Any, Any]) -> str:
    """The text form of pgvector's ``halfvec``, to the precision it keeps."""
    return _HALFVEC % tuple(vector.tolist())


def write_words(documents: Sequence[Document]) -> None:
    """Index the words of the documents only; their vectors stay as they are."""
    batch = [analyse(document) for document in documents]
    _forget([document.number for document in documents])
    statistics = _pinned(batch)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY search_indexrow ({', '.join(ROW_COLUMNS)}) FROM STDIN") as copy,
    ):
        for analysed in batch:
            copy.write_row(row(analysed, statistics.question_average, statistics.reply_average))
    questions, replies = document_frequencies(batch)
    surfaces = {term: word for one in batch for term, word in one.surfaces.items()}
    _count_terms(questions, replies, surfaces, 1)
    _count_documents(
        len(batch), sum(len(a.question) for a in batch), sum(len(a.reply) for a in batch)
    )


@transaction.atomic
def remove(numbers: Sequence[int]) -> None:
    """Take the documents out of the index; unknown numbers are ignored."""
    _forget(numbers)
    IndexVector.objects.filter(document__in=numbers).delete()


def _forget(numbers: Sequence[int]) -> None:
    """Delete the rows of words and take their counts back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_indexrow WHERE document = ANY(%s) RETURNING question_length,"
            " reply_length, tsvector_to_array(question_lexemes), tsvector_to_array(reply_lexemes)",
            [list(numbers)],
        )
        gone = cursor.fetchall()
    if not gone:
        return
    questions: Counter[str] = Counter(term for g in gone for term in g[2])
    replies: Counter[str] = Counter(term for g in gone for term in g[3])
    _count_terms(questions, replies, {}, -1)
    _count_documents(-len(gone), -sum(g[0] for g in gone), -sum(g[1] for g in gone))


def _count_terms(
    questions: Counter[str], replies: Counter[str], surfaces: dict[str, str], sign: int
) -> None:
    """Add to the vocabulary, in the order of the dimensions so that writers cannot deadlock."""
    terms = sorted({*questions, *replies}, key=bm25.term_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_indexterm AS t (dimension, surface, in_questions, in_replies)"
            " SELECT DISTINCT ON (d) d, s, q, r"
            " FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::int[]) AS new (d, s, q, r)"
            " ORDER BY d ON CONFLICT (dimension) DO UPDATE SET"
            " in_questions = t.in_questions + excluded.in_questions,"
            " in_replies = t.in_replies + excluded.in_replies",
            [
                [bm25.term_id(term) for term in terms],
                [surfaces.get(term, term)[:40] for term in terms],
                [sign * questions[term] for term in terms],
                [sign * replies[term] for term in terms],
            ],
        )


def _count_documents(documents: int, question_total: int, reply_total: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_indexstatistics SET documents = documents + %s,"
            " question_total = question_total + %s, reply_total = reply_total + %s",
            [documents, question_total, reply_total],
        )


def _pinned(batch: Sequence[Analysed]) -> IndexStatistics:
    """The statistics row; an empty index takes its average lengths from its first batch."""
    statistics = IndexStatistics.objects.get(id=1)
    if statistics.documents == 0:
        statistics.question_average = _average(sum(len(a.question) for a in batch), len(batch))
        statistics.reply_average = _average(sum(len(a.reply) for a in batch), len(batch))
        statistics.analyser = analyser.VERSION
        statistics.save(update_fields=["question_average", "reply_average", "analyser"])
    return statistics


def _average(total: int, count: int) -> float:
    return max(total / max(count, 1), 1.0)


def drifted() -> bool:
    """Whether the weights should be made anew: the average lengths have moved too far, a rebuild
    was interrupted, or another version of the analyser made the terms.
    """
    now = IndexStatistics.objects.get(id=1)
    if now.documents > 0 and now.analyser != analyser.VERSION:
        return True
    pairs = (
        (now.question_average, _average(now.question_total, now.documents)),
        (now.reply_average, _average(now.reply_total, now.documents)),
    )
    return now.documents > 0 and any(abs(new / old - 1) > DRIFT for old, new in pairs)


def rebuild(
    batches: Iterable[Sequence[Document]],
    vectors: bool = True,
    told: Callable[[int], None] = lambda count: None,
) -> int:
    """Make every row anew, a batch a transaction, so that search goes on meanwhile.

    ``batches`` must yield every document of the index once. Averages are pinned first, so the
    result depends on the documents only, not on the order they once came in. With
    ``vectors=False`` the vectors stay. Returns the number of documents; ``told`` hears it after
    each batch. Until the end the index has no version, so an interrupted rebuild shows.
    """
    pin_averages()
    IndexStatistics.objects.filter(id=1).update(analyser="")
    count = 0
    for batch in batches:
        made = encode(batch) if vectors else None
        with transaction.atomic():
            if made is None:
                write_words(batch)
            else:
                write(batch, made)
        count += len(batch)
        told(count)
    IndexTerm.objects.filter(in_questions__lte=0, in_replies__lte=0).delete()
    IndexStatistics.objects.filter(id=1).update(analyser=analyser.VERSION)
    return count


def pin_averages() -> None:
    """Take the present average lengths as those the weights are made with."""
    now = IndexStatistics.objects.get(id=1)
    IndexStatistics.objects.filter(id=1).update(
        question_average=_average(now.question_total, now.documents),
        reply_average=_average(now.reply_total, now.documents),
        analyser=analyser.VERSION,
    )
