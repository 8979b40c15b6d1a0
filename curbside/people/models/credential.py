"""A doctor's registration as they state it, the evidence, and what an administrator decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from curbside.core import clock, ids
from curbside.people.models.doctor import Doctor


class Credential(models.Model):
    """One registration. It counts while ``verified`` and not past ``expires_on`` (see ``rules``);
    lapsing therefore changes no row. ``note`` is the reason of a refusal or revocation;
    ``reminded`` how many days before the end the last reminder was about.
    """

    class State(models.TextChoices):
        APPLIED = "applied"
        VERIFIED = "verified"
        REFUSED = "refused"
        REVOKED = "revoked"

    public_id = models.CharField(max_length=10, unique=True, default=ids.public_id)
    doctor = models.ForeignKey(Doctor, models.CASCADE, related_name="credentials")
    registration_number = models.CharField(max_length=60)
    authority = models.CharField(max_length=120)
    specialty = models.CharField(max_length=120)
    expires_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.APPLIED)
    applied_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reminded = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-applied_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["doctor"], condition=Q(state="applied"), name="credential_one_application"
            ),
            models.CheckConstraint(
                condition=Q(state="applied", decided_at__isnull=True)
                | (~Q(state="applied") & Q(decided_at__isnull=False)),
                name="credential_decided_when_not_applied",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "revoked"]) | ~Q(note=""),
                name="credential_no_refusal_without_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="credential_state_expiry")]

    def __str__(self) -> str:
        return f"{self.doctor} {self.state}"


class Evidence(models.Model):
    """The file that shows a registration, as it was sent. For administrators only; a table of its
    own so that no list of credentials loads it.
    """

    credential = models.OneToOneField(Credential, models.CASCADE, related_name="evidence")
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.media_type
