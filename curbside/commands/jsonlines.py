"""The frame of every command that reads JSON lines and writes JSON lines, in order.

A bad line is reported on standard error with its number and left out; the rest goes on, and the
exit code is then 1. Knows nothing of what the command does with a line.
"""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import typer

SOME_BAD = 1
BATCH = 64
LINE_BYTES = 10 * 1024 * 1024
TEXT_CHARACTERS = 200_000


@dataclass(frozen=True)
class Line:
    """A line that could be read: what it is called and the text to work on."""

    id: Any
    text: str
    row: Mapping[str, Any] = field(default_factory=dict)  # all that stood on the line


Answer = Callable[[Sequence[str]], Sequence[dict[str, Any]]]
AnswerLines = Callable[[Sequence[Line]], Sequence[dict[str, Any]]]


def answer_all(answer: Answer) -> None:
    """Answer every line of standard input. ``answer`` takes texts and gives, in order, the fields
    of a result each, to which the line's own id is added. Exits 1 when a line was bad.
    """
    answer_lines(lambda lines: answer([line.text for line in lines]))


def answer_lines(answer: AnswerLines) -> None:
    """The same for an engine that reads more of a line than its text."""
    bad = 0

    def complain(number: int, reason: str) -> None:
        nonlocal bad
        bad += 1
        typer.echo(f"line {number}: {reason}", err=True)

    for batch in _batches(sys.stdin.buffer, complain):
        results = answer(batch)
        for line, result in zip(batch, results, strict=True):
            out = json.dumps({"id": line.id, **result}, ensure_ascii=False) + "\n"
            sys.stdout.buffer.write(out.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    if bad:
        raise typer.Exit(SOME_BAD)


def _batches(stream: BinaryIO, complain: Callable[[int, str], None]) -> Iterator[list[Line]]:
    """Batches of good lines; cut short when nothing more waits, so that a person or a program
    that asks one thing at a time is answered at once.
    """
    batch: list[Line] = []
    for number, raw in enumerate(_bounded(stream), 1):
        if raw.strip():
            line = parse(raw)
            if isinstance(line, str):
                complain(number, line)
            else:
                batch.append(line)
        if batch and (len(batch) == BATCH or not _more_waits(stream)):
            yield batch
            batch = []
    if batch:
        yield batch


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    """Lines; of one that is too long only so much that ``parse`` sees it is."""
    while raw := stream.readline(LINE_BYTES + 1):
        rest = raw
        while len(rest) > LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_BYTES + 1)
        yield raw


def _more_waits(stream: BinaryIO) -> bool:
    """Whether reading on would not wait for whoever writes the lines."""
    try:
        return bool(select.select([stream], [], [], 0)[0])
    except (OSError, ValueError):  # nothing one can wait for, such as a stream in memory
        return True


def parse(raw: bytes) -> Line | str:
    """The line, or the reason why it is none."""
    if len(raw) > LINE_BYTES:
        return "longer than 10 MB"
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return "not JSON"
    if not isinstance(row, dict) or "id" not in row:
        return 'not an object with an "id"'
    text = row.get("text")
    if not isinstance(text, str) or len(text) > TEXT_CHARACTERS:
        return f'"text" is no string of at most {TEXT_CHARACTERS:,} characters'
    return Line(row["id"], text, row)
