"""Regular expressions that are asked only where one of their words stands in the text. Pure.

A list of a hundred words with a word's edge before it is slow to search for: at each letter every
word is tried. Which words a match must hold is read from the expression itself, and looked for
first. Finds exactly what the expression finds. Where nothing can be read from it, it is only asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # another Python: slower, and no different
    _parser = None

LEAST = 3  # characters that tell; a Chinese sign tells as much
MOST = 64  # words of one run; beyond, looking for them costs what it saves


class Quick:
    """A compiled expression with the words of which every match holds one."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self.words = _words(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        if self.words:
            low = text.casefold()
            for word in self.words:
                if word in low:
                    break
            else:
                return None
        return self.pattern.search(text)

    def findall(self, text: str) -> list[Any]:
        """As ``re.Pattern.findall``."""
        return self.pattern.findall(text) if self.search(text) else []


def _words(pattern: re.Pattern[str]) -> tuple[str, ...]:
    if _parser is None:
        return ()
    found = _needed(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    return tuple(sorted(w for w in found if not any(o in w for o in found if o != w)))


def _needed(parts: Iterable[Any]) -> set[str]:
    """Words of which every match of the parts, one after another, holds one; empty for none."""
    choices: list[set[str]] = []
    run = {""}
    for part in parts:
        exact = _exact([part])
        joined = {one + other for one in run for other in exact} if exact else set()
        if joined and len(joined) <= MOST:
            run = joined
        else:
            choices += [run, _inside(part)]
            run = {""}
    return max([*choices, run], key=_telling) if any(map(_telling, [*choices, run])) else set()


def _telling(words: set[str]) -> int:
    """How much the least telling of the words tells; 0 where it is too little."""
    least = min((3 * len(w) if not w.isascii() else len(w) for w in words), default=0)
    return least if least >= LEAST else 0


def _inside(part: Any) -> set[str]:
    """Words of which every match of one part holds one."""
    kind, what = str(part[0]), part[1]
    if kind == "SUBPATTERN":
        return _needed(what[3])
    if kind == "BRANCH":
        found = [_needed(one) for one in what[1]]
        return set().union(*found) if all(found) else set()
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and what[0] > 0:
        return _needed(what[2])
    return set()


def _exact(parts: Iterable[Any]) -> set[str]:
    """Everything that the parts can match, where that is a few words; else empty."""
    run = {""}
    for kind, what in ((str(part[0]), part[1]) for part in parts):
        if kind == "LITERAL":
            more = {chr(what).casefold()}
        elif kind == "AT":
            more = {""}
        elif kind == "SUBPATTERN":
            more = _exact(what[3])
        elif kind == "BRANCH":
            found = [_exact(one) for one in what[1]]
            more = set().union(*found) if all(found) else set()
        elif kind == "MAX_REPEAT" and what[:2] == (0, 1):
            more = _exact(what[2])
            more = more | {""} if more else set()
        else:
            return set()
        run = {one + other for one in run for other in more}
        if not run or len(run) > MOST:
            return set()
    return run
