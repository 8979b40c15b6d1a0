"""An invitation to answer as a doctor, sent to an email address and used once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from curbside.core import clock, ids
from curbside.people.models.user import User


class Invitation(models.Model):
    """Open until it expires, is withdrawn, or is accepted by the account with this address."""

    public_id = models.CharField(max_length=10, unique=True, default=ids.public_id)
    email = models.EmailField(max_length=254)
    language = models.CharField(
        max_length=8, choices=User.Language.choices, default=User.Language.ENGLISH
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
