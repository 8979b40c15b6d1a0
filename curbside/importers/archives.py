"""What of a zip may be read: its members that are safe and whole. Nothing is unpacked to disk.

Sizes are checked against what the zip declares, which is what is read at most: the reader stops
at the declared size and then finds the check sum wrong.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from curbside.core.errors import BadInput
from curbside.importers import limits
from curbside.importers.record import Broken

UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError)
ENCRYPTED = 0x1


@dataclass(frozen=True)
class Member:
    """One file of a zip; ``packed`` is its size in the zip, in bytes."""

    name: str
    packed: int
    open: Callable[[], IO[bytes]]


def members(path: Path, endings: tuple[str, ...]) -> tuple[list[Member | Broken], int]:
    """The members of the zip at ``path`` that end with one of ``endings``, in order of their
    names, and their packed size together. Raises BadInput for what is no whole zip.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, EOFError, *UNREADABLE) as problem:
        raise BadInput(
            f"{path} is not a whole zip file.", "It may be cut off: download or copy it again."
        ) from problem
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > limits.MEMBERS:
        raise BadInput(f"{path} holds over {limits.MEMBERS:,} files.", "Split it.")
    wanted = sorted(
        (info for info in infos if info.filename.endswith((*endings, ".zip"))),
        key=lambda info: info.filename,
    )
    if not wanted:
        raise BadInput(f"{path} holds no {' or '.join(endings)} file.", "Check the path.")
    if sum(info.file_size for info in wanted) > limits.TOTAL_BYTES:
        raise BadInput(f"{path} unpacks to more than {_gib(limits.TOTAL_BYTES)} GB.", "Split it.")
    found = [_member(archive, info) for info in wanted]
    return found, sum(info.compress_size for info in wanted)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | Broken:
    name = info.filename
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or name[1:2] == ":":
        return Broken(name, "The name leads out of the zip.")
    if name.endswith(".zip"):
        return Broken(name, "A zip inside a zip is not opened; unpack it first.")
    if info.flag_bits & ENCRYPTED:
        return Broken(name, "The file is encrypted; unpack it with its password first.")
    if info.file_size > limits.DOCUMENT_BYTES:
        return Broken(name, f"The file is larger than {limits.DOCUMENT_BYTES // limits.MIB} MB.")
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > limits.RATIO_FROM and ratio > limits.RATIO:
        return Broken(name, f"The file unpacks to {ratio:,.0f} times its size, as a zip bomb does.")
    return Member(name, info.compress_size, lambda: archive.open(info))


def _gib(size: int) -> int:
    return size // (1024 * limits.MIB)
