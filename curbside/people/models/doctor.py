"""Who replies: a doctor, or a publisher. One person is one row, however the name is typed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from curbside.catalog.models import Department, localized


class Doctor(models.Model):
    """Whoever a reply is signed by. ``name_key`` is the name folded so that one doctor who is
    written "Dr. Ann Lee", "dr ann lee" or "Ann Lee, MD" stays one doctor. One that came with an
    import can be ``joined_to`` that of an account; readers then meet that one only.
    """

    class Kind(models.TextChoices):
        DOCTOR = "doctor"
        PUBLISHER = "publisher"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DOCTOR)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=60, blank=True)
    name_key = models.CharField(max_length=160, unique=True)
    credential_en = models.CharField(max_length=120, blank=True)
    credential_zh = models.CharField(max_length=80, blank=True)
    bio_en = models.TextField(blank=True)
    bio_zh = models.TextField(blank=True)
    url = models.URLField(max_length=300, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    sample = models.BooleanField(default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="doctor"
    )
    joined_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joined"
    )

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(joined_to__isnull=True) | models.Q(user__isnull=True),
                name="doctor_of_an_account_is_joined_to_none",
            )
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        return localized(self.name_en, self.name_zh)

    @property
    def credential(self) -> str:
        return localized(self.credential_en, self.credential_zh)

    @property
    def bio(self) -> str:
        return localized(self.bio_en, self.bio_zh)
