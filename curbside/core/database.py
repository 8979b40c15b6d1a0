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
    """Raise one clear sentence if the server at ``url`` cannot carry Curbside."""
    try:
        connection = psycopg.connect(url, connect_timeout=5)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as problem:
        raise explain(str(problem)) from problem
    with connection:
        if connection.info.server_version < MINIMUM_SERVER:
            raise Misconfigured(
                f"PostgreSQL {connection.info.server_version // 10000} is too old.",
                "Curbside needs PostgreSQL 15 or later.",
            )
        _check_vector(connection)


def _check_vector(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(
        "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'"
    ).fetchone()
    if row is None:
        raise Misconfigured(
            "This PostgreSQL has no pgvector extension.",
            "Install the package pgvector (0.8 or later) on the database server.",
        )
    version = tuple(int(n) for n in re.findall(r"\d+", str(row[0]))[:2])
    if version < MINIMUM_VECTOR:
        raise Misconfigured(
            f"pgvector {row[0]} is too old.", "Curbside needs pgvector 0.8 or later."
        )


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
