"""Numbers in a text, in digits or in words of either language, with the tokens they stand on.

Only values: what a number counts is for concepts to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.safety.triage.text import Words

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: dict[str, float] = {word: value for value, word in enumerate(_UNITS)}
_WORDS |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
_WORDS |= {"hundred": 100, "dozen": 12, "coupl": 2, "half": 0.5}
_STEMS = {"twenty": "twenti", "thirty": "thirti", "forty": "forti", "fifty": "fifti",
          "sixty": "sixti", "seventy": "seventi", "eighty": "eighti", "ninety": "nineti",
          "one": "one", "nine": "nine", "twelve": "twelv", "five": "five"}  # fmt: skip
_LATIN = {_STEMS.get(word, word): value for word, value in _WORDS.items()} | _WORDS
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN = frozenset((*_DIGITS, *_POWERS, "半"))
_MOST_HAN = 8  # characters of a written number


def quantities(words: Words) -> Iterator[tuple[float, int, int]]:
    """(value, first token, end) of every number of the text."""
    for token, key in _numeric(words):
        if key[0].isdigit():
            yield _value(key), token, token + 1
        elif key in _LATIN:
            yield from _spelt(words.keys, token)
        elif token == 0 or words.keys[token - 1] not in _HAN:
            yield from _written(words.keys, token)


def _numeric(words: Words) -> Iterator[tuple[int, str]]:
    for token, key in enumerate(words.keys):
        if key in _LATIN or key in _HAN or key[:1].isdigit():
            yield token, key


def _value(digits: str) -> float:
    """The number of a run of digits: "38,5" is a decimal, "1,000" a thousand."""
    head, _, tail = digits.partition(",")
    if len(tail) == 3:
        digits = head + tail
    try:
        return float(digits.replace(",", ".")[:20])
    except ValueError:  # digits of a script that float does not know
        return 0.0


def _spelt(keys: list[str], token: int) -> Iterator[tuple[float, int, int]]:
    value = _LATIN[keys[token]]
    following = _LATIN.get(keys[token + 1], 0) if token + 1 < len(keys) else 0
    if 20 <= value < 100 and 0 < following < 10:
        yield value + following, token, token + 2
    else:
        yield value, token, token + 1


def _written(keys: list[str], token: int) -> Iterator[tuple[float, int, int]]:
    """A number in Han characters: tens and hundreds, or digit by digit."""
    end, total, digit = token, 0.0, 0.0
    while end < min(len(keys), token + _MOST_HAN) and keys[end] in _HAN:
        here = keys[end]
        if here in _POWERS:
            total += max(digit, 1) * _POWERS[here]
            digit = 0
        elif here == "半":
            digit += 0.5
        else:
            digit = digit * 10 + _DIGITS[here] if total == 0 else _DIGITS[here]
        end += 1
    if keys[token] not in "百千" or end > token + 1:  # alone they are parts of names
        yield total + digit, token, end
