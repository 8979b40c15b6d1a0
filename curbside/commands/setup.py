"""What every command that needs the database does first: find it, set Django up, migrate it.

Deliberately not done when the commands are imported, so that `--help` stays fast.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import typer
from dotenv import load_dotenv

MIGRATING = 0x63757262  # the advisory lock under which one process at a time migrates


def connect() -> None:
    """Make the database ready for use: running, reachable, migrated. Raises a CurbsideError."""
    from curbside.core import database

    load_dotenv(".env")  # the settings read it too; the database must be found before them
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curbside.config.settings")
    database.prepare()

    import django

    django.setup()
    migrate()


def connect_with_catalogue() -> None:
    """As ``connect``, and load the default catalogue into a database that has none."""
    connect()
    from curbside.catalog import files, operations, queries

    if not queries.departments():
        departments, topics = operations.load(files.DEFAULT, "curbside")
        say(f"Loaded the default catalogue: {departments} departments, {topics:,} topics.")


def migrate() -> None:
    """Apply the migrations that are missing; a few milliseconds where none is."""
    if not missing_migrations():
        return
    from django.core.management import call_command

    with _one_at_a_time():
        if missing_migrations():
            say("Bringing the database up to date.")
            call_command("migrate", verbosity=0, interactive=False)


def missing_migrations() -> int:
    """How many migrations the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def say(line: str) -> None:
    """Tell the operator something, on standard error; standard output is for results."""
    typer.echo(line, err=True)
