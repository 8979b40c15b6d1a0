"""What every page needs to know about the service, with or without a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info

from curbside.web import care


@dataclass(frozen=True)
class LanguageChoice:
    """A language the page can be read in, and the address that switches to it."""

    code: str
    name: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor: ``about_site`` for the address that was asked for."""
    return about_site(request.get_full_path())


def about_site(address: str) -> dict[str, Any]:
    """What the frame of the page at ``address`` (path and query) shows. Asks no database."""
    return {
        "site_name": settings.ENVIRONMENT.curbside_site_name,
        "base_url": settings.BASE_URL,
        "page_address": address,
        "care": care.numbers(),
        "languages": languages(address),
    }


def languages(address: str) -> list[LanguageChoice]:
    """Every language of the service, each leading back to ``address``."""
    here = get_language() or settings.LANGUAGE_CODE
    return [
        LanguageChoice(
            code=code,
            name=get_language_info(code)["name_local"],
            url=f"{reverse('set-language', args=[code])}?{urlencode({'next': address})}",
            current=code == here,
        )
        for code, _ in settings.LANGUAGES
    ]
