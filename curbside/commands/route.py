"""`curbside route`: which department a question belongs to; and learning from the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from curbside.commands.jsonl_commands import Json, linked, need_json
from curbside.commands.jsonlines import answer_all
from curbside.commands.setup import connect, connect_with_catalogue

app = typer.Typer(
    help="Say which department each question belongs to: all of them, the likeliest first.",
    invoke_without_command=True,
)


@app.callback()
def route(context: typer.Context, json: Json = False) -> None:
    """Say which department each question belongs to: all of them, the likeliest first."""
    if context.invoked_subcommand is not None:
        return
    need_json(json)
    connect_with_catalogue()
    answer_all(_route)


@app.command("train")
def train(
    forget: Annotated[
        bool, typer.Option("--forget", help="Forget what was learned and use what ships.")
    ] = False,
) -> None:
    """Learn departments from the library's own entries, where somebody chose them."""
    connect()
    if forget:
        _forget()
        return
    from curbside.library.teaching import teach
    from curbside.search.teaching import LEAST

    taught = teach("operator")
    if taught is None:
        typer.echo(
            f"Too few entries to learn from: at least {LEAST} published ones are needed whose "
            "department their source or an editor chose. Nothing was changed."
        )
        return
    typer.echo(
        f"Learned from {taught.learned_from:,} entries, measured on {taught.measured_on:,} others:"
    )
    before, after = taught.before, taught.after
    typer.echo(f"  the first department is right: {before.top1:.1%} before, {after.top1:.1%} now")
    typer.echo(f"  the right one is among three: {before.top3:.1%} before, {after.top3:.1%} now")
    typer.echo(f"  log loss (less is better): {before.loss:.3f} before, {after.loss:.3f} now")
    typer.echo(
        "Routing uses it from now on."
        if taught.better
        else "That is no better, so routing stays as it was."
    )


def _forget() -> None:
    from curbside.search import learned

    done = learned.forget("operator")
    typer.echo("Routing uses what ships." if done else "Nothing had been learned.")


def _route(texts: Sequence[str]) -> list[dict[str, Any]]:
    from curbside.search.routing import route as ranked

    return [
        {"departments": [{"slug": d.slug, "probability": round(d.probability, 4)} for d in row]}
        for row in ranked(*linked(texts))
    ]
