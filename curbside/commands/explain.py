"""`curbside explain`: explanations of questions with their replies, as JSON lines; or drafts beside
what the library holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curbside.commands.jsonl_commands import Json
from curbside.commands.jsonlines import SOME_BAD, Line, answer_lines
from curbside.commands.progress import Meter
from curbside.commands.setup import connect_with_catalogue
from curbside.commands.triage import Country

if TYPE_CHECKING:
    from curbside.explain.model import Asked, Composition

ReplyField = Annotated[
    str, typer.Option("--reply-field", help="The field of a line that holds the doctor's reply.")
]


All = Annotated[
    bool, typer.Option("--all", help="Compose drafts beside the library's answers instead.")
]
Department = Annotated[
    str, typer.Option(help="With --all: only answers of this department, by its slug.")
]
Limit = Annotated[
    int, typer.Option(min=0, help="With --all: at most so many answers; 0 for all there are.")
]
Lacking = Annotated[
    bool,
    typer.Option("--lacking", help="With --all: also those there was too little evidence for."),
]


def run(  # noqa: PLR0913, PLR0917 - each is an option of the command
    json: Json = False,
    reply_field: ReplyField = "reply",
    country: Country = "TW",
    every: All = False,
    department: Department = "",
    limit: Limit = 0,
    lacking: Lacking = False,
) -> None:
    """Explain each question and its reply from the evidence, every sentence with its source."""
    if json == every:
        raise typer.BadParameter(
            "say one of them: --json for programs, --all for the library", param_hint="--json"
        )
    if every:
        _fill(department, limit, lacking)
        return
    connect_with_catalogue()
    answer_lines(lambda lines: _explained(lines, reply_field, country))


def _fill(department: str, limit: int, lacking: bool) -> None:
    """Drafts beside the library's answers; exits 1 where one could not be explained."""
    connect_with_catalogue()
    from curbside.explain import filling

    with Meter("answers") as meter:
        done = filling.fill(department, limit or None, lacking=lacking, told=meter.update)
    typer.echo(
        f"Drafts beside {done.drafts:,} answers; too little evidence for {done.lacking:,}."
        + (f" {done.failed:,} could not be explained." if done.failed else "")
    )
    if done.failed:
        raise typer.Exit(SOME_BAD)


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
