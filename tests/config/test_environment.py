"""A setting that cannot be is one clear sentence that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curbside.config import environment, postgres
from curbside.core.errors import Misconfigured


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CURBSIDE_COUNTRY", "Taiwan"),
        ("CURBSIDE_ENCODER", "best"),
        ("CURBSIDE_DEBUG", "perhaps"),
        ("CURBSIDE_PAGE_CACHE_ENTRIES", "many"),
    ],
)
def test_a_wrong_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=f"{name} cannot be '{value}'"):
        environment.read()


def test_the_environment_counts_more_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(
        "CURBSIDE_COUNTRY=GB\nCURBSIDE_SITE_NAME=From the file\nOTHER=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("CURBSIDE_COUNTRY", "US")
    read = environment.read()
    assert (read.curbside_country, read.curbside_site_name) == ("US", "From the file")


def test_every_part_of_a_database_url_arrives() -> None:
    url = "postgresql://ann:s%40fe@db.internal:5433/ask?sslmode=require"
    made = postgres.databases(url)["default"]
    assert [made[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "ask", "ann", "s@fe", "db.internal", "5433",
    ]  # fmt: skip
    assert made["OPTIONS"]["sslmode"] == "require"
