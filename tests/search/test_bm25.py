"""BM25 against a sum done by hand, and the whole index against an independent implementation."""

from __future__ import annotations

import math

import bm25s
import pytest

from curbside.search import analyser, bm25, operations, queries
from curbside.search.documents import Document
from curbside.search.models import IndexStatistics, IndexTerm


def test_by_hand() -> None:
    weights = bm25.document_weights(["lip", "lip", "twitch"], average_length=3.0)
    assert weights[bm25.term_id("lip")] == pytest.approx(2 * 2.2 / (2 + 1.2))
    assert weights[bm25.term_id("twitch")] == pytest.approx(2.2 / (1 + 1.2))
    idf = bm25.inverse_document_frequency(10, 2)
    assert idf == pytest.approx(math.log(1 + 8.5 / 2.5))
    query = bm25.query_weights(["lip", "nobody"], 10, {bm25.term_id("lip"): 2})
    assert query == {bm25.term_id("lip"): idf}


TEXTS = [
    "what are the symptoms of facial palsy",
    "what causes facial twitching and eyelid twitching",
    "treatment for migraine headache with nausea",
    "chest pain when climbing stairs after dinner",
    "facial palsy treatment with steroids",
    "eyelid twitching after coffee and little sleep",
]


@pytest.mark.django_db
def test_the_index_scores_as_bm25s_does() -> None:
    documents = [Document(n, "en", 1, text, "") for n, text in enumerate(TEXTS, 1)]
    operations.write(documents, operations.encode(documents))
    index = bm25s.BM25(k1=bm25.K1, b=bm25.B, method="lucene")
    index.index([analyser.analyse(text) for text in TEXTS], show_progress=False)
    for query in ("facial palsy", "eyelid twitching coffee", "treatment with steroids"):
        theirs, scores = index.retrieve([analyser.analyse(query)], k=3, show_progress=False)
        request = queries.Request(query, replies=False, semantic=False, limit=3)
        ours = queries.ranked(request)
        found = [int(n) + 1 for n, score in zip(theirs[0], scores[0], strict=True) if score > 0]
        assert [hit.number for hit in ours][: len(found)] == found


@pytest.mark.django_db
def test_a_rebuild_gives_the_same_index_whatever_the_order() -> None:
    documents = [Document(n, "en", 1, text, f"reply {n}") for n, text in enumerate(TEXTS, 1)]
    for document in reversed(documents):
        operations.write([document], operations.encode([document]))
    operations.rebuild([documents])
    terms = set(IndexTerm.objects.values_list("dimension", "in_questions", "in_replies"))
    total = IndexStatistics.objects.values().get(id=1)
    operations.remove([d.number for d in documents])
    operations.write(documents, operations.encode(documents))
    operations.rebuild([documents])
    again = IndexTerm.objects.exclude(in_questions=0, in_replies=0)
    assert set(again.values_list("dimension", "in_questions", "in_replies")) == terms
    assert IndexStatistics.objects.values().get(id=1) == total


@pytest.mark.django_db
def test_an_update_replaces_the_counts() -> None:
    first, second = (Document(1, "en", 1, text, "") for text in ("lip twitch", "knee pain"))
    operations.write([first], operations.encode([first]))
    operations.write([second], operations.encode([second]))
    counts = dict(IndexTerm.objects.values_list("surface", "in_questions"))
    assert counts == {"lip": 0, "twitch": 0, "knee": 1, "pain": 1}
    assert IndexStatistics.objects.get(id=1).documents == 1
