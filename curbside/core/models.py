"""Tables that belong to no room: the audit trail and the generation of the public library."""

from __future__ import annotations

from django.db import models

from curbside.core import clock


class AuditLine(models.Model):
    """Who did what to which thing, and when. Written in the transaction of the deed."""

    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"


class Generation(models.Model):
    """One row whose number grows with every change of what the public may see."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="generation_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.number)
