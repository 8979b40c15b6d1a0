"""`curbside evidence`: the sources that explanations rest on, listed and looked after."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Annotated

import typer

from curbside.commands import setup
from curbside.core.errors import BadInput

if TYPE_CHECKING:
    from curbside.evidence.models import Source

ACTOR = "curbside evidence"
STATES = ("current", "expired", "superseded", "withdrawn")
app = typer.Typer(help="The sources that explanations rest on.", no_args_is_help=True)
PublicId = Annotated[
    str, typer.Argument(help="The ten characters after /evidence/ in the source's address.")
]


@app.command("list")
def list_(
    state: Annotated[
        str, typer.Option(help="Only sources in this state: " + ", ".join(STATES) + ".")
    ] = "",
    collection: Annotated[str, typer.Option(help="Only sources of this import.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON lines.")] = False,
) -> None:
    """List sources, those to be read again soonest first."""
    if state and state not in STATES:
        raise BadInput(f"There is no state {state!r}.", f"States are: {', '.join(STATES)}.")
    setup.connect()
    from curbside.evidence import queries

    for source in queries.listed(state, collection, limit):
        typer.echo(json.dumps(_fields(source), ensure_ascii=False) if as_json else _line(source))
    if not as_json:
        held = queries.counts()
        setup.say(f"{held['sources']:,} sources with {held['passages']:,} passages may be cited.")


def _fields(source: Source) -> dict[str, object]:
    return {
        "public_id": source.public_id,
        "collection": source.collection,
        "ref": source.ref,
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "state": source.state,
        "review_by": source.review_by.isoformat() if source.review_by else None,
        "left_out": source.left_out,
    }


def _line(source: Source) -> str:
    due = source.review_by.isoformat() if source.review_by else "no date   "
    return (
        f"{source.public_id}  {source.state:10}  {due}  {source.collection}:{source.ref}"
        f"  {source.title}"
    )


@app.command()
def withdraw(
    public_id: PublicId,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")],
) -> None:
    """Take a source out: nothing is found in it or rests on it from now on."""
    setup.connect()
    from curbside.evidence import operations

    operations.withdraw(public_id, ACTOR, reason)
    setup.say(f"Withdrawn: {public_id}. What rested on it is flagged.")


@app.command()
def supersede(
    public_id: PublicId,
    by: Annotated[str, typer.Option(help="The newer source, by its own ten characters.")],
) -> None:
    """Let a newer source stand for an old one, which stays readable and says so."""
    setup.connect()
    from curbside.evidence import operations

    operations.supersede(public_id, by, ACTOR)
    setup.say(f"Superseded: {public_id} by {by}. What rested on it is flagged.")


@app.command()
def renew(
    public_id: PublicId,
    until: Annotated[str, typer.Option(help="When to read it again, such as 2028-05-31.")],
) -> None:
    """Note that a source was read again and still holds."""
    try:
        day = dt.date.fromisoformat(until)
    except ValueError:
        raise BadInput(f"{until} is no date.", "Write it as 2028-05-31.") from None
    setup.connect()
    from curbside.evidence import operations

    operations.renew(public_id, ACTOR, day)
    setup.say(f"Read again: {public_id}, to be looked at by {day.isoformat()}.")
