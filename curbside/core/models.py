"""Tables that belong to no room: the audit trail and the generation of the public library."""

from __future__ import annotations

from django.db import models

from curbside.core import clock

PEOPLE = "user:"  # how the actors of the audit trail that are people begin


class AuditLine(models.Model):
    """Who did what to which thing, and when. Written in the transaction of the deed.

    The last three fields chain it to the line before; they are empty until ``chain.seal`` has come
    by. A trigger of the database refuses every other change, and deleting.
    """

    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, unique=True, editable=False)
    previous = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"]),
            models.Index(
                fields=["id"], condition=models.Q(position__isnull=True), name="audit_not_sealed"
            ),
            models.Index(
                fields=["actor"],
                condition=models.Q(actor__startswith=PEOPLE),
                name="audit_by_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"


class AuditHead(models.Model):
    """One row: the last line of the chain. Its lock lets one process at a time add to it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.position)


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
