"""The server's log holds no word of a row that a constraint refused, nor of a statement."""

from __future__ import annotations

import os
import re
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
    found = database.logs_rows(loud)
    assert found == ["log_error_verbosity = verbose", "log_statement = all"]
    assert [database.quieter(one) for one in found] == [
        "log_error_verbosity = 'terse'", "log_statement = 'none'",
    ]  # fmt: skip


@pytest.mark.parametrize("level", ["warning", "error", "debug1"])
def test_a_server_that_logs_the_messages_of_errors_is_told_of(url: str, level: str) -> None:
    """As every server does that nobody has set up: the message can quote what somebody typed."""
    usual = f"{url}&options=-c%20log_min_messages%3D{level}"
    assert database.logs_rows(usual) == [f"log_min_messages = {level}"]


def test_what_the_documentation_says_to_set_is_what_is_looked_for(url: str) -> None:
    page = Path("docs/operating.md").read_text("utf-8")
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    told = re.findall(r"ALTER DATABASE curbside SET (\w+) = (\S+);", page)
    assert {one for one, _ in told} == {one for one in database.QUIET_LOG if "." not in one}
    loud = "log_min_messages = 'warning', log_error_verbosity = 'default'"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE quiet_log")
    other = url.replace(f"/{name}?", "/quiet_log?")
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            for one in loud.split(", "):
                connection.execute(f"ALTER DATABASE quiet_log SET {one}".encode())
        assert len(database.logs_rows(other)) == 2
        with psycopg.connect(url, autocommit=True) as connection:
            for one, value in told:
                statement = f"ALTER DATABASE quiet_log SET {one} = {value}"
                connection.execute(statement.encode())
        assert database.logs_rows(other) == []
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE quiet_log WITH (FORCE)")
