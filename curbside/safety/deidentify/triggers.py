"""Words, parts of words and marks that rules cannot do without, as bits of one number.

A list of them has one bit. `weights.form` keeps the bits of each written form and a document those
of all of its tokens, so that a rule asks with one ``&`` whether its text holds any of its words.
Lists get their bits while modules are imported, before the first text is read.
"""

from __future__ import annotations

from collections.abc import Iterable

_words: dict[str, int] = {}
_written: dict[str, int] = {}
_parts: dict[str, int] = {}
_given: dict[tuple[int, frozenset[str]], int] = {}


def words(listed: Iterable[str]) -> int:
    """The bit of tokens by their form in lower case; also of single marks and Han characters."""
    return _bit(_words, listed)


def written(listed: Iterable[str]) -> int:
    """The bit of tokens as they are written: "Street", not "street"."""
    return _bit(_written, listed)


def parts(listed: Iterable[str]) -> int:
    """The bit of tokens that hold one of these anywhere: "name" of "surname"."""
    return _bit(_parts, listed)


def of(token: str, lower: str) -> int:
    """The bits of a token."""
    found = _words.get(lower, 0) | _written.get(token, 0)
    for part, bits in _parts.items():
        if part in lower:
            found |= bits
    return found


def is_token(need: str) -> bool:
    """Whether a string is always a token by itself: one mark, or one Han character."""
    return len(need) == 1 and (not need.isalnum() or not need.isascii()) and not need.isspace()


def _bit(table: dict[str, int], listed: Iterable[str]) -> int:
    chosen = frozenset(listed)
    bit = _given.setdefault((id(table), chosen), 1 << len(_given))
    for word in chosen:
        table[word] = table.get(word, 0) | bit
    return bit
