"""Opening what an operator points at: a file, a gzip file, a folder or a zip, as parts in order.

Every part is a stream with a name; nothing is ever unpacked to disk, so a name cannot write
anywhere. What is not safe or not whole is yielded as ``Broken``, and the rest goes on.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from curbside.core.errors import BadInput
from curbside.importers import archives, limits
from curbside.importers.record import Broken

EACH = 2000  # bytes of reading that a part costs whatever its size, for the progress bar
UNREADABLE = (OSError, EOFError, zlib.error, *archives.UNREADABLE)


class Refused(Exception):
    """A part cannot be read; the message is the reason."""


@dataclass
class Part:
    """One stream of the input. ``done`` (0 to 1) says how far it is read, for the progress bar."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]
    done: float = 0.0

    def read(self) -> bytes:
        """The whole content. Raises Refused when it is too big or cannot be read."""
        try:
            with self.open() as stream:
                content = stream.read(limits.DOCUMENT_BYTES + 1)
        except UNREADABLE as problem:
            raise Refused(f"The file cannot be read: {why(problem)}.") from problem
        if len(content) > limits.DOCUMENT_BYTES:
            raise Refused(f"The file is larger than {limits.DOCUMENT_BYTES // limits.MIB} MB.")
        return content


Parts = Iterable[Part | Broken]  # what a parser is given


@dataclass
class Input:
    """An opened input: its parts once, in order of their names, and how far it has been read, in
    bytes and ``EACH`` more for every part.
    """

    parts: Callable[[], Iterator[Part | Broken]]
    total: int
    _finished: int = 0
    _current: Part | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[Part | Broken]:
        for part in self.parts():
            if self._current:
                self._finished += self._current.size + EACH
            self._current = part if isinstance(part, Part) else None
            yield part

    @property
    def consumed(self) -> float:
        """What of ``total`` is behind us."""
        now = (self._current.size + EACH) * self._current.done if self._current else 0
        return min(self._finished + now, self.total)


def open_input(path: Path, endings: tuple[str, ...]) -> Input:
    """The parts of ``path`` whose names end with one of ``endings`` (a single file: whatever its
    name). Raises BadInput with one sentence when nothing can be read.
    """
    try:
        if path.is_dir():
            return _folder(path, endings)
        if not path.exists():
            raise BadInput(f"There is no file or folder {path}.", "Check the path.")
        if not path.is_file():
            raise BadInput(f"{path} is neither a file nor a folder.", "Give a file or a folder.")
        with path.open("rb") as stream:
            magic = stream.read(4)
    except OSError as problem:
        raise BadInput(f"{path} cannot be read: {why(problem)}.", "Check its rights.") from problem
    if magic[:2] == b"PK" or path.suffix.lower() == ".zip":
        return _archive(path, endings)
    part = Part(path.name, max(path.stat().st_size, 1), _opener(path))
    return Input(lambda: iter([part]), part.size + EACH)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    """Opens ``path``; a gzip file by what it holds, whatever its name, is read unpacked."""

    def opened() -> IO[bytes]:
        with path.open("rb") as stream:
            packed = stream.read(2) == b"\x1f\x8b"
        return cast(IO[bytes], gzip.open(path)) if packed else path.open("rb")

    return opened


def _folder(path: Path, endings: tuple[str, ...]) -> Input:
    files = sorted(f for f in path.rglob("*") if f.name.endswith(endings) and f.is_file())
    if not files:
        raise BadInput(
            f"The folder {path} holds no {' or '.join(endings)} file.", "Check the path."
        )
    if len(files) > limits.MEMBERS:
        raise BadInput(f"{path} holds over {limits.MEMBERS:,} files.", "Split it.")
    home = path.resolve()
    sizes = [file.stat().st_size for file in files]

    def parts() -> Iterator[Part | Broken]:
        for file, size in zip(files, sizes, strict=True):
            name = str(file.relative_to(path))
            if home in file.resolve().parents:
                yield Part(name, size, _opener(file))
            else:
                yield Broken(name, "The link leads out of the folder.")

    return Input(parts, sum(sizes) + EACH * len(files))


def _archive(path: Path, endings: tuple[str, ...]) -> Input:
    members, total = archives.members(path, endings)

    def parts() -> Iterator[Part | Broken]:
        for member in members:
            if isinstance(member, Broken):
                yield member
            else:
                yield Part(member.name, member.packed, member.open)

    return Input(parts, total + EACH * len(members))


def why(problem: BaseException) -> str:
    """What the system says of a problem, without the path it says it of."""
    said = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return str(said).rstrip(".")[:200]
