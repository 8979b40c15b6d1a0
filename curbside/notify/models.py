"""Mails to be sent and sent. No body is kept: it is made when it is sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from curbside.consult.models import Question
from curbside.core import clock, languages
from curbside.explain.models import Version
from curbside.library.models import Entry


class Mail(models.Model):
    """One mail to one person about one thing that happened. ``cause`` names the event, or the day
    of a digest, so that the same thing is told once.
    """

    public_id = models.CharField(max_length=10, unique=True)
    cause = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="mails")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails"
    )  # none: the asker of the question
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=8, choices=languages.CHOICES)
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # it was no longer true when it was its turn
    used_at = models.DateTimeField(null=True)  # its link has done what it can do once

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "kind", "user"], name="told_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(question__isnull=False) | Q(user__isnull=False),
                name="mail_is_to_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"],
                name="mail_unsent",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.cause}"


class Named(models.Model):
    """An explanation that a mail is about, as it then stood, and why (``explain.following``)."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="named")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    edit = models.PositiveIntegerField()
    why = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mail", "version"], name="named_once")]

    def __str__(self) -> str:
        return f"version {self.version_id} in mail {self.mail_id}"


class Unsubscribed(models.Model):
    """A kind of mail that somebody wants no more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="unsubscribed_once")]

    def __str__(self) -> str:
        return f"{self.kind} not for {self.user_id}"


class Digest(models.Model):
    """How often somebody wants their overview; without a row, daily. Never is ``Unsubscribed``."""

    class Often(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    often = models.CharField(max_length=6, choices=Often.choices, default=Often.DAILY)

    def __str__(self) -> str:
        return f"{self.often} for {self.user_id}"
