"""What an application to answer as a doctor says, and what is wrong with one. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curbside.core.errors import BadInput
from curbside.people.rules import name_key

LONGEST_YEARS = 60  # a registration said to hold for longer is a slip of the pen


@dataclass(frozen=True)
class Application:
    """A registration as a doctor states it. ``name`` is how they sign; it is kept from the first
    application on.
    """

    name: str
    registration_number: str
    authority: str
    specialty: str
    expires_on: dt.date


def cleaned(application: Application, today: dt.date) -> Application:
    """The application with its spacing tidied. Raises BadInput for what cannot be."""
    name, number, authority, specialty = (" ".join(text.split()) for text in _texts(application))
    tidy = Application(name, number, authority, specialty, application.expires_on)
    if not all(_texts(tidy)):
        raise BadInput("Something is left empty.", "Fill in every field.")
    if not name_key(tidy.name):
        raise BadInput("This name has no letter in it.", "Write the name you sign with.")
    if tidy.expires_on < today:
        raise BadInput("This registration has expired.", "Renew it first, then apply.")
    if tidy.expires_on.year > today.year + LONGEST_YEARS:
        raise BadInput("No registration holds for so long.", "Look at the date again.")
    return tidy


def _texts(application: Application) -> tuple[str, str, str, str]:
    return (
        application.name,
        application.registration_number,
        application.authority,
        application.specialty,
    )
