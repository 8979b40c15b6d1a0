"""Whom to call, for the box that says when to seek care and the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from curbside.safety.services import Services, for_country


@dataclass(frozen=True)
class CareNumbers:
    """Telephone numbers as dialled; ``advice`` is a line for advice that is not an emergency."""

    emergency: str
    distress: str
    advice: str = ""


def services() -> Services:
    """The lines of the country the service is set up for, by the operator's own file if any."""
    environment = settings.ENVIRONMENT
    file = environment.curbside_services_file
    return for_country(environment.curbside_country, Path(file) if file else None)


def numbers() -> CareNumbers:
    """The numbers that stand on every page."""
    known = services()
    advice = known.advice
    return CareNumbers(
        emergency=known.emergency.number,
        distress=known.crisis.number,
        advice=advice.number if advice else "",
    )
