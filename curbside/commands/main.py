"""The entry point `curbside`: registers the sub-commands and turns errors into one sentence.

Imports no Django and no room that needs one, so that `curbside --help` answers at once; the
sub-commands import what they need when they run (see ``setup``).
"""

from __future__ import annotations

import os
import sys

import typer

from curbside.commands import (
    appoint,
    audit,
    catalog,
    deidentify,
    doctor,
    evidence,
    explain,
    export,
    import_records,
    jsonl_commands,
    reindex,
    route,
    search,
    topics,
    triage,
    up,
    withdraw,
    worker,
)
from curbside.core.errors import CurbsideError

CANNOT_RUN = 2

app = typer.Typer(
    name="curbside",
    help="A public library of doctors' answers: import them, index them, find them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
SERVICE, LIBRARY, ENGINES = "The service", "The library", "The engines, one a command"
app.command("up", rich_help_panel=SERVICE)(up.run)
app.command("worker", rich_help_panel=SERVICE)(worker.run)
app.command("doctor", rich_help_panel=SERVICE)(doctor.run)
app.command("appoint", rich_help_panel=SERVICE)(appoint.run)
app.add_typer(audit.app, name="audit", rich_help_panel=SERVICE)
app.command("import", rich_help_panel=LIBRARY)(import_records.run)
app.add_typer(catalog.app, name="catalog", rich_help_panel=LIBRARY)
app.add_typer(evidence.app, name="evidence", rich_help_panel=LIBRARY)
app.command("reindex", rich_help_panel=LIBRARY)(reindex.run)
app.command("export", rich_help_panel=LIBRARY)(export.run)
app.command("withdraw", rich_help_panel=LIBRARY)(withdraw.run)
app.command("search", rich_help_panel=ENGINES)(search.run)
app.command("similar", rich_help_panel=ENGINES)(jsonl_commands.similar)
app.add_typer(route.app, name="route", rich_help_panel=ENGINES)
app.add_typer(topics.app, name="topics", rich_help_panel=ENGINES)
app.command("headline", rich_help_panel=ENGINES)(jsonl_commands.headline)
app.command("triage", rich_help_panel=ENGINES)(triage.run)
app.command("explain", rich_help_panel=ENGINES)(explain.run)
app.command("deidentify", rich_help_panel=ENGINES)(deidentify.run)


def run() -> None:
    """Run the command line; exit 2 with one sentence where it cannot work."""
    # NumPy's products are small here; threads that wait for each other made linking seven times
    # slower on a busy machine. Read when NumPy is first imported, so it has to be said before.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except CurbsideError as problem:
        _fail(str(problem))
    except Exception as problem:
        sentence = _database_trouble(problem)
        if sentence is None:
            raise
        _fail(sentence)


def _fail(sentence: str) -> None:
    typer.secho(sentence, err=True, fg=typer.colors.RED)
    sys.exit(CANNOT_RUN)


def _database_trouble(problem: Exception) -> str | None:
    """The sentence for a database that fails while a command runs; None for anything else."""
    if not any(kind.__name__ == "OperationalError" for kind in type(problem).__mro__):
        return None
    state = getattr(problem.__cause__ or problem, "sqlstate", None)
    if state is None or state.startswith(("08", "57P")):
        from curbside.core.database import explain

        return str(explain(str(problem)))
    if state.startswith("53"):
        return f"The database server has run out of room: {str(problem).strip()}"
    return None
