"""One written form for what looks the same, with a way back to the text as it was sent.

Full-width and styled letters and digits, odd white space, curly quotes and dashes become their
plain forms; invisible characters go; a letter and its combining accents become one character.
Case, punctuation marks of Chinese that have no plain form, and line breaks stay. Rules then need
one form only, and what they find is given as offsets into the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_QUOTES = dict.fromkeys("‘’‚‛′`´＇", "'") | dict.fromkeys("“”„‟″＂", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_SAME = _QUOTES | _DASHES
_KEPT = frozenset("\n\r\u2028\u2029")
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}")


class Folded(NamedTuple):
    """``text`` in its plain form; ``offsets[i]`` is where its character ``i`` stood, and the last
    one is the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of ``text[start:end]``, which must not be empty."""
        return self.offsets[start], self.offsets[end]


def fold(text: str) -> Folded:
    """The plain form of ``text``. Linear in its length; ASCII costs next to nothing."""
    if text.isascii() and "`" not in text and "\t" not in text:
        return Folded(text, range(len(text) + 1))
    table = {ord(c): plain for c in set(text) if (plain := _plain(c)) != c}
    accented = not unicodedata.is_normalized("NFC", text)
    if not accented and "" not in table.values():
        return Folded(text.translate(table), range(len(text) + 1))
    return _shortened(text, table, accented)


def _shortened(text: str, table: dict[int, str], accented: bool) -> Folded:
    """The same where characters go, so that offsets must be kept one by one."""
    joined = {m.start(): m for m in _ACCENTED.finditer(text)} if accented else {}
    out: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(text):
        match = joined.get(position)
        here = unicodedata.normalize("NFC", match.group()) if match else text[position]
        plain = here.translate(table)
        out.append(plain)
        offsets += [position] * len(plain)
        position = match.end() if match else position + 1
    offsets.append(len(text))
    return Folded("".join(out), offsets)


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """The plain form of one character: one character, or none for the invisible ones."""
    if character in _SAME:
        return _SAME[character]
    if character in _KEPT or (character.isascii() and character != "\t"):
        return character
    category = unicodedata.category(character)
    if category == "Cf" or character in "\ufe0e\ufe0f\u180e":
        return ""
    if character.isspace() or category == "Nd":
        return " " if category != "Nd" else str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character)
    # Superscripts and circled numbers are marks beside a word, not digits of it.
    return plain if len(plain) == 1 and category not in ("No", "Mn") else character


def simplified(text: str) -> str:
    """Traditional characters of ``text`` as Simplified ones, one for one; the length stays.

    By OpenCC's table of characters (Apache-2.0); that direction is unambiguous. Meant for
    comparing, not for showing.
    """
    return text if text.isascii() else text.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    pairs = (line.split() for line in table.read_text(encoding="utf-8").splitlines())
    return {ord(p[0]): p[1] for p in pairs if len(p) >= 2 and len(p[0]) == 1 and len(p[1]) == 1}
