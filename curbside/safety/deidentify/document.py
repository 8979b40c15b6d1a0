"""One text as the rules see it: folded, in lower case too, cut into tokens once.

Knows nothing of identifiers. Tokens are words (with inner apostrophes, full stops of initials and
hyphens apart), numbers, and single marks; Chinese text is one mark a character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from curbside.core.languages import HAN
from curbside.safety.deidentify.lexicon import COMMON, known
from curbside.safety.folding import Folded, fold, simplified

# What this package writes in place of an identifier; never looked into again.
LABELS_EN = (
    "name", "address", "town", "country", "organisation", "hospital", "school", "company", "date",
    "date of birth", "day", "month", "holiday", "age over 89", "phone", "email", "link",
    "IP address", "card number", "bank account", "social security number", "postcode",
    "licence number", "nationality", "ID number", "health card number", "record number",
    "passport number", "number plate", "account number", "device number", "user name",
)  # fmt: skip
LABELS_ZH = (
    "姓名", "地址", "地點", "國家", "機構", "醫院", "學校", "公司", "日期", "生日", "星期", "月份",
    "節日", "89歲以上", "電話", "電子郵件", "連結", "IP位址", "卡號", "銀行帳號", "社會安全號碼",
    "郵遞區號", "駕照號碼", "國籍", "證件號碼", "健保卡號", "病歷號碼", "護照號碼", "車牌",
    "帳號", "裝置序號", "使用者名稱",
)  # fmt: skip
TRANSLATED = dict(zip(LABELS_EN, LABELS_ZH, strict=True))
PLACEHOLDER = re.compile(
    r"\[(?:(?:" + "|".join(sorted(LABELS_EN + LABELS_ZH, key=len, reverse=True)) + r")(?: \d{1,4})?"
    r"|date in \d{4}|\d{4}年某日|(?:\d{1,4}|one|two|three|four) (?:day|week|month|year)s? before"
    r"|\d{1,4}(?:天|週|個月|年)前)\]"
)
_TOKEN = re.compile(
    PLACEHOLDER.pattern + r"|[^\W\d_\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]++|\d++|\n|[^\s]"
)


class Token(NamedTuple):
    """``kind``: W word, N number, P mark, L line break, X one of our own placeholders.

    ``shape`` of a word: T Title, U UPPER, I one capital letter, M McMixed, m other mixed, l lower,
    o of a script without case. ``known`` is what the lexicon holds of it, and ``opens`` whether a
    sentence or a line begins with it, so that its capital says nothing.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: str
    shape: str
    known: int
    opens: bool


@dataclass(frozen=True)
class Document:
    """A text with the views of it that the rules share, each made on first use."""

    original: str
    folded: Folded

    @classmethod
    def of(cls, text: str) -> Document:
        """The document of a text as it was sent."""
        return cls(text, fold(text))

    @property
    def text(self) -> str:
        """The folded text; all offsets of candidates are into it."""
        return self.folded.text

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, of the same length."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def han(self) -> str:
        """The same in Simplified characters, which Chinese rules and lists are written for."""
        return simplified(self.lower)

    @cached_property
    def has_digit(self) -> bool:
        """Whether any rule that needs a digit is worth running."""
        return any(d in self.text for d in "0123456789")

    @cached_property
    def digits(self) -> int:
        """How many digits there are: numbers of people have three at least, but for a few kinds."""
        return sum(map(self.text.count, "0123456789"))

    @cached_property
    def has_han(self) -> bool:
        """Whether any rule for Chinese is worth running."""
        return not self.text.isascii() and HAN.search(self.text) is not None

    @cached_property
    def placeholders(self) -> list[tuple[int, int]]:
        """Where our own replacements stand already."""
        if "[" not in self.text:
            return []
        return [match.span() for match in PLACEHOLDER.finditer(self.text)]

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens in order."""
        found: list[Token] = []
        text, lower, opens, line = self.text, self.lower, True, True
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            written, small = text[start:end], lower[start:end]
            kind, shape, listed = _described(written, small)
            found.append(Token(start, end, written, small, kind, shape, listed, opens))
            opens, line = _opens_next(found, opens, line)
        return found

    @cached_property
    def casing(self) -> str:
        """``mixed``, or ``lower``, ``upper`` or ``title`` where capitals say nothing."""
        words = [t for t in self.tokens if t.kind == "W" and len(t.text) > 1]
        small = sum(t.shape == "l" for t in words)
        shouted = sum(t.shape == "U" for t in words)
        if words and small == len(words) and not self.placeholders:
            return "lower"
        if len(words) >= 4 and shouted > 0.7 * len(words):
            return "upper"
        inner = [t for t in words if not t.opens and t.known & COMMON and len(t.text) > 3]
        capital = sum(t.shape == "T" for t in inner)
        return "title" if len(inner) >= 4 and capital > 0.6 * len(inner) else "mixed"


_ABBREVIATED = frozenset(
    ["mr", "mrs", "ms", "dr", "drs", "prof", "st", "vs", "no", "apt", "inc", "rev", "sr", "jr"]
)


def _opens_next(found: list[Token], opens: bool, line: bool) -> tuple[bool, bool]:
    """Whether the token after the last one begins a sentence or a line."""
    last = found[-1]
    if last.kind == "L":
        return True, True
    if last.text in ".!?。！？":
        before = found[-2] if len(found) > 1 else None
        short = (
            before is not None
            and last.text == "."
            and (before.shape == "I" or before.lower in _ABBREVIATED)
        )
        return not short, False
    if last.text in ":;\"'([-*•>#…":
        return opens or last.text not in "-'", line
    if line and last.kind in ("N", "P"):
        return True, True
    return False, False


@lru_cache(maxsize=65536)
def _described(written: str, lower: str) -> tuple[str, str, int]:
    """Kind, shape and what is known of a token."""
    kind = _kind(written)
    return (kind, _shape(written), known(lower)) if kind == "W" else (kind, "", 0)


def _shape(word: str) -> str:
    if word.islower():
        return "l"
    if word.isupper():
        return "U" if len(word) > 1 else "I"
    if not word[0].isupper():
        return "m" if word.lower() != word.upper() else "o"
    return "T" if word[1:].islower() else "M"


def _kind(text: str) -> str:
    first = text[0]
    if first.isalpha() and not HAN.match(first):
        return "W"
    if first.isdecimal():
        return "N"
    if first == "\n":
        return "L"
    return "X" if len(text) > 1 else "P"
