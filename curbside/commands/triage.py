"""`curbside triage`: red flags in people's own words, as JSON lines. Needs no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from curbside.commands.jsonl_commands import Json
from curbside.commands.jsonlines import Line, answer_lines

Country = Annotated[
    str,
    typer.Option(
        "--country",
        envvar="CURBSIDE_COUNTRY",
        help="Whose telephone numbers the advice names.",
    ),
]


def run(json: Json = False, country: Country = "TW") -> None:
    """Say how urgent each text is, and which words of it say so."""
    if not json:
        raise typer.BadParameter("say --json; results are for programs", param_hint="--json")
    answer_lines(lambda lines: _triaged(lines, country))


def _triaged(lines: Sequence[Line], country: str) -> list[dict[str, Any]]:
    return [_result(line, country) for line in lines]


def _result(line: Line, country: str) -> dict[str, Any]:
    """The level and the flags of one line; ``age_band`` and ``sex`` of the line are heeded."""
    from curbside.core.languages import guess
    from curbside.safety.triage import assess, fill

    language = _said(line.row, "language") or guess(line.text)
    triage = assess(
        line.text,
        language=language,
        age_band=_said(line.row, "age_band"),
        sex=_said(line.row, "sex"),
    )
    services = _services(country, language)
    return {
        "level": str(triage.level),
        "flags": [
            {
                "code": flag.code,
                "span": [flag.start, flag.end],
                "advice": fill(flag.advice, services, language),
            }
            for flag in triage.flags
        ],
    }


def _said(row: Mapping[str, Any], name: str) -> str:
    """The field of a line where it is text; anything else says nothing."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _services(country: str, language: str) -> dict[str, str]:
    from curbside.safety.services import for_country

    return for_country(country).placeholders(language)
