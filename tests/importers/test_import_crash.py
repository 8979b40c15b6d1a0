"""Killed in the middle, again and again, and resumed: the same library as if nothing had happened.

A real process, a real SIGKILL, once also while the index's weights are being made anew.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.importers.files import lines, question
from tests.importers.library import dump_of

RECORDS = 1000
LONGEST = 120.0  # seconds after which a process that does nothing is a failure


@pytest.fixture
def two_databases() -> Iterator[tuple[str, str]]:
    """The URLs of two empty databases on the server of the tests."""
    base = os.environ["DATABASE_URL"]
    names = [f"crash_{uuid.uuid4().hex[:8]}" for _ in range(2)]
    with psycopg.connect(base, autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}".encode())
        yield (
            psycopg.conninfo.make_conninfo(base, dbname=names[0]),
            psycopg.conninfo.make_conninfo(base, dbname=names[1]),
        )
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def start(url: str, path: Path) -> subprocess.Popen[bytes]:
    program = "from curbside.commands.main import run; run()"
    environment = {**os.environ, "DATABASE_URL": url, "CURBSIDE_DATA_DIR": str(path.parent)}
    return subprocess.Popen(
        [sys.executable, "-c", program, "import", "jsonl", str(path)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def kill_when(process: subprocess.Popen[bytes], url: str, reached: str) -> bool:
    """Kill the process as soon as the query gives true; False when it ended before that."""
    end = time.monotonic() + LONGEST
    with psycopg.connect(url, autocommit=True) as connection:
        while process.poll() is None:
            assert time.monotonic() < end, f"never saw: {reached}"
            if _is(connection, reached):
                process.send_signal(signal.SIGKILL)
                process.wait()
                return True
            time.sleep(0.01)
    return False


def _is(connection: psycopg.Connection[Any], query: str) -> bool:
    try:
        row = connection.execute(query.encode()).fetchone()
    except psycopg.errors.UndefinedTable:  # not migrated yet
        return False
    return bool(row and row[0])


def finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, said.decode()


def test_killed_imports_resume_to_the_same_library(
    two_databases: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "clinic.jsonl"
    path.write_bytes(
        lines(
            *[
                question(n, doctor=f"Dr {'ABCDEFG'[n % 7]}. Lee", answer="Sleep. " * (n // 20 + 1))
                for n in range(RECORDS)
            ]
        )
    )
    calm, troubled = two_databases
    finish(start(calm, path))
    moments = [
        "SELECT count(*) > 0 FROM catalog_topic",  # the catalogue is in, no record is
        "SELECT count(*) > 0 FROM library_entry",
        "SELECT count(*) >= 500 FROM library_entry",
        # Every record is in, and the weights are being made anew.
        "SELECT analyser = '' AND documents > 0 FROM search_indexstatistics",
    ]
    kills = [kill_when(start(troubled, path), troubled, moment) for moment in moments]
    assert all(kills), "an import ended before it could be killed"
    finish(start(troubled, path))
    expected, got = dump_of(calm), dump_of(troubled)
    for name, rows in expected.items():
        assert got[name] == rows, name
    assert len(expected["entries"]) == RECORDS
