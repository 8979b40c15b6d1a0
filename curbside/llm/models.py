"""What a language model has cost, by the day. No word of what was asked or answered."""

from __future__ import annotations

from django.db import models


class Spending(models.Model):
    """The tokens of one day (UTC), those of calls under way included."""

    day = models.DateField(primary_key=True)
    tokens = models.PositiveBigIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.tokens} tokens on {self.day}"
