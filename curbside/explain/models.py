"""Explainers and their versions. Reading them for the public goes through ``queries`` only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from curbside.catalog.models import Topic
from curbside.core import clock, ids, languages
from curbside.explain.states import State as VersionState
from curbside.library.models import Entry
from curbside.people.models import Doctor


class Explainer(models.Model):
    """What is explained beside an entry, or on a topic in one language: the shelf of its versions.

    ``lacking`` says that there is no evidence to explain it from in its language.
    """

    public_id = models.CharField(max_length=10, unique=True, default=ids.public_id)
    entry = models.OneToOneField(Entry, models.CASCADE, null=True, related_name="explainer")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="explainers")
    language = models.CharField(max_length=8, choices=languages.CHOICES)
    lacking = models.BooleanField(default=False)
    looked_at = models.DateTimeField(default=clock.now)  # when it was composed last

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True, topic__isnull=False)
                | Q(entry__isnull=False, topic__isnull=True),
                name="explains_an_entry_or_a_topic",
            ),
            models.UniqueConstraint(fields=["topic", "language"], name="one_explainer_a_topic"),
        ]

    def __str__(self) -> str:
        return f"explainer {self.public_id}"


class Version(models.Model):
    """One text of an explainer. ``edit`` grows with every change, so that an edit over somebody
    else's is refused. ``composed`` is the text as it came from the composer. ``sources`` are those
    it rests on. ``flags`` say why somebody should look at it again.
    """

    class State(models.TextChoices):
        DRAFT = VersionState.DRAFT.value
        REVIEWED = VersionState.REVIEWED.value
        PUBLISHED = VersionState.PUBLISHED.value
        RETIRED = VersionState.RETIRED.value

    explainer = models.ForeignKey(Explainer, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edit = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=10)  # "extractive" or "llm"
    model = models.CharField(max_length=80, blank=True)
    dropped = models.PositiveIntegerField(default=0)  # sentences of the model that nothing bore
    text = models.JSONField(default=list)
    composed = models.JSONField(default=list)
    sources = ArrayField(models.BigIntegerField(), default=list)
    flags = ArrayField(models.CharField(max_length=20), default=list)
    made_at = models.DateTimeField(default=clock.now)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reviewer_name = models.CharField(max_length=120, blank=True)
    doctor = models.ForeignKey(Doctor, models.SET_NULL, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)
    review_by = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["explainer", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["explainer"], condition=Q(state="published"), name="one_published_version"
            ),
            models.UniqueConstraint(
                fields=["explainer"],
                condition=Q(state__in=["draft", "reviewed"]),
                name="one_open_version",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reviewed", "published"])
                | (Q(reviewed_on__isnull=False, review_by__isnull=False) & ~Q(reviewer_name="")),
                name="nothing_is_public_unsigned",
            ),
        ]
        indexes = [
            GinIndex(fields=["sources"], name="version_sources"),
            models.Index(
                fields=["review_by"], name="version_review_due", condition=Q(state="published")
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of explainer {self.explainer_id} ({self.state})"
