"""A start-up check: sample people, who need no second factor, are for one's own machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LOCAL = {"localhost", "127.0.0.1", "::1"}


@register
def sample_people(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Sample accounts are switched on only where nobody else can reach them."""
    environment = settings.ENVIRONMENT
    return sample_problems(environment.curbside_sample_people, environment.curbside_base_url)


def sample_problems(switched_on: bool, base_url: str) -> list[CheckMessage]:
    """What is wrong with having sample people at this public address."""
    if not switched_on or urlsplit(base_url).hostname in LOCAL:
        return []
    hint = "Set CURBSIDE_SAMPLE_PEOPLE=false, or CURBSIDE_BASE_URL to this machine."
    text = "Sample people may sign in without a second factor, and others can reach them."
    return [Error(text, hint=hint, id="curbside.people.E001")]
