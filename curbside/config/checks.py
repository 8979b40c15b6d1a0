"""Start-up checks: what the settings' and other modules' docstrings promise, made sure of.

`curbside up` refuses to start on an error and repeats a warning; `curbside doctor` shows both.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from curbside.config.postgres import POOL
from curbside.safety.services import for_country

LOCAL = {"localhost", "127.0.0.1", "::1"}
FIRST, LAST = "curbside.web.middleware.SecurityHeaders", "curbside.web.middleware.ClearErrors"

Apps = Sequence[AppConfig] | None


@register
def base_url(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The public address is one a canonical link can start with."""
    return address_problems(settings.ENVIRONMENT.curbside_base_url)


def address_problems(url: str) -> list[CheckMessage]:
    """What is wrong with a public address."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        hint = "It looks like https://ask.example.org, with no path."
        return [Error(f"CURBSIDE_BASE_URL cannot be {url!r}.", hint=hint, id="curbside.E001")]
    if parts.scheme == "http" and parts.hostname not in LOCAL:
        hint = "Put a proxy with a certificate in front and say https:// in CURBSIDE_BASE_URL."
        text = "Readers' questions travel unencrypted."
        return [Warning(text, hint=hint, id="curbside.W001")]
    return []


@register
def secret_key(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The secret key is for its owner's eyes only."""
    if settings.ENVIRONMENT.curbside_secret_key:
        return []
    return key_problems(settings.ENVIRONMENT.curbside_data_dir / "secret-key")


def key_problems(path: Path) -> list[CheckMessage]:
    """What is wrong with the file of a secret key."""
    if path.stat().st_mode & 0o077:
        text = f"The secret key {path} can be read by others."
        return [Warning(text, hint=f"Say: chmod 600 {path}", id="curbside.W002")]
    return []


@register
def debug(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Tracebacks are not for readers."""
    if not settings.DEBUG:
        return []
    hint = "Unset CURBSIDE_DEBUG where others can reach this."
    return [Warning("Errors show tracebacks.", hint=hint, id="curbside.W003")]


@register
def middleware(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Security headers are on every answer, errors' too; errors are cleared next to the view."""
    if (settings.MIDDLEWARE[0], settings.MIDDLEWARE[-1]) == (FIRST, LAST):
        return []
    hint = f"{FIRST} comes first, {LAST} last."
    return [Error("MIDDLEWARE is in the wrong order.", hint=hint, id="curbside.E002")]


@register
def pool(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """No web thread waits for a connection that another one holds."""
    from curbside.commands.web_process import THREADS  # here, because it loads the server

    if POOL["max_size"] >= THREADS:
        return []
    hint = "Make the pool in config/postgres.py as large as a web worker's threads."
    return [Error("The connection pool is too small.", hint=hint, id="curbside.E003")]


@register
def emergency_numbers(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Every page names a number to call."""
    environment = settings.ENVIRONMENT
    return number_problems(environment.curbside_country, environment.curbside_services_file)


def number_problems(country: str, file: str) -> list[CheckMessage]:
    """What is wrong with the numbers of a country. Raises Misconfigured for a wrong file."""
    known = for_country(country, Path(file) if file else None)
    if known.emergency.number and known.crisis.number:
        return []
    hint = "Name them in a file and say where it is in CURBSIDE_SERVICES_FILE."
    text = f"The emergency numbers of {country} are not known."
    return [Error(text, hint=hint, id="curbside.E004")]
