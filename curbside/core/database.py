"""Where the database is: the embedded server, or the one that DATABASE_URL names.

Turns every way a database can be unusable into one clear sentence. Does not run migrations.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import psycopg

from curbside.core import embedded
from curbside.core.errors import Misconfigured, Unavailable

MINIMUM_SERVER = 150000
MINIMUM_VECTOR = (0, 8)
# What keeps a server's log from quoting rows, statements and their values, in each case what to set
# first. An ERROR's message can hold a value, too, and ranks below LOG in ``log_min_messages``.
QUIET_LOG = {
    "auto_explain.log_min_duration": ("-1",),  # only there where the module is loaded
    "log_error_verbosity": ("terse",),
    "log_min_duration_sample": ("-1",),
    "log_min_duration_statement": ("-1",),
    "log_min_error_statement": ("panic", "fatal"),
    "log_min_messages": ("log", "fatal", "panic"),
    "log_statement": ("none", "ddl"),
    "log_transaction_sample_rate": ("0",),
}


def prepare() -> str:
    """Make sure DATABASE_URL is set and usable, starting the embedded server if it is not.

    Call before Django is set up. Raises Misconfigured or Unavailable with one clear sentence.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        url = embedded.join(Path(os.environ.get("CURBSIDE_DATA_DIR", "var")))
        os.environ["DATABASE_URL"] = url
    check(url)
    return url


def check(url: str) -> None:
    """Raise one clear sentence if the server at ``url`` cannot carry Curbside.

    Creates the extension in the database if that is all that is missing.
    """
    with _connected(url) as connection:
        if connection.info.server_version < MINIMUM_SERVER:
            raise Misconfigured(
                f"PostgreSQL {connection.info.server_version // 10000} is too old.",
                "Curbside needs PostgreSQL 15 or later.",
            )
        available, installed = _vector(connection)
        if available is None:
            raise Misconfigured(
                "This PostgreSQL has no pgvector extension.",
                "Install the package pgvector (0.8 or later) on the database server.",
            )
        version = installed or available
        if tuple(int(n) for n in re.findall(r"\d+", version)[:2]) < MINIMUM_VECTOR:
            raise Misconfigured(
                f"pgvector {version} is too old.",
                "Install pgvector 0.8 or later, then ALTER EXTENSION vector UPDATE.",
            )
        if installed is None:
            _create_vector(connection)


def versions(url: str) -> tuple[str, str]:
    """The versions of the server and of its pgvector. Raises as ``check`` does."""
    with _connected(url) as connection:
        available, installed = _vector(connection)
        server = str(connection.info.parameter_status("server_version"))
        return server.split(" ", maxsplit=1)[0], installed or available or "none"


def logs_rows(url: str) -> list[str]:
    """The settings of the server with which its log may quote a row or a statement's values; none
    where all is well. Raises as ``check`` does.
    """
    with _connected(url) as connection:
        rows = connection.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name",
            [list(QUIET_LOG)],
        ).fetchall()
    return [f"{name} = {setting}" for name, setting in rows if setting not in QUIET_LOG[name]]


def quieter(found: str) -> str:
    """What to set instead of a setting that ``logs_rows`` found."""
    name = found.partition(" = ")[0]
    return f"{name} = '{QUIET_LOG[name][0]}'"


def _connected(url: str) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(url, connect_timeout=5)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as problem:
        raise explain(str(problem)) from problem


def _vector(connection: psycopg.Connection[Any]) -> tuple[str | None, str | None]:
    """The versions of pgvector that the server could install, and that the database has."""
    row = connection.execute(
        "SELECT default_version, installed_version FROM pg_available_extensions"
        " WHERE name = 'vector'"
    ).fetchone()
    return row or (None, None)


def _create_vector(connection: psycopg.Connection[Any]) -> None:
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.errors.InsufficientPrivilege as problem:
        raise Misconfigured(
            "The database lacks the extension vector, and this user may not create it.",
            "Have an administrator run CREATE EXTENSION vector in that database.",
        ) from problem


def explain(problem: str) -> Misconfigured | Unavailable:
    """The sentence an operator needs for what libpq said."""
    text = problem.lower()
    if "password authentication failed" in text or "no password supplied" in text:
        return Misconfigured(
            "The database refused the user name or password.", "Check DATABASE_URL."
        )
    if "does not exist" in text and "database" in text:
        return Misconfigured(
            "The database named in DATABASE_URL does not exist.", "Create it with createdb."
        )
    if 'missing "="' in text or "invalid" in text:
        return Misconfigured(
            "DATABASE_URL cannot be read.",
            "It looks like postgresql://user:password@host:5432/curbside.",
        )
    return Unavailable(
        "The database server in DATABASE_URL does not answer.",
        "Check that it runs and that host and port are right.",
    )
