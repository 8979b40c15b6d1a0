"""A part as numbered lines of text, in flat memory, whatever its encoding and its faults."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from curbside.importers import limits
from curbside.importers.encodings import detect
from curbside.importers.inputs import UNREADABLE, Part, why
from curbside.importers.record import Broken

# Python's marks for a byte that could not be read. UTF-8 text may hold U+FFFD itself, so there the
# other mark is used; in the other encodings nobody writes it.
_LOST_UTF8, _LOST_ELSE = re.compile("[\udc80-\udcff]"), re.compile("\ufffd")


def lines(part: Part, ending: str = "\n") -> Iterator[tuple[int, str] | Broken]:
    """Lines with their numbers, from 1, their ends kept; a line that is too long or not text is
    Broken and the next goes on. ``ending`` as for ``open(newline=)``. Never raises.
    """
    number = 0
    try:
        with part.open() as stream:
            encoding = detect(stream)
        with part.open() as stream:
            utf8 = encoding.startswith("utf-8")
            lost = _LOST_UTF8 if utf8 else _LOST_ELSE
            errors = "surrogateescape" if utf8 else "replace"
            text = io.TextIOWrapper(stream, encoding, errors=errors, newline=ending)
            for number, line in enumerate(_bounded(text), 1):
                part.done = _position(stream) / part.size
                if line is None:
                    limit = limits.LINE_CHARACTERS // limits.MIB
                    yield Broken(f"{part.name}:{number}", f"The line is longer than {limit} MB.")
                elif lost.search(line):
                    yield Broken(
                        f"{part.name}:{number}", f"The line is not {encoding.upper()} text."
                    )
                else:
                    yield number, line
    except _TooMuch:
        yield Broken(f"{part.name}:{number + 1}", "The file unpacks to more than any corpus holds.")
    except UNREADABLE as problem:
        reason = f"The file is damaged or ends early: {why(problem)}."
        yield Broken(f"{part.name}:{number + 1}", reason)


class _TooMuch(Exception):
    """More text than the limit on everything unpacked."""


def _bounded(text: io.TextIOWrapper) -> Iterator[str | None]:
    """The lines; None for one that is too long, which is skipped without being kept."""
    total = 0
    while line := text.readline(limits.LINE_CHARACTERS + 1):
        total += len(line)
        if len(line) <= limits.LINE_CHARACTERS:
            yield line
        else:
            while line and not line.endswith("\n"):
                line = text.readline(limits.LINE_CHARACTERS)
                total += len(line)
                if total > limits.TOTAL_BYTES:
                    raise _TooMuch
            yield None
        if total > limits.TOTAL_BYTES:
            raise _TooMuch


def _position(stream: IO[bytes]) -> int:
    """How many bytes of the file itself are read: of a gzip file, the packed ones."""
    packed = getattr(stream, "fileobj", None)
    return int((packed or stream).tell())
