"""What people write is in no log, not even when the database refuses a row that holds it."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from curbside.config.logs import Wordless
from curbside.core import database, embedded, keeper

CANARY = "canary-of-a-question-7f3a"


def provoke(url: str) -> list[psycopg.Error]:
    """Every way a statement can fail with words of a question in it."""
    failing = [
        ("INSERT INTO asked VALUES (1, %s)", [CANARY]),  # a check: DETAIL quotes the row
        ("INSERT INTO asked VALUES (NULL, %s)", [CANARY]),  # a missing value, as well
        ("SELECT %s::text::integer", [CANARY]),  # the message itself quotes it
        (f"SELECT '{CANARY}' FROM nowhere", None),  # noqa: S608 - the statement is quoted
        (f"DO $$ BEGIN RAISE EXCEPTION '{CANARY}'; END $$", None),
    ]
    seen: list[psycopg.Error] = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE TEMP TABLE asked (id integer NOT NULL, text varchar(100) CHECK (text = ''))"
        )
        for statement, values in failing:
            with pytest.raises(psycopg.Error) as caught:
                connection.execute(statement.encode(), values)
            seen.append(caught.value)
    return seen


def test_the_server_and_our_own_log_quote_nothing(tmp_path: Path) -> None:
    url = embedded.join(tmp_path)
    try:
        errors = provoke(url)
        assert database.logs_rows(url) == []
    finally:
        embedded.leave(tmp_path)
    said = keeper.log_file(tmp_path / "postgres").read_text(encoding="utf-8")
    assert "database system is" in said, "this is the server's log"
    assert CANARY not in said
    assert CANARY in str(errors[0]), "the application hears it"

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    assert settings.LOGGING["formatters"]["line"]["()"] == "curbside.config.logs.Wordless"  # type: ignore[index]
    handler.setFormatter(Wordless())
    logger = logging.Logger("procrastinate.worker")
    logger.addHandler(handler)
    for error in errors:
        try:
            raise RuntimeError(f"a job failed: {CANARY}") from error
        except RuntimeError:
            logger.exception("Job ended with an error")
    assert stream.getvalue().count("Job ended with an error") == len(errors)
    assert "psycopg.errors.CheckViolation" in stream.getvalue()
    assert CANARY not in stream.getvalue()
