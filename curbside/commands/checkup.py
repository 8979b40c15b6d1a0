"""The checks of `curbside doctor`. Each looks at one thing and says what it found and what to do.

Repairs nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from curbside.core.errors import CurbsideError

OLDEST_PYTHON = (3, 11)
ROOM = 1024**3  # bytes that should be free where the data folder is


@dataclass(frozen=True)
class Finding:
    """What a check found; ``advice`` is empty where all is well."""

    check: str
    found: str
    advice: str = ""

    @property
    def well(self) -> bool:
        return not self.advice


def examine() -> list[Finding]:
    """Run every check that can be run: some need a database, some the settings."""
    database = _database()
    findings = [_python(), database]
    try:
        _set_up()
    except CurbsideError as problem:
        return [*findings, _wrong("Settings", problem)]
    if database.well:
        tables = _migrations()
        findings += [
            _tried("Server log", _server_log),
            tables,
            *(_tried(*check) for check in _IN_TABLES if tables.well),
        ]
    return [*findings, *(_tried(*check) for check in _OUTSIDE)]


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curbside.config.settings")
    import django

    django.setup()


def _wrong(name: str, problem: CurbsideError) -> Finding:
    return Finding(name, problem.message, problem.hint or "See the message.")


def _tried(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except CurbsideError as problem:
        return _wrong(name, problem)


def _python() -> Finding:
    version = ".".join(str(n) for n in sys.version_info[:3])
    old = sys.version_info < OLDEST_PYTHON
    return Finding("Python", version, "Install Python 3.11 or later." if old else "")


def _database() -> Finding:
    from curbside.core import database

    kind = "your own" if os.environ.get("DATABASE_URL") else "embedded"
    try:
        server, vector = database.versions(database.prepare())
    except CurbsideError as problem:
        return _wrong("Database", problem)
    return Finding("Database", f"PostgreSQL {server} with pgvector {vector}, {kind}")


def _server_log() -> Finding:
    from curbside.core import database

    loud = database.logs_rows(database.prepare())
    if not loud:
        return Finding("Server log", "quotes no rows")
    wanted = "; ".join(database.quieter(one) for one in loud)
    advice = (
        "The server's log may quote rows and questions. Have an administrator of the server set,"
        f" for this database: {wanted}. How: docs/operating.md."
    )
    return Finding("Server log", "; ".join(loud), advice)


def _migrations() -> Finding:
    from curbside.commands.setup import missing_migrations

    if count := missing_migrations():
        return Finding("Tables", f"{count} migrations to apply", "Start `curbside up` once.")
    return Finding("Tables", "up to date")


def _catalogue() -> Finding:
    from curbside.catalog import queries

    departments, topics = len(queries.departments()), len(queries.topic_ids())
    advice = "" if departments and topics else "Load one: `curbside catalog load`."
    return Finding("Catalogue", f"{departments} departments, {topics:,} topics", advice)


def _index() -> Finding:
    from curbside.library import consistency

    now = consistency.examine()
    wrong = {
        "entries without words": now.without_words,
        "entries without a vector of this encoder": now.without_vector,
        "rows without an entry": now.left_over,
        "weights of words are out of date": int(now.drifted),
    }
    found = [f"{count:,} {what}" for what, count in wrong.items() if count]
    advice = "Make it anew: `curbside reindex`." if found else ""
    return Finding("Index", "; ".join(found) or f"agrees with {now.entries:,} entries", advice)


def _evidence() -> Finding:
    from curbside.evidence import consistency

    now = consistency.examine()
    wrong = {
        "passages without words": now.without_words,
        "sources without a vector of this encoder": now.without_vector,
        "rows of sources that may not be cited": now.left_over,
    }
    found = [f"{count:,} {what}" for what, count in wrong.items() if count]
    advice = "Make it anew: `curbside reindex`." if found else ""
    return Finding("Evidence", "; ".join(found) or f"agrees with {now.sources:,} sources", advice)


def _jobs() -> Finding:
    from curbside.core.jobs import failed

    count = failed()
    advice = "See `django-admin procrastinate shell`: list_jobs status=failed." if count else ""
    return Finding("Background work", f"{count} failed" if count else "nothing failed", advice)


def _waits() -> Finding:
    """Whether questions that wait too long are told of, and there is anybody to tell."""
    from curbside.consult.escalation import open_questions, untold
    from curbside.people.person import ADMINISTRATOR
    from curbside.people.queries import count_with_role

    if late := untold():
        advice = "Is a `curbside worker` running? See the log."
        return Finding("Waits", f"{late} wait too long and nobody was told", advice)
    count = open_questions()
    alone = count > 0 and not count_with_role(ADMINISTRATOR)
    advice = "Nobody could be told of them: `curbside appoint`." if alone else ""
    return Finding("Waits", f"{count} questions open, none of them untold", advice)


def _encoder() -> Finding:
    from curbside.search.operations import encoder

    chosen = encoder()
    chosen.encode(["fever"])
    return Finding("Encoder", chosen.id)


def _settings_fit() -> Finding:
    """What Django's own checks and those of ``config.checks`` say."""
    from django.core import checks

    problems = checks.run_checks()
    found = "; ".join(problem.msg for problem in problems)
    advice = " ".join(problem.hint or "See the message." for problem in problems)
    return Finding("Settings", found or "fit together", advice)


def _disk() -> Finding:
    folder = Path(os.environ.get("CURBSIDE_DATA_DIR", "var"))
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free
    advice = "" if free >= ROOM else f"Free some: {folder} should have 1 GB to grow."
    return Finding("Disk", f"{free / ROOM:,.1f} GB free", advice)


_IN_TABLES: list[tuple[str, Callable[[], Finding]]] = [
    ("Catalogue", _catalogue),
    ("Index", _index),
    ("Evidence", _evidence),
    ("Background work", _jobs),
    ("Waits", _waits),
]
_OUTSIDE: list[tuple[str, Callable[[], Finding]]] = [
    ("Encoder", _encoder),
    ("Settings", _settings_fit),
    ("Disk", _disk),
]
