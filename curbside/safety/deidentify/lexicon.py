"""The word lists: ordinary English, names, towns, words of medicine, eponyms; and Chinese lists.

One word or phrase a line in `data/`, read once on first use; `training/name_lists.py` writes the
long ones. Words are looked up in lower case and without accents.
"""

from __future__ import annotations

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


_LISTS = ((COMMON, "common"), (FIRST, "first"), (LAST, "last"), (TOWN, "towns"),
          (MEDICAL, "medical"), (MEDICAL, "anatomy"), (KEEP, "keep"), (EPONYM, "eponyms"),
          (COUNTRY, "countries"))  # fmt: skip


@cache
def phrase_starts(name: str) -> frozenset[str]:
    """The first words of the lines that have several."""
    return frozenset(line.split()[0] for line in words(name) if " " in line)


def listed(written: str) -> frozenset[str]:
    """Words with blanks between, as code writes short lists."""
    return frozenset(written.split())
