"""Every way a database can be unusable is one clear sentence."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import pytest

from curbside.core import database
from curbside.core.errors import CurbsideError, Misconfigured, Unavailable


@pytest.mark.parametrize(
    ("libpq", "kind", "words"),
    [
        ('FATAL:  password authentication failed for user "x"', Misconfigured, "password"),
        ("fe_sendauth: no password supplied", Misconfigured, "password"),
        ('FATAL:  database "nowhere" does not exist', Misconfigured, "does not exist"),
        ('missing "=" after "nonsense" in connection info string', Misconfigured, "cannot be read"),
        ("connection refused", Unavailable, "does not answer"),
    ],
)
def test_what_libpq_says_is_explained(libpq: str, kind: type[CurbsideError], words: str) -> None:
    problem = database.explain(libpq)
    assert isinstance(problem, kind)
    assert words in problem.message
    assert problem.hint


def test_nobody_listening() -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        database.check("postgresql://nobody@127.0.0.1:9/curbside")


def test_a_database_that_is_not_there() -> None:
    url = os.environ["DATABASE_URL"].replace("/curbside?", "/nowhere?")
    with pytest.raises(Misconfigured, match="does not exist"):
        database.check(url)


class _Server:
    """As much of a connection as ``check`` looks at."""

    def __init__(self, version: int, vector: str | None) -> None:
        self.info = SimpleNamespace(server_version=version)
        self.vector = vector

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *_: object) -> None: ...

    def execute(self, _: str) -> Any:
        row = (self.vector, self.vector) if self.vector else None
        return SimpleNamespace(fetchone=lambda: row)


@pytest.mark.parametrize(
    ("version", "vector", "words"),
    [
        (140012, "0.8.0", "PostgreSQL 14 is too old"),
        (160003, None, "no pgvector"),
        (160003, "0.7.4", "pgvector 0.7.4 is too old"),
    ],
)
def test_an_unfit_server(
    monkeypatch: pytest.MonkeyPatch, version: int, vector: str | None, words: str
) -> None:
    monkeypatch.setattr("psycopg.connect", lambda *_, **__: _Server(version, vector))
    with pytest.raises(Misconfigured, match=words):
        database.check("postgresql://anything")


def test_the_test_server_is_fit() -> None:
    database.check(os.environ["DATABASE_URL"])
