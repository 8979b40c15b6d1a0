"""`curbside appoint`: a role from the command line; how the first administrator is made."""

from __future__ import annotations

from typing import Annotated

import typer

from curbside.commands import setup


def run(
    email: Annotated[str, typer.Argument(help="The email address of the account.")],
    role: Annotated[str, typer.Argument(help="doctor, lead, editor or administrator.")],
    department: Annotated[
        str, typer.Option(help="Of a lead: the department, as in its address.")
    ] = "",
) -> None:
    """Give an account a role, making the account where there is none.

    Whoever reads that address signs in with a code sent to it, and sets up a second factor.
    """
    setup.connect()
    from curbside.people import accounts

    accounts.appoint(email, role, department, actor="curbside appoint")
    setup.say(f"Done: {role}. They sign in with a code sent to that address.")
