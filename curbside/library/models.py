"""Entries and replies. Reading them for the public goes through ``queries.visible()`` only."""

from __future__ import annotations

from django.db import models

from curbside.catalog.models import Department, Topic
from curbside.core import clock, languages, markdown
from curbside.people.models import Doctor


class Source(models.Model):
    """Where imported entries come from, such as MedQuAD; says whether they are samples."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    licence = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=300, blank=True)
    sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """A de-identified question with its replies. Public when ``state`` is published."""

    class State(models.TextChoices):
        HELD = "held"  # imported, not yet let out
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    class Standing(models.TextChoices):
        CURRENT = "current"
        OUTDATED = "outdated"  # still there to read, with a warning
        SUPERSEDED = "superseded"  # another entry says it better now

    class RoutedBy(models.TextChoices):
        SOURCE = "source"
        ROUTING = "routing"
        EDITOR = "editor"

    public_id = models.CharField(max_length=10, unique=True)
    slug = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    language = models.CharField(max_length=8, choices=languages.CHOICES)
    department = models.ForeignKey(Department, models.PROTECT, related_name="entries")
    department_by = models.CharField(max_length=8, choices=RoutedBy.choices)
    topics: models.ManyToManyField[Topic, EntryTopic] = models.ManyToManyField(
        Topic, through="EntryTopic", related_name="entries"
    )
    headline = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    question = models.TextField(blank=True)
    asker_form = models.CharField(max_length=4, blank=True)
    asker_initial = models.CharField(max_length=2, blank=True)
    age_band = models.CharField(max_length=6, blank=True)
    sex = models.CharField(max_length=6, blank=True)
    asked = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="entries")
    source_ref = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_hash = models.CharField(max_length=32, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=clock.now)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.CURRENT)
    superseded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_ref"],
                condition=~models.Q(source_ref=""),
                name="entry_once_per_source",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_by__isnull=True) | models.Q(standing="superseded"),
                name="only_superseded_has_a_successor",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="entry_newest",
                condition=models.Q(state="published"),
            ),
            models.Index(
                fields=["department", "-published_at", "-id"],
                name="entry_newest_in_department",
                condition=models.Q(state="published"),
            ),
            models.Index(
                fields=["language", "-published_at", "-id"],
                name="entry_newest_in_language",
                condition=models.Q(state="published"),
            ),
            models.Index(
                fields=["review_by"],
                name="entry_review_due",
                condition=models.Q(state="published", review_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"

    @property
    def ref(self) -> str:
        """The imported record's own id where there is one, else the public id."""
        return self.source_ref or self.public_id


class Reply(models.Model):
    """One turn under a question: a doctor's reply, or the asker's follow-up (no doctor)."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="replies")
    position = models.PositiveSmallIntegerField()
    doctor = models.ForeignKey(
        Doctor, models.PROTECT, null=True, blank=True, related_name="replies"
    )
    marked = models.BooleanField(default=False)  # written here, in the Markdown of core.markdown
    signed_as = models.ForeignKey(
        Doctor, models.PROTECT, null=True, blank=True, related_name="+"
    )  # what its source signed it with, where that is joined to the doctor's own signature
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="reply_position_once"),
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(link=""), name="reply_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"reply {self.position} of entry {self.entry_id}"

    @property
    def plain(self) -> str:
        """The words without marks."""
        return markdown.plain(self.text) if self.marked else self.text


class EntryTopic(models.Model):
    """A topic an entry is listed under; ``score`` in (0, 1] orders a topic's entries."""

    entry = models.ForeignKey(Entry, models.CASCADE)
    topic = models.ForeignKey(Topic, models.CASCADE)
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["entry", "topic"], name="entry_topic_once")]
        indexes = [models.Index(fields=["topic", "-score", "-entry"])]

    def __str__(self) -> str:
        return f"entry {self.entry_id} topic {self.topic_id}"
