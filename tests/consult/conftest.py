"""Triage by two phrases instead of its hundreds of rules, so that these tests are about consults.

``test_triage_wired.py`` asks the real engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from curbside.consult import triaging
from curbside.safety.triage import Flag, Level, Triage

EMERGENCY, URGENT = "crushing chest pain", "high fever"


def assess_parts(
    parts: Mapping[str, str], *, language: str = "", age_band: str = "", sex: str = ""
) -> Triage:
    flags = []
    for part, text in parts.items():
        for phrase, level in ((EMERGENCY, Level.EMERGENCY), (URGENT, Level.URGENT)):
            start = text.find(phrase)
            if start >= 0:
                code = phrase.replace(" ", "-").upper()
                end = start + len(phrase)
                flags.append(Flag(code, level, start, end, "Call now.", "Call", "us", "", part))
    return Triage(tuple(flags))


@pytest.fixture(autouse=True)
def two_phrases(request: pytest.FixtureRequest) -> Iterator[None]:
    if "real_triage" in request.fixturenames:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(triaging, "assess_parts", assess_parts)
        yield


@pytest.fixture
def real_triage() -> None:
    """Ask for this to use the real engine."""
