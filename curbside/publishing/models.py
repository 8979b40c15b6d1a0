"""A publication: what is proposed to be public of one consult, and how far that has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from curbside.catalog.models import Department
from curbside.consult.models import Question
from curbside.core import clock
from curbside.library.models import Entry
from curbside.publishing import marks
from curbside.publishing.marks import Marked


class Publication(models.Model):
    """The way of one answered question to the public; its entry is ``question.entry``. ``version``
    grows with every change an editor makes, so that an edit over someone else's is refused.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"  # an editor goes through the marks
        PREVIEW = "preview"  # the asker may look, and stop it
        PUBLISHED = "published"
        STOPPED = "stopped"  # by the asker, before it was public
        WITHDRAWN = "withdrawn"  # by the asker or an editor, afterwards

    question = models.OneToOneField(Question, models.CASCADE, related_name="publication")
    ref = models.CharField(max_length=10, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    headline = models.CharField(max_length=200, blank=True)
    department = models.ForeignKey(Department, models.PROTECT)
    topics = models.JSONField(default=list)  # topic ids, best first
    warnings_read = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    preview_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "stopped", "withdrawn"])
                | Q(confirmed_at__isnull=False, preview_until__isnull=False),
                name="nothing_goes_on_unconfirmed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["preview_until"], name="publication_due", condition=Q(state="preview")
            ),
            models.Index(
                fields=["proposed_at"], name="publication_waiting", condition=Q(state="proposed")
            ),
        ]

    def __str__(self) -> str:
        return f"publication {self.ref} ({self.state})"


class Part(models.Model):
    """One text of the consult: title, question, a reply, a follow-up. Its words as they were
    written, with the marks over them.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    in_markdown = models.BooleanField(default=False)  # as the reply says of itself

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "key"], name="part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of publication {self.publication_id}"

    def marked(self) -> list[Marked]:
        """The marks over this text, in order."""
        return [mark.plain() for mark in self.marks.all()]

    def published(self) -> str:
        """The text as the public may read it."""
        return marks.published(self.text, self.marked(), marked=self.in_markdown)


class Mark(models.Model):
    """Characters ``start`` to ``end`` of a part, and what stands there instead."""

    class State(models.TextChoices):
        PROPOSED = marks.PROPOSED
        ACCEPTED = marks.ACCEPTED
        REJECTED = marks.REJECTED

    part = models.ForeignKey(Part, models.CASCADE, related_name="marks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    type = models.CharField(max_length=30)
    replacement = models.CharField(max_length=160)
    origin = models.CharField(max_length=6, choices=[(o, o) for o in (marks.ENGINE, marks.PERSON)])
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["part", "start"], name="mark_starts_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mark_has_length"),
        ]

    def __str__(self) -> str:
        return f"{self.type} at {self.start} of part {self.part_id}"

    def plain(self) -> Marked:
        """The mark apart from the database."""
        return Marked(self.start, self.end, self.type, self.replacement, self.origin, self.state)


class Helped(models.Model):
    """That a reader said an answer helped. ``reader`` is a keyed hash of network and day: it counts
    each reader once a day and names nobody.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="helped")
    reader = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "reader", "day"], name="helped_once_a_day")
        ]

    def __str__(self) -> str:
        return f"helped by entry {self.entry_id}"


class Report(models.Model):
    """A reader says that something is wrong on a page; an editor says what came of it."""

    class Outcome(models.TextChoices):
        FIXED = "fixed"
        TAKEN_DOWN = "taken-down"
        NOTHING_WRONG = "nothing-wrong"

    public_id = models.CharField(max_length=10, unique=True)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="reports")
    text = models.TextField()
    reader = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports"
    )
    outcome = models.CharField(max_length=13, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True)
                | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="report_ends_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="report_open", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["reader", "at"], name="report_by_reader"),
        ]

    def __str__(self) -> str:
        return f"report {self.public_id}"
