"""Whom to call in a country: frozen values, without files or settings.

Says nothing about when to call; that is the red flags' business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from curbside.core.languages import is_chinese

Kind = Literal["emergency", "police", "crisis", "poison", "abuse", "advice"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CHECK_EVERY = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One service and how to reach it.

    ``number`` is as people write it, ``link`` as a page links it (``tel:`` or ``sms:``); both are
    empty for a service that exists but whose number nobody told us. ``note_*`` say hours or where
    the service exists, and may be empty.
    """

    kind: Kind
    name_en: str
    name_zh: str
    number: str
    link: str
    note_en: str = ""
    note_zh: str = ""

    def name(self, language: str) -> str:
        """The service's name in English or Traditional Chinese."""
        return self.name_zh if is_chinese(language) else self.name_en

    def note(self, language: str) -> str:
        """Hours or limits, in the language; often empty."""
        return self.note_zh if is_chinese(language) else self.note_en

    def words(self, language: str) -> str:
        """What stands in a sentence after "call": the number, or the name where there is none."""
        return self.number or self.name(language)


@dataclass(frozen=True)
class Services:
    """The lines of one country, the most important of a kind first. The first is for emergencies.

    ``confirmed_by`` names who compared the numbers with the services' own pages on ``checked``;
    while it is empty, nobody has.
    """

    country: str
    name_en: str
    name_zh: str
    checked: date
    confirmed_by: str
    lines: tuple[Line, ...]

    @property
    def emergency(self) -> Line:
        """Ambulance."""
        return self.first("emergency")

    @property
    def police(self) -> Line:
        """For danger from a person."""
        return self.first("police")

    @property
    def crisis(self) -> Line:
        """For thoughts of suicide or self-harm."""
        return self.first("crisis")

    @property
    def poison(self) -> Line:
        """For something swallowed, touched or breathed in."""
        return self.first("poison")

    @property
    def abuse(self) -> Line:
        """For violence or abuse at home."""
        return self.first("abuse")

    @property
    def advice(self) -> Line | None:
        """For advice that cannot wait but is no emergency; few countries have such a line."""
        return next(iter(self.of("advice")), None)

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """All lines of a kind, in the order of the file; may be empty."""
        return tuple(line for line in self.lines if line.kind == kind)

    def first(self, kind: Kind) -> Line:
        """The first line of a kind, or the emergency line where the country has none."""
        return next(iter(self.of(kind) or self.of("emergency")))

    def placeholders(self, language: str) -> dict[str, str]:
        """What to put for ``{emergency}``, ``{crisis_line}`` … in the advice of a red flag."""
        return {
            "emergency": self.emergency.words(language),
            "crisis_line": self.crisis.words(language),
            "poison_line": self.poison.words(language),
            "violence_line": self.abuse.words(language),
        }

    def needs_checking(self, today: date) -> bool:
        """Whether nobody has confirmed the numbers, or not for a year."""
        return not self.confirmed_by or today - self.checked > CHECK_EVERY
