"""Departments, topics, and the slugs they used to have."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language


def localized(english: str, chinese: str) -> str:
    """The text in the reader's language, or the one that exists."""
    first, second = (
        (chinese, english) if (get_language() or "").startswith("zh") else (english, chinese)
    )
    return first or second


class Department(models.Model):
    """A department of the service, such as Neurology. ``position`` orders them, biggest first."""

    slug = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=40)
    description_en = models.CharField(max_length=200)
    description_zh = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        return localized(self.name_en, self.name_zh)

    @property
    def description(self) -> str:
        return localized(self.description_en, self.description_zh)


class Topic(models.Model):
    """A subject readers ask about. ``position`` orders the topics of a department by use."""

    slug = models.SlugField(max_length=80, unique=True)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, related_name="topics")
    also_in = models.ManyToManyField(Department, related_name="shared_topics", blank=True)
    synonyms_en = ArrayField(models.CharField(max_length=120), default=list)
    synonyms_zh = ArrayField(models.CharField(max_length=60), default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["department__position", "position", "slug"]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        return localized(self.name_en, self.name_zh)

    def words(self) -> list[str]:
        """Every name and synonym, in both languages."""
        return [self.name_en, self.name_zh, *self.synonyms_en, *self.synonyms_zh]


class TopicProposal(models.Model):
    """A topic that a corpus seems to have and the catalogue does not; an editor decides.

    ``key`` is made of its words, so that what was dropped is not proposed again. ``examples`` are
    public ids of entries. ``into`` is a topic that it may be another word for.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        MERGED = "merged"
        DROPPED = "dropped"

    public_id = models.CharField(max_length=10, unique=True)
    key = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    words = ArrayField(models.CharField(max_length=120))
    language = models.CharField(max_length=8)
    department = models.ForeignKey(Department, models.CASCADE, related_name="proposals")
    size = models.PositiveIntegerField()
    score = models.FloatField()
    examples = ArrayField(models.CharField(max_length=10), default=list)
    into = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(decided_at__isnull=False),
                name="decided_proposal_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.words[0]} ({self.state})"


class FormerSlug(models.Model):
    """A slug that was renamed; its old address redirects to the new one."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department"
        TOPIC = "topic"
        DOCTOR = "doctor"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.SlugField(max_length=80)
    current = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} → {self.current}"
