"""An installed package has all it needs beside the code."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel made from a copy of the source."""
    source = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "curbside", source / "curbside", ignore=LEFT_OUT)
    alone = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *alone, "-w", str(source / "out"), str(source)],
        check=True,
    )
    with zipfile.ZipFile(next((source / "out").glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "curbside/web/templates/curbside/question.html",
        "curbside/web/static/curbside/site.css",
        "curbside/web/locale/zh_Hant/LC_MESSAGES/django.mo",
        "curbside/catalog/data/departments.jsonl",
        "curbside/catalog/data/topics/neurology.jsonl",
        "curbside/samples/data/entries-a.jsonl",
        "curbside/embedding/model/model.onnx",
        "curbside/embedding/model/tokenizer.json",
        "curbside/embedding/model/LICENSE",
    ],
)
def test_the_wheel_holds(held: set[str], name: str) -> None:
    assert name in held


def test_nothing_of_the_package_is_left_out(held: set[str]) -> None:
    files = (p for p in (ROOT / "curbside").rglob("*") if p.is_file())
    expected = {str(p.relative_to(ROOT)) for p in files if "__pycache__" not in p.parts}
    assert expected - held == set()
