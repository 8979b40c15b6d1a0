"""Phrases of a concept file, spelt out: alternatives, macros and gaps.

    (face|mouth) droop      either word
    (very |)sick            may be left out
    {cant} breathe          any phrase of the macro ``cant``
    face ~2 droop           up to two tokens of any kind between
    (cut|burn) >3 (arm|leg) the one, and within three words the other (see ``chains``)
    cant go on $            only where the clause ends there

Latin words and Han characters become the tokens that a ``text.Reader`` makes of a text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping

from curbside.core.errors import CurbsideError
from curbside.safety.triage.text import LEFT_OUT, Reader, plain

MOST = 6_000  # spellings of one phrase; more is a slip of whoever wrote it
_LITERAL = re.compile(r"[^(){|]+")
_PLAIN = re.compile(r"[a-z' ]*")
_GAP = re.compile(r"~(\d)")
ANY = "*"  # a token of any kind; no token of a text is written so
STOP = "$"  # the end of a clause, likewise

Macros = Mapping[str, tuple[str, ...]]


class BadTriageFile(CurbsideError):
    """A file of concepts or rules that cannot be used, with its name and what is wrong."""


def phrases(listed: str) -> list[str]:
    """The phrases of a list that is parted by commas and line ends."""
    return [phrase for part in re.split(r"[,\n]", listed) if (phrase := part.strip())]


def spellings(phrase: str, macros: Macros) -> list[str]:
    """Every text that ``phrase`` stands for, gaps still in it."""
    out, rest = _choice(phrase, macros)
    if rest:
        raise BadTriageFile(f"{phrase!r} closes a bracket that it did not open")
    return list(dict.fromkeys(" ".join(text.split()) for text in out))


def _choice(text: str, macros: Macros) -> tuple[list[str], str]:
    """What the alternatives at the beginning of ``text`` stand for, and what comes after them."""
    out: list[str] = []
    here = [""]
    while text:
        literal = _LITERAL.match(text)
        mark = text[0]
        if literal:
            more, text = [literal.group()], text[literal.end() :]
        elif mark == "|":
            out, here, text = out + here, [""], text[1:]
            continue
        elif mark == "(":
            more, text = _choice(text[1:], macros)
            if not text.startswith(")"):
                raise BadTriageFile("a bracket is not closed")
            text = text[1:]
        elif mark == "{":
            name, _, text = text[1:].partition("}")
            if name not in macros:
                raise BadTriageFile(f"no macro is called {name!r}")
            more = list(macros[name])
        else:
            break
        here = [head + tail for head, tail in itertools.product(here, more)]
        if len(here) > MOST:
            raise BadTriageFile(f"more than {MOST:,} spellings")
    return out + here, text


def tokens(spelling: str, key: Callable[[str], str], reader: Reader) -> Iterator[tuple[str, ...]]:
    """The token sequences of a spelling: one for each width of its gaps. ``key`` is that of
    ``reader``.
    """
    stop = (STOP,) if spelling.endswith(STOP) else ()
    parts = _GAP.split(spelling.removesuffix(STOP))
    words = [_words(part, key, reader) for part in parts[::2]]
    gaps = [range(int(width) + 1) for width in parts[1::2]]
    for widths in itertools.product(*gaps):
        out = words[0]
        for width, following in zip(widths, words[1:], strict=True):
            out += (ANY,) * width + following
        while out and out[-1] == ANY:  # what followed the gap is a word that is left out
            out = out[:-1]
        if not out or out[0] == ANY:
            raise BadTriageFile(f"{spelling!r} does not begin with a word")
        yield out + stop


def _words(part: str, key: Callable[[str], str], reader: Reader) -> tuple[str, ...]:
    """What ``reader`` makes of ``part``; by a shorter way where it is plain words."""
    if not _PLAIN.fullmatch(part):
        return tuple(reader.read(part).keys)
    return tuple(key(word) for word in part.replace("'", "").split() if word not in LEFT_OUT)


def latin_words(spelling: str) -> Iterator[str]:
    """The words of a spelling that a writer may misspell, as they are written."""
    for word in re.findall(r"[a-z']+", plain(spelling)):
        yield word.replace("'", "")
