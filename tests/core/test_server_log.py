"""The server's log holds no word of a row that a constraint refused, nor of a statement."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from curbside.core import database, embedded, keeper

CANARY = "canaryword"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("a server of its own has its own administrator")
    return database.prepare()


def test_a_refused_row_is_not_quoted(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TEMP TABLE quiet (word text CHECK (length(word) < 5))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO quiet VALUES (%s)", [CANARY])
        with pytest.raises(psycopg.errors.UndefinedColumn):
            connection.execute("SELECT nothing FROM quiet WHERE word = 'canaryword'")
    log = keeper.log_file(embedded.home_of(Path(os.environ["CURBSIDE_DATA_DIR"])))
    written = log.read_text("utf-8", "replace")
    assert "database system is ready" in written, "this is the server's log"
    assert CANARY not in written


def test_the_doctor_finds_nothing_to_say_and_says_what_would_quote(url: str) -> None:
    assert database.logs_rows(url) == []
    loud = f"{url}&options=-c%20log_error_verbosity%3Dverbose%20-c%20log_statement%3Dall"
    assert database.logs_rows(loud) == ["log_error_verbosity = verbose", "log_statement = all"]
