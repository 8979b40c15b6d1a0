"""Where, in which languages and how much a doctor answers, and when not."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from curbside.catalog.models import Department
from curbside.people.models.doctor import Doctor


class Availability(models.Model):
    """A doctor's own choice of departments and languages, and how many questions a week at most
    (None: as many as they take).
    """

    doctor = models.OneToOneField(Doctor, models.CASCADE, related_name="availability")
    departments = models.ManyToManyField(Department, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)  # "en", "zh"
    weekly_cap = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "availabilities"

    def __str__(self) -> str:
        return str(self.doctor)


class Away(models.Model):
    """Days, both included, on which a doctor takes no questions."""

    doctor = models.ForeignKey(Doctor, models.CASCADE, related_name="away")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="away_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"
