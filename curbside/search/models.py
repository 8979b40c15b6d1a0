"""The index: a row of words and a vector a document, the vocabulary, and BM25's statistics.

Both are written in the transaction of the document they stand for, and removed in the transaction
that withdraws it. ``question_lexemes`` and ``reply_lexemes`` say which rows match at all (GIN);
the weights say how well (inner product); ``embedding`` says what else means the same (HNSW).
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from pgvector.django import HalfVectorField, HnswIndex, SparseVectorField

from curbside.core import clock
from curbside.embedding import DIMENSIONS
from curbside.search import bm25


class IndexRow(models.Model):
    """The words of one document. ``document`` is the number its owner knows it by."""

    document = models.BigIntegerField(primary_key=True)
    language = models.CharField(max_length=8)
    department = models.BigIntegerField()
    duplicate_key = models.BigIntegerField()
    aspects = models.IntegerField()
    question_length = models.IntegerField()
    reply_length = models.IntegerField()
    question_weights = SparseVectorField(dimensions=bm25.DIMENSIONS)
    reply_weights = SparseVectorField(dimensions=bm25.DIMENSIONS)
    question_lexemes = SearchVectorField()
    reply_lexemes = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["question_lexemes"], name="index_question_lexemes", fastupdate=False),
            GinIndex(fields=["reply_lexemes"], name="index_reply_lexemes", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"index row of document {self.document}"


class IndexVector(models.Model):
    """The meaning of one document. A table of its own, so that the weights of words can be made
    anew without touching the HNSW graph. Vectors of different encoders are never compared.
    """

    document = models.BigIntegerField(primary_key=True)
    language = models.CharField(max_length=8)
    department = models.BigIntegerField()
    encoder = models.CharField(max_length=60)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    class Meta:
        indexes = [
            HnswIndex(
                name="index_embedding",
                fields=["embedding"],
                m=16,
                ef_construction=64,
                opclasses=["halfvec_ip_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"vector of document {self.document}"


class IndexTerm(models.Model):
    """A term by its dimension: how many documents have it, and one word it was typed as."""

    dimension = models.BigIntegerField(primary_key=True)
    surface = models.CharField(max_length=40)
    in_questions = models.IntegerField(default=0)
    in_replies = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.surface


class IndexStatistics(models.Model):
    """One row: document count and total lengths now, and the average lengths the weights were
    made with. The two drift apart as documents come; ``settle`` brings them together again.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    documents = models.BigIntegerField(default=0)
    question_total = models.BigIntegerField(default=0)
    reply_total = models.BigIntegerField(default=0)
    question_average = models.FloatField(default=12.0)
    reply_average = models.FloatField(default=100.0)
    analyser = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="statistics_is_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.documents} documents"


class TopicVector(models.Model):
    """The meaning of one topic's words. ``digest`` is of the words it was made from."""

    topic = models.BigIntegerField(primary_key=True)
    encoder = models.CharField(max_length=60)
    digest = models.CharField(max_length=16)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    def __str__(self) -> str:
        return f"vector of topic {self.topic}"


class RoutingModel(models.Model):
    """What a corpus taught routing (``learned``); the newest that is not retired is used."""

    form = models.PositiveSmallIntegerField()
    analyser = models.CharField(max_length=20)
    encoder = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=clock.now)
    examples = models.PositiveIntegerField()
    figures = models.JSONField()
    slugs = models.JSONField()
    terms = models.JSONField()
    weights = models.JSONField()
    body = models.BinaryField()
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"routing model {self.pk} of {self.examples} entries"
