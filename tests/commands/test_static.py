"""Static files are collected when they have changed, and only then."""

from __future__ import annotations

from pathlib import Path

from pytest_django import Settings

from curbside.commands import static


def test_collected_once_and_again_after_a_change(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("a{}", encoding="ascii")
    settings.STATIC_ROOT = tmp_path / "served"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    assert static.collect()
    assert not static.collect()
    assert (tmp_path / "served" / "one.css").exists()
    (source / "one.css").write_text("a{color:red}", encoding="ascii")
    assert static.collect()
    assert (tmp_path / "served" / "one.css").read_text(encoding="ascii") == "a{color:red}"
