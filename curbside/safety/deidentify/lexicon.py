"""The word lists: ordinary English, names, towns, words of medicine, eponyms; and Chinese lists.

One word or phrase a line in `data/`, read once on first use; `training/name_lists.py` writes the
long ones. Words are looked up in lower case and without accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
_LETTERS = str.maketrans("øðđłßæœþıħ", "oddlsaotih")


@lru_cache(maxsize=65536)
def plain(lower: str) -> str:
    """A lower-case word without accents."""
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFD", lower.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# What is known of a word; a word can be several. BEGINS: names of places of several words begin so.
COMMON, FIRST, LAST, TOWN, MEDICAL, KEEP, EPONYM, COUNTRY, BEGINS = (1 << n for n in range(9))
NAME = FIRST | LAST


@lru_cache(maxsize=65536)
def known(lower: str) -> int:
    """What the lists hold of a lower-case word, as the sum of the flags above."""
    word = plain(lower)
    found = 0
    for flag, name in _LISTS:
        if word in words(name):
            found |= flag
    if word in phrase_starts("towns") or word in phrase_starts("countries"):
        found |= BEGINS
    # English words have no accents: "bałdy" is not the word "baldy".
    return found if lower.isascii() else found & ~(COMMON | MEDICAL)


@cache
def words(name: str) -> frozenset[str]:
    """The lines of ``data/<name>.txt`` without comments."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


_LISTS = ((COMMON, "common"), (FIRST, "first"), (FIRST, "first_more"), (LAST, "last"), (TOWN, "towns"),
          (MEDICAL, "medical"), (MEDICAL, "anatomy"), (KEEP, "keep"), (EPONYM, "eponyms"),
          (COUNTRY, "countries"))  # fmt: skip


@cache
def phrase_starts(name: str) -> frozenset[str]:
    """The first words of the lines that have several."""
    return frozenset(line.split()[0] for line in words(name) if " " in line)


def listed(written: str) -> frozenset[str]:
    """Words with blanks between, as code writes short lists."""
    return frozenset(written.split())


_FEW = 16  # branches that are tried one after another


def alternatives(rest: frozenset[str]) -> str:
    """Words as the branches of a pattern, the longest first; what begins alike is tried once, so
    that a text of nothing but beginnings costs little.
    """
    firsts = sorted({word[0] for word in rest if word})
    if not firsts:
        return ""
    branches = [
        re.escape(first) + alternatives(frozenset(w[1:] for w in rest if w[:1] == first))
        for first in firsts
    ]
    if len(firsts) > _FEW:  # a look at the first character spares most of the branches
        branches = [
            f"(?=[{''.join(map(re.escape, firsts[i : i + _FEW]))}])"
            f"(?:{'|'.join(branches[i : i + _FEW])})"
            for i in range(0, len(firsts), _FEW)
        ]
        branches = [f"(?=[{''.join(map(re.escape, firsts))}])(?:{'|'.join(branches)})"]
    return f"(?:{'|'.join(branches)}){'?' if '' in rest else ''}"
