"""What the rules of de-identification hand each other: candidates, spans, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# Names of types follow the presidio-research set where it has one; the rest are our own.
PERSON, ADDRESS, PLACE, ORGANISATION = "PERSON", "STREET_ADDRESS", "GPE", "ORGANIZATION"
DATE, AGE, PHONE, EMAIL, URL = "DATE_TIME", "AGE", "PHONE_NUMBER", "EMAIL_ADDRESS", "DOMAIN_NAME"
IP, CARD, IBAN, SSN = "IP_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN"
ZIP, DRIVER, NATIONALITY = "ZIP_CODE", "US_DRIVER_LICENSE", "NRP"
NATIONAL_ID, HEALTH_CARD, RECORD = "NATIONAL_ID", "HEALTH_CARD", "MEDICAL_RECORD"
PASSPORT, PLATE, ACCOUNT, DEVICE = "PASSPORT", "LICENSE_PLATE", "ACCOUNT", "DEVICE_ID"
USERNAME, ID = "USERNAME", "ID"


class Candidate(NamedTuple):
    """What one rule found in the folded text; ``label`` names the kind in its replacement."""

    start: int
    end: int
    type: str
    confidence: float
    rule: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the original text that may tell who someone is, and what to write instead.

    ``start`` and ``end`` are offsets into the original, ``confidence`` is between 0 and 1 and
    orders the spans for the person who confirms them; it is no probability. ``rule`` names the
    rule that found it.
    """

    start: int
    end: int
    type: str
    confidence: float
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class Warning:
    """A combination that may single someone out although no part of it is an identifier.

    ``code`` is one of ``old-age``, ``small-place``, ``rare-disease-with-place`` and
    ``rare-disease-with-employer``; ``span`` is where its first part stands in text number ``text``.
    """

    code: str
    text: int
    span: tuple[int, int]
