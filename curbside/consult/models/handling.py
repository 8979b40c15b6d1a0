"""Who took a question, what was decided, and the trail of it. Events hold ids, never words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from curbside.catalog.models import Department
from curbside.consult.models.question import AskDraft, Question
from curbside.core import clock
from curbside.library.models import Entry

USER = settings.AUTH_USER_MODEL


class Claim(models.Model):
    """A doctor takes a question. Open until ``ended_at``; a question has one open claim at most."""

    class Ended(models.TextChoices):
        REPLIED = "replied"
        HANDED_BACK = "handed-back"
        EXPIRED = "expired"
        MOVED = "moved"
        REFERRED = "referred"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    question = models.ForeignKey(Question, models.CASCADE, related_name="claims")
    doctor = models.ForeignKey(USER, models.PROTECT, related_name="claims")
    claimed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=12, choices=Ended.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_claim",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_by="")),
                name="claim_ends_by_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["doctor"], name="claim_open", condition=models.Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"claim {self.pk} of question {self.question_id}"


class Decision(models.Model):
    """What was decided other than by a reply, with words: for the asker where it ends the
    question, for colleagues where it moves it or sets its level.
    """

    class Kind(models.TextChoices):
        DECLINED = "declined"
        REFERRED = "referred"
        MOVED = "moved"
        LEVEL = "level"

    question = models.ForeignKey(Question, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    text = models.TextField()
    from_department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    to_department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} question {self.question_id}"


class Event(models.Model):
    """Something happened to a question. ``actor`` is "asker", "system" or "person:ID"; ``detail``
    holds ids, counts and codes only. Whoever tells people of it reads it by its id.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30)
    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of question {self.question_id}"


class Suggestion(models.Model):
    """An entry that "already answered?" showed beside a form, and whether it answered."""

    draft = models.ForeignKey(AskDraft, models.SET_NULL, null=True, related_name="suggestions")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="suggestions")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    shown_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "entry"], name="suggested_once_a_draft")
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class Sending(models.Model):
    """That a question was sent, for the limits; names nobody and is forgotten after two days."""

    email_hash = models.CharField(max_length=64)
    network_hash = models.CharField(max_length=64)
    account_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["email_hash", "at"], name="sending_by_email"),
            models.Index(fields=["network_hash", "at"], name="sending_by_network"),
            models.Index(fields=["account_hash", "at"], name="sending_by_account"),
        ]

    def __str__(self) -> str:
        return f"sending {self.pk}"


class Target(models.Model):
    """Within how many hours a department means to answer a routine question; without a row, the
    policy's.
    """

    department = models.OneToOneField(Department, models.CASCADE, related_name="target")
    hours = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.hours} h in department {self.department_id}"
