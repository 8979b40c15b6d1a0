"""What the page on importing promises is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from curbside.importers import limits
from curbside.importers.formats import FORMATS
from curbside.importers.formats.columns import FIELDS

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


def test_every_format_is_described_and_no_other() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(FORMATS)


def test_every_field_is_named_and_no_other() -> None:
    said = PAGE.split("Fields: ")[1].split(". Columns")[0]
    assert re.findall(r"`(\w+)`", said) == list(FIELDS)


def test_the_limits_are_those_of_the_code() -> None:
    for value in (
        f"{limits.FIELD_CHARACTERS:,} characters",
        f"line over {limits.LINE_CHARACTERS // limits.MIB} MB",
        f"over {limits.DOCUMENT_BYTES // limits.MIB} MB",
        f"{limits.RATIO} times its size",
    ):
        assert value in " ".join(PAGE.split())
