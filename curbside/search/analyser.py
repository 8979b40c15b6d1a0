"""The one analyser: text in, terms out. Both sides of the index and every query use it.

Latin words: width, case and accents folded, stop words dropped, British medical spellings folded
onto American ones, English (Porter2) stems.
Chinese: Traditional and Simplified folded to Simplified by character, runs of Han characters cut
into overlapping bigrams (a lone character stays itself). Deliberately no dictionary segmentation:
bigrams need no word list, and miss nothing a reader types.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

import Stemmer

VERSION = "3"  # part of the index's identity: change it whenever a text's terms change
MAX_WORD = 40  # longer "words" are identifiers, not language
_NO_WORD = 2 * MAX_WORD + 2  # that long none has MAX_WORD letters, whatever apostrophes it has
_HAN = "㐀-鿿豈-﫿"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:['’][^\W_{_HAN}]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_STOP = frozenset(
    "a about after all also am an and any are as at be because been but by can could did do "
    "does for from had has have he her him his how i if in into is it its just like me my no "
    "not of on or our please she should so some than that the their them then there these "
    "they this to was we were what when where which who why will with would you your hi hello "
    "doctor dr thank thanks im ive dont".split()
)

# Parts of words, as a clinician in London and one in Boston write them.
_BRITISH = {
    "haem": "hem", "anaes": "anes", "anaem": "anem", "aemi": "emi", "oedem": "edem",
    "oesoph": "esoph", "oestr": "estr", "rrhoe": "rrhe", "pnoe": "pne", "paed": "ped",
    "naec": "nec", "faec": "fec", "foet": "fet", "caes": "ces", "coeli": "celi", "aetio": "etio",
    "tumour": "tumor", "colour": "color", "odour": "odor", "behaviour": "behavior",
    "labour": "labor", "sulph": "sulf", "fibre": "fiber", "litre": "liter", "centre": "center",
}  # fmt: skip
_SPELLING = re.compile("|".join(_BRITISH))

# Taiwan's own characters for words the table leaves alone: numb, sore, you.
_TAIWAN = {ord(one): other for one, other in ("痺痹", "痠酸", "妳你", "喫吃")}


class Term(NamedTuple):
    """A term and the span ``[start, end)`` of the text that it came from."""

    term: str
    start: int
    end: int
    surface: str


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿"


@functools.cache
def _to_simplified() -> dict[int, str]:
    """Traditional → Simplified by character, from OpenCC's table (Apache-2.0)."""
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    pairs = (line.split() for line in table.read_text(encoding="utf-8").splitlines())
    made = {ord(pair[0]): pair[1] for pair in pairs if len(pair) >= 2 and len(pair[0]) == 1}
    return made | _TAIWAN


def fold(text: str) -> str:
    """Case, width, accents and script folded, **length unchanged**, so that offsets hold."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_char, text)).translate(_to_simplified())


@functools.lru_cache(maxsize=65_536)
def _fold_char(char: str) -> str:
    if char < "\x80":
        return char.lower()
    plain = unicodedata.normalize("NFKD", char)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return plain if len(plain) == 1 else char


# A stemmer object is not thread-safe; one a thread would cost more than remembering its answers.
@functools.lru_cache(maxsize=100_000)
def _read(word: str) -> tuple[str, str]:
    """The term of a Latin word, and the word without its apostrophes; ("", "") for none."""
    if "'" in word or "’" in word:
        word = _POSSESSIVE.sub("", word).replace("'", "").replace("’", "")
    if word in _STOP or len(word) > MAX_WORD or not (len(word) > 1 or word.isdigit()):
        return "", ""
    american = _SPELLING.sub(lambda found: _BRITISH[found.group()], word)
    return str(Stemmer.Stemmer("english").stemWord(american)), word


def spans(text: str) -> Iterator[Term]:
    """The terms of ``text`` with the spans they came from, in order."""
    folded = fold(text)
    for match in _WORD.finditer(folded):
        word, start = match.group(), match.start()
        if _is_han(word[0]):
            for offset, pair in enumerate(_pairs(word)):
                yield Term(pair, start + offset, start + offset + len(pair), pair)
            continue
        term, surface = _read(word) if len(word) < _NO_WORD else ("", "")
        if term:
            yield Term(term, start, match.end(), surface)


def _pairs(run: str) -> list[str]:
    """The overlapping bigrams of a run of Han characters; a lone character stays itself."""
    return [run[at : at + 2] for at in range(max(len(run) - 1, 1))]


def analyse(text: str) -> list[str]:
    """The terms of ``text``, in order, repeats kept: those of ``spans``, at a third of the time."""
    out: list[str] = []
    for word in _WORD.findall(fold(text)):
        if _is_han(word[0]):
            out += _pairs(word)
        elif len(word) < _NO_WORD and (term := _read(word)[0]):
            out.append(term)
    return out
