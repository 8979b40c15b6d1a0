"""One text as the rules see it: folded, in lower case too, cut into tokens once.

Knows nothing of identifiers. Tokens are words (with inner apostrophes, full stops of initials and
hyphens apart), numbers, and single marks; Chinese text is one mark a character.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from curbside.core.languages import HAN
from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.lexicon import COMMON
from curbside.safety.deidentify.weights import forms, small
from curbside.safety.folding import fold, simplified

# What this package writes in place of an identifier; never looked into again.
LABELS_EN = (
    "name", "address", "town", "country", "organisation", "hospital", "school", "company", "date",
    "date of birth", "day", "month", "holiday", "age over 89", "over 89", "years over 89",
    "person over 89", "phone", "email", "link",
    "IP address", "card number", "bank account", "social security number", "postcode",
    "licence number", "nationality", "ID number", "health card number", "record number",
    "passport number", "number plate", "account number", "device number", "user name",
)  # fmt: skip
LABELS_ZH = (
    "姓名", "地址", "地點", "國家", "機構", "醫院", "學校", "公司", "日期", "生日", "星期", "月份",
    "節日", "90歲以上", "90歲以上", "90歲以上", "90歲以上者", "電話", "電子郵件", "連結", "IP位址", "卡號", "銀行帳號", "社會安全號碼",
    "郵遞區號", "駕照號碼", "國籍", "證件號碼", "健保卡號", "病歷號碼", "護照號碼", "車牌",
    "帳號", "裝置序號", "使用者名稱",
)  # fmt: skip
TRANSLATED = dict(zip(LABELS_EN, LABELS_ZH, strict=True))
PLACEHOLDER = re.compile(
    r"\[(?:(?:" + "|".join(sorted(LABELS_EN + LABELS_ZH, key=len, reverse=True)) + r")(?: \d{1,4})?"
    r"|date in \d{4}|\d{4}年某日"
    r"|(?:date )?(?:\d{1,4}|one|two|three|four) (?:day|week|month|year)s? before"
    r"|\d{1,4}(?:天|週|個月|年)前|89歲以上)\]"
)
# Blanks are matched too, so that lengths alone tell where each token stands.
_TOKEN = re.compile(
    PLACEHOLDER.pattern + r"|[^\W\d_\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]++|\d++|\n|"
    r"[^\S\n]++|[^\s]"
)

_NUMBERS = triggers.parts("0123456789")
_CLUSTER = re.compile(r"[0-9][0-9 ./()-]*")
_NOT_DIGITS = dict.fromkeys(map(ord, " ./()-"))


class Token(NamedTuple):
    """A place in the text and the form that stands there (``weights.Form`` has the fields).

    ``opens``: a sentence or a line begins with it, so that its capital says nothing.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: str
    shape: str
    known: int
    weights: tuple[str, str, str, str]
    notable: int
    opens: bool


class Document:
    """A text with the views of it that the rules share.

    ``text`` is folded, and all offsets of candidates are into it; ``lower`` is the same in lower
    case, of the same length. ``notable`` has the positions of tokens that may be part of a name or
    of what announces one, and ``triggered`` the bits of all lists of ``triggers`` of which a word
    stands in it. ``digits`` counts its digits, and ``figures`` those of the longest cluster, which
    has nothing but marks and blanks between.
    """

    def __init__(self, original: str) -> None:
        self.folded = fold(original)
        self.text = text = self.folded.text
        self.lower = small(text)
        self.has_han = not text.isascii() and HAN.search(text) is not None
        self.placeholders = [m.span() for m in PLACEHOLDER.finditer(text)] if "[" in text else []
        self.tokens, notable, faint, shapes, self.triggered = _cut(text)
        self.casing = self._casing(shapes)
        self.cased = self.casing in ("mixed", "title")
        self.notable = notable if self.cased else sorted(notable + faint)
        self.digits = self.figures = 0
        if self.triggered & _NUMBERS:
            clusters = [len(c.translate(_NOT_DIGITS)) for c in _CLUSTER.findall(text)]
            self.digits, self.figures = sum(clusters), max(clusters, default=0)

    @cached_property
    def han(self) -> str:
        """The same in Simplified characters, which Chinese rules and lists are written for."""
        return simplified(self.lower)

    def _casing(self, shapes: list[str]) -> str:
        """``mixed``, or ``lower``, ``upper`` or ``title`` where capitals say nothing; ``shapes``
        are those of words of two letters and more.
        """
        if shapes and shapes.count("l") == len(shapes) and not self.placeholders:
            return "lower"
        if len(shapes) >= 4 and shapes.count("U") > 0.7 * len(shapes):
            return "upper"
        if shapes.count("T") < 3:
            return "mixed"
        words = [t for t in self.tokens if t.kind == "W" and len(t.text) > 3]
        inner = [t.shape for t in words if not t.opens and t.known & COMMON]
        return "title" if len(inner) >= 4 and inner.count("T") > 0.6 * len(inner) else "mixed"


def _cut(text: str) -> tuple[list[Token], list[int], list[int], list[str], int]:
    """The tokens in order, which of them are notable in any text and which only where capitals say
    nothing, the shapes of words, and all triggers.
    """
    found: list[Token] = []
    notable: list[int] = []
    faint: list[int] = []
    shapes: list[str] = []
    opens = line = True
    triggered = end = 0
    made = tuple.__new__  # a third of the time of Token(...), which reads its arguments first
    for written in _TOKEN.findall(text):
        start, end = end, end + len(written)
        lower, kind, shape, known, weights, notes, triggers = forms[written]
        if kind == "W":
            if notes:
                (notable if notes > 1 else faint).append(len(found))
            found.append(
                made(Token, (start, end, written, lower, kind, shape, known, weights, notes, opens))
            )
            if end - start > 1:
                shapes.append(shape)
            opens = line = False
        elif kind != " ":
            found.append(
                made(Token, (start, end, written, lower, kind, shape, known, weights, notes, opens))
            )
            if written in _TELLING:
                opens, line = _opens_next(found, opens, line)
            else:  # a number or a mark that begins a line leaves it at its beginning
                opens = line = line and kind != "X"
        triggered |= triggers
    return found, notable, faint, shapes, triggered


_TELLING = frozenset("\n.!?。！？:;\"'([-*•>#…")
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
    return opens or last.text not in "-'", line
