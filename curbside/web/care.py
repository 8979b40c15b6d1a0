"""Whom to call: the numbers of each country, for the box that says when to seek care.

Sources: the countries' own public services (Taiwan 119 and 1925; United States 911 and 988;
United Kingdom 999, 111 and Samaritans 116 123; European Union 112).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class CareNumbers:
    """Telephone numbers as dialled; ``advice`` is a line for advice that is not an emergency."""

    emergency: str
    distress: str
    advice: str = ""


NUMBERS = {
    "TW": CareNumbers("119", "1925"),
    "US": CareNumbers("911", "988"),
    "GB": CareNumbers("999", "116 123", "111"),
    "EU": CareNumbers("112", "116 123"),
}


def numbers() -> CareNumbers:
    """The numbers of the country the service is set up for."""
    return NUMBERS[settings.ENVIRONMENT.curbside_country]
