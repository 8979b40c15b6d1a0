"""Inputs for the tests: parts in memory, zips, and small files of each format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from curbside.importers import formats
from curbside.importers.formats.options import Options
from curbside.importers.inputs import Part
from curbside.importers.record import Broken, Read, Record


def part(name: str, content: bytes) -> Part:
    return Part(name, max(len(content), 1), lambda: io.BytesIO(content))


def parse(name: str, files: dict[str, bytes], **columns: str) -> list[Read]:
    """Everything the format makes of the files."""
    parts = [part(file, content) for file, content in files.items()]
    return list(formats.named(name).parse(parts, Options(columns, publisher="The clinic")))


def records(reads: Iterable[Read]) -> list[Record]:
    return [read for read in reads if isinstance(read, Record)]


def broken(reads: Iterable[Read]) -> list[Broken]:
    return [read for read in reads if isinstance(read, Broken)]


def make_zip(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def lines(*rows: Any) -> bytes:
    """JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def question(number: int, **other: Any) -> dict[str, Any]:
    """A row that `jsonl` takes as it is."""
    return {
        "id": f"q{number}",
        "question": f"My eyelid twitches since {number} days, is it migraine?",
        "answer": f"Sleep more. Come back after {number} weeks.",
        "doctor": "Dr Amara Osei",
        **other,
    }


def medquad(
    *pairs: tuple[str, str],
    source: str = "ADAM",
    number: str | None = "0000001",
    focus: str = "Acne",
) -> bytes:
    """A MedQuAD document of (question, answer)."""
    body = "".join(
        f'<QAPair pid="{n}"><Question qid="{number}-{n}" qtype="information">{asked}</Question>'
        f"<Answer>{answer}</Answer></QAPair>"
        for n, (asked, answer) in enumerate(pairs, 1)
    )
    named = f' id="{number}"' if number else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document{named} source="{source}"'
        f' url="https://example.org/{number}"><Focus>{focus}</Focus><FocusAnnotations><Synonyms>'
        f"<Synonym>Pimples</Synonym></Synonyms></FocusAnnotations><QAPairs>{body}</QAPairs></Document>"
    ).encode()
