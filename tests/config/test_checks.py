"""The start-up checks: each can fail, and what ships passes them all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from curbside.config import checks
from curbside.config.postgres import POOL


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("http://localhost:8000", []),
        ("https://ask.example.org", []),
        ("https://ask.example.org/", []),
        ("http://ask.example.org", ["curbside.W001"]),
        ("https://ask.example.org/path", ["curbside.E001"]),
        ("ask.example.org", ["curbside.E001"]),
        ("ftp://ask.example.org", ["curbside.E001"]),
        ("", ["curbside.E001"]),
    ],
)
def test_the_public_address(url: str, ids: list[str]) -> None:
    assert [problem.id for problem in checks.address_problems(url)] == ids


@pytest.mark.parametrize(("mode", "well"), [(0o600, True), (0o640, False), (0o604, False)])
def test_the_rights_of_the_secret_key(tmp_path: Path, mode: int, well: bool) -> None:
    path = tmp_path / "secret-key"
    path.write_text("x", encoding="ascii")
    path.chmod(mode)
    assert (checks.key_problems(path) == []) is well


def test_the_order_of_the_middleware(settings: Any) -> None:
    settings.MIDDLEWARE = list(reversed(settings.MIDDLEWARE))
    assert [problem.id for problem in checks.middleware(None)] == ["curbside.E002"]


def test_a_pool_smaller_than_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(POOL, "max_size", 1)
    assert [problem.id for problem in checks.pool(None)] == ["curbside.E003"]


def test_tracebacks(settings: Any) -> None:
    settings.DEBUG = True
    assert [problem.id for problem in checks.debug(None)] == ["curbside.W003"]


def test_what_ships_passes() -> None:
    assert run_checks() == []


@pytest.mark.parametrize(("country", "ids"), [("TW", []), ("DE", []), ("ZZ", ["curbside.E004"])])
def test_every_page_can_name_a_number_to_call(country: str, ids: list[str]) -> None:
    assert [problem.id for problem in checks.number_problems(country, "")] == ids
