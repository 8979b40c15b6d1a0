"""What an account may do beyond asking."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from curbside.catalog.models import Department
from curbside.core import clock


class Role(models.Model):
    """One thing a person may do. An asker has none; a lead leads one department a row."""

    class Kind(models.TextChoices):
        DOCTOR = "doctor"
        LEAD = "lead"
        EDITOR = "editor"
        ADMINISTRATOR = "administrator"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "department"], nulls_distinct=False, name="role_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="lead", department__isnull=False)
                | (~Q(kind="lead") & Q(department__isnull=True)),
                name="role_department_of_leads_only",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
