"""Which encoding a file of text is in. Reads a sample; says nothing about single bad bytes."""

from __future__ import annotations

import codecs
from typing import IO

from charset_normalizer import from_bytes

CHUNK = 256 * 1024
LOOK_AT = 64 * 1024 * 1024  # how far a file of nothing but ASCII is searched for something else
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# The encodings in which people keep English and Chinese; guessing among all finds rarities.
_CANDIDATES = ["big5hkscs", "gb18030", "cp1252"]


def detect(stream: IO[bytes]) -> str:
    """The name of the codec to read ``stream`` with; UTF-8 where nothing says otherwise."""
    first = chunk = stream.read(CHUNK)
    for mark, name in _MARKS:
        if first.startswith(mark):
            return name
    if b"\0" in first[:CHUNK]:
        return _wide(first)
    seen = 0
    while chunk and chunk.isascii() and seen < LOOK_AT:
        seen += len(chunk)
        chunk = stream.read(CHUNK)
    return "utf-8" if _is_utf8(chunk) else _guessed(chunk)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark, by its line ends; zeros that end no lines are no text at all."""
    pairs = list(zip(sample[0::2], sample[1::2], strict=False))
    little, big = pairs.count((0x0A, 0)), pairs.count((0, 0x0A))
    if not little and not big:
        return "utf-8"
    return "utf-16-le" if little >= big else "utf-16-be"


def _is_utf8(sample: bytes) -> bool:
    """Whether nearly all of it is UTF-8; a stray byte is reported with its line later. A chunk
    may begin and end within a character.
    """
    text = sample.decode("utf-8", "replace")
    outside = sum(char > "\x7f" for char in text)
    return text.count("\ufffd") <= 2 + outside // 50


def _guessed(sample: bytes) -> str:
    """By the sample's lines that are not ASCII: in the others all encodings are alike."""
    lines = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())
    best = from_bytes(lines[:CHUNK], cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "utf-8"
