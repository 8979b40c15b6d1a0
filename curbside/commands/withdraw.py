"""`curbside withdraw`: take an answer out of the library, at once and everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from curbside.commands import setup


def run(
    public_id: Annotated[
        str, typer.Argument(help="The ten characters after /q/ in the answer's address.")
    ],
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")],
) -> None:
    """Withdraw an answer: from its page, search, lists, feeds and the sitemap, at once."""
    setup.connect()
    from curbside.library import operations

    operations.withdraw(public_id, actor="curbside withdraw", reason=reason)
    setup.say(f"Withdrawn: {public_id}.")
