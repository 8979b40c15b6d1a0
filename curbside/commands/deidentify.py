"""`curbside deidentify`: replaces identifiers, for whoever measures or reuses the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from curbside.commands.jsonlines import answer_all


def run(
    json: Annotated[
        bool, typer.Option("--json", help='Read {"id", "text"} lines, write a JSON line each.')
    ] = False,
) -> None:
    """Find what may tell who someone is, and write something readable in its place."""
    if not json:
        raise typer.BadParameter("say --json; results are for programs", param_hint="--json")
    answer_all(answer)


def answer(texts: Sequence[str]) -> list[dict[str, Any]]:
    """The result line of each text, without the id; offsets are into the text that came."""
    from curbside.safety.deidentify import deidentify

    results = []
    for text in texts:
        written, spans = deidentify(text)
        found = [
            {"start": s.start, "end": s.end, "type": s.type, "replacement": s.replacement}
            for s in spans
        ]
        results.append({"text": written, "spans": found})
    return results
