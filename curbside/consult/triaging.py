"""Red flags in what an asker wrote, as a question keeps them. Levels only ever rise here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curbside.consult.models import Question
from curbside.safety.triage import Level, Triage, assess_parts


def assess(parts: Mapping[str, str], language: str, age_band: str, sex: str) -> Triage:
    """The flags of several parts of a form, each naming its part."""
    return assess_parts(parts, language=language, age_band=age_band, sex=sex)


def stored(triage: Triage) -> list[dict[str, Any]]:
    """The flags as a question keeps them: where they stand, not what stands there."""
    return [
        {
            "code": flag.code,
            "level": int(flag.level),
            "part": flag.part,
            "start": flag.start,
            "end": flag.end,
        }
        for flag in triage.flags
    ]


def emergency_codes(triage: Triage) -> set[str]:
    """The codes whose advice must be seen before a form is sent."""
    return {flag.code for flag in triage.flags if flag.level == Level.EMERGENCY}


def add(question: Question, part: str, text: str) -> Triage:
    """Take what the asker says later into account: flags are added, the level never falls.

    Save ``flags`` and ``level`` yourself.
    """
    found = assess({part: text}, question.language, question.age_band, question.sex)
    question.flags = [*question.flags, *stored(found)]
    question.level = max(question.level, int(found.level))
    return found
