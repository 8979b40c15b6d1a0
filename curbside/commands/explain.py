"""`curbside explain`: explanations of questions with their replies, as JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curbside.commands.jsonl_commands import Json
from curbside.commands.jsonlines import Line, answer_lines
from curbside.commands.setup import connect_with_catalogue
from curbside.commands.triage import Country

if TYPE_CHECKING:
    from curbside.explain.model import Asked, Composition

ReplyField = Annotated[
    str, typer.Option("--reply-field", help="The field of a line that holds the doctor's reply.")
]


def run(json: Json = False, reply_field: ReplyField = "reply", country: Country = "TW") -> None:
    """Explain each question and its reply from the evidence, every sentence with its source."""
    if not json:
        raise typer.BadParameter("say --json; results are for programs", param_hint="--json")
    connect_with_catalogue()
    answer_lines(lambda lines: _explained(lines, reply_field, country))


def _explained(lines: Sequence[Line], reply_field: str, country: str) -> list[dict[str, Any]]:
    from curbside.explain.engine import explain

    return [_shown(explain(_asked(line, reply_field), country)) for line in lines]


def _asked(line: Line, reply_field: str) -> Asked:
    """What a line asks; ``headline``, ``language``, ``age_band`` and ``sex`` are heeded."""
    from curbside.core.languages import guess
    from curbside.explain.model import Asked

    def said(name: str) -> str:
        value = line.row.get(name)
        return value if isinstance(value, str) else ""

    return Asked(
        question=line.text,
        reply=said(reply_field),
        language=said("language") or guess(line.text),
        headline=said("headline"),
        age_band=said("age_band"),
        sex=said("sex"),
        department=said("department"),
    )


def _shown(made: Composition) -> dict[str, Any]:
    """The result line of an explanation, without the id."""
    return {
        "sections": [
            {
                "facet": str(section.facet),
                "sentences": [
                    {
                        "text": sentence.text,
                        "citations": [
                            {"ref": cited.ref, "url": cited.url, "quote": cited.quote}
                            for cited in sentence.citations
                        ],
                    }
                    for sentence in section.sentences
                ],
            }
            for section in made.sections
        ]
    }
