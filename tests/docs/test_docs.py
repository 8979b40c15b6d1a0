"""The documentation names what exists, and what exists is documented."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from curbside.commands.main import app
from curbside.config.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
LONGEST = 350  # lines of a file

CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SETTING_ROW = re.compile(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`|empty) \| \S", re.MULTILINE)
COMMAND = re.compile(r"^### `curbside ([a-z ]+)`$", re.MULTILINE)
OPTION_ROW = re.compile(r"^\| `(--[a-z-]+)` \|", re.MULTILINE)
MENTION = re.compile(r"(?:`|^ {4}|^|/bin/)curbside ([a-z]+)(?= |`|$)", re.MULTILINE)

# In pieces, so that this file does not name them itself.
REGISTRIES = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("crates", "io"), ("rubygems", "org"), ("anaconda", "org"),
        ("proxy", "golang", "org"),
    )
]  # fmt: skip
INDEX_OPTIONS = ["--" + "index-url", "--" + "extra-index-url", "PIP_" + "INDEX_URL"]
ADDRESS = re.compile("|".join(re.escape(name) for name in REGISTRIES + INDEX_OPTIONS))


def options(command: object, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command that does something, such as "catalog load", with its long options."""
    below = getattr(command, "commands", None)
    if below is None or getattr(command, "invoke_without_command", False):
        names = {name for param in getattr(command, "params", ()) for name in param.opts}
        yield path, {name for name in names if name.startswith("--")} - {"--help"}
    for name, sub in (below or {}).items():
        yield from options(sub, f"{path} {name}".strip())


def documented_commands() -> dict[str, list[str]]:
    """The options that docs/commands.md has a row for, by command."""
    _, *parts = COMMAND.split((DOCS / "commands.md").read_text(encoding="utf-8"))
    sections = zip(parts[::2], parts[1::2], strict=True)
    return {name: sorted(OPTION_ROW.findall(text)) for name, text in sections}


def anchors(page: Path) -> set[str]:
    """The fragments that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def committed_texts() -> Iterator[tuple[Path, str]]:
    """Every text file but those that .gitignore keeps out, and git's own."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    kept_out = {name.rstrip("/") for name in ignored if name.endswith("/")} | {".git"}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in kept_out and "egg-info" not in name]
        for path in (Path(folder) / name for name in names):
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_every_setting_is_documented_with_its_default() -> None:
    rows = SETTING_ROW.findall((DOCS / "settings.md").read_text(encoding="utf-8"))
    fields = {
        name.upper(): str(field.default).lower() if field.annotation is bool else str(field.default)
        for name, field in Environment.model_fields.items()
    }
    assert dict(rows) == fields
    assert len(rows) == len(fields), "a setting stands there twice"


def test_every_setting_says_what_it_does() -> None:
    assert [n for n, field in Environment.model_fields.items() if not field.description] == []


def test_every_command_and_option_is_documented() -> None:
    existing = {path: sorted(names) for path, names in options(get_command(app))}
    assert documented_commands() == existing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_commands_that_exist(page: Path) -> None:
    existing = {path.split()[0] for path, _ in options(get_command(app))}
    assert set(MENTION.findall(page.read_text(encoding="utf-8"))) <= existing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    wrong = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        place = (page.parent / name).resolve() if name else page
        if not place.exists() or (fragment and fragment not in anchors(place)):
            wrong.append(target)
    assert wrong == []


def test_no_file_names_a_package_registry() -> None:
    seen = 0
    wrong = []
    for path, text in committed_texts():
        seen += 1
        if found := ADDRESS.search(text):
            wrong.append(f"{path.relative_to(ROOT)}: {found.group()}")
    assert seen > 100, "the walk must have found the repository's files"
    assert wrong == []


def test_no_file_is_too_long() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "curbside").rglob("*.py")
        if "migrations" not in path.parts  # made by a program
    }
    assert lengths
    assert {path.name: length for path, length in lengths.items() if length > LONGEST} == {}
