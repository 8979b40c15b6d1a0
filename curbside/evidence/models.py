"""Sources, their passages, and the index over them. Reading goes through ``queries``.

A passage of a source that may not be cited now is not in the index: its ``lexemes`` and ``weights``
are empty and its source has no vectors. The vectors are of a source's title and facets, not of
every passage: which passage says it is for the words to tell.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from pgvector.django import HalfVectorField, HnswIndex, SparseVectorField

from curbside.core import clock, languages
from curbside.embedding import DIMENSIONS
from curbside.evidence.facets import Facet
from curbside.search import bm25

FACETS = [(facet.value, facet.name.lower()) for facet in Facet]


class Source(models.Model):
    """One vetted text of a publisher. It may be cited while it is current and not expired."""

    class State(models.TextChoices):
        CURRENT = "current"
        SUPERSEDED = "superseded"  # a newer source says it now
        WITHDRAWN = "withdrawn"

    public_id = models.CharField(max_length=10, unique=True)
    collection = models.CharField(max_length=60)  # such as "medquad"
    ref = models.CharField(max_length=200)  # its id in the collection
    title = models.CharField(max_length=300)
    about = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=8, choices=languages.CHOICES)
    date = models.DateField(null=True, blank=True)  # published or last reviewed by its publisher
    review_by = models.DateField(null=True, blank=True)
    expired_on = models.DateField(null=True, blank=True)  # when that was noticed
    state = models.CharField(max_length=10, choices=State.choices, default=State.CURRENT)
    superseded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )
    sample = models.BooleanField(default=False)
    left_out = models.JSONField(default=dict, blank=True)  # how many sentences, by reason
    digest = models.CharField(max_length=32, blank=True)  # of what it was made from
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "ref"], name="source_once"),
            models.CheckConstraint(
                condition=models.Q(superseded_by__isnull=True) | models.Q(state="superseded"),
                name="only_superseded_source_has_a_successor",
            ),
        ]
        indexes = [
            models.Index(fields=["title"], name="source_title"),
            models.Index(
                fields=["review_by"],
                name="source_review_due",
                condition=models.Q(state="current", review_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection}:{self.ref} ({self.state})"


class PassageRow(models.Model):
    """A few sentences of a source. ``weight`` ranks down what is hard to read."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()  # from 1
    language = models.CharField(max_length=8)
    facet = models.CharField(max_length=12, choices=FACETS)
    text = models.TextField()
    subjects = ArrayField(models.CharField(max_length=120), default=list)
    weight = models.FloatField(default=1.0)
    lexemes = SearchVectorField(null=True)
    weights = SparseVectorField(dimensions=bm25.DIMENSIONS, null=True)

    class Meta:
        db_table = "evidence_passage"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="passage_position_once"),
        ]
        indexes = [GinIndex(fields=["lexemes"], name="passage_lexemes", fastupdate=False)]

    def __str__(self) -> str:
        return f"passage {self.position} of source {self.source_id}"


class TitleVector(models.Model):
    """The meaning of a source's title, by which it is told how near a source is to a question."""

    source = models.OneToOneField(
        Source, models.CASCADE, primary_key=True, related_name="title_vector"
    )
    encoder = models.CharField(max_length=60)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    def __str__(self) -> str:
        return f"vector of the title of source {self.source_id}"


class FacetVector(models.Model):
    """The meaning of what a source says under one facet."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="vectors")
    facet = models.CharField(max_length=12, choices=FACETS)
    language = models.CharField(max_length=8)
    encoder = models.CharField(max_length=60)
    embedding = HalfVectorField(dimensions=DIMENSIONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "facet"], name="facet_vector_once"),
        ]
        indexes = [
            HnswIndex(
                name="facet_embedding",
                fields=["embedding"],
                m=16,
                ef_construction=64,
                opclasses=["halfvec_ip_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"vector of {self.facet} of source {self.source_id}"


class Term(models.Model):
    """A term by its dimension, and how many indexed passages have it; ``ALL`` counts them all."""

    ALL = -1

    dimension = models.BigIntegerField(primary_key=True)
    passages = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"term {self.dimension}"
