"""One text as the rules see it: folded, in lower case too, cut into tokens once.

Knows nothing of identifiers. Tokens are words (with inner apostrophes, full stops of initials and
hyphens apart), numbers, and single marks; Chinese text is one mark a character.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from curbside.core.languages import HAN
from curbside.safety.deidentify.lexicon import COMMON
from curbside.safety.deidentify.weights import form, small
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
_TOKEN = re.compile(
    PLACEHOLDER.pattern + r"|[^\W\d_\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]++|\d++|\n|[^\s]"
)

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
    notable: bool
    opens: bool


class Document:
    """A text with the views of it that the rules share.

    ``text`` is folded, and all offsets of candidates are into it; ``lower`` is the same in lower
    case, of the same length. ``words`` are its tokens in lower case, ``capitals`` those that begin
    with a capital, as they are written, and ``notable`` the positions of tokens that may be part
    of a name or of what announces one. ``digits`` counts its digits, and ``figures`` those of the
    longest cluster, which has nothing but marks and blanks between.
    """

    def __init__(self, original: str) -> None:
        self.folded = fold(original)
        self.text = text = self.folded.text
        self.lower = small(text)
        clusters = [len(c.translate(_NOT_DIGITS)) for c in _CLUSTER.findall(text)]
        self.digits, self.figures = sum(clusters), max(clusters, default=0)
        self.has_han = not text.isascii() and HAN.search(text) is not None
        self.placeholders = [m.span() for m in PLACEHOLDER.finditer(text)] if "[" in text else []
        self.tokens, self.notable = _cut(text)
        self.words = {token.lower for token in self.tokens}
        near = [self.tokens[position] for position in self.notable]
        self.capitals = {token.text for token in near if token.shape not in "lmo"}
        self.casing = self._casing()

    @cached_property
    def han(self) -> str:
        """The same in Simplified characters, which Chinese rules and lists are written for."""
        return simplified(self.lower)

    def _casing(self) -> str:
        """``mixed``, or ``lower``, ``upper`` or ``title`` where capitals say nothing."""
        words = [t for t in self.tokens if t.kind == "W" and len(t.text) > 1]
        shapes = "".join([t.shape for t in words])
        if words and shapes.count("l") == len(words) and not self.placeholders:
            return "lower"
        if len(words) >= 4 and shapes.count("U") > 0.7 * len(words):
            return "upper"
        if shapes.count("T") < 3:
            return "mixed"
        inner = [t.shape for t in words if not t.opens and t.known & COMMON and len(t.text) > 3]
        return "title" if len(inner) >= 4 and inner.count("T") > 0.6 * len(inner) else "mixed"


def _cut(text: str) -> tuple[list[Token], list[int]]:
    """The tokens in order, and which of them are notable."""
    found: list[Token] = []
    notable: list[int] = []
    opens = line = True
    made = tuple.__new__  # a third of the time of Token(...), which reads its arguments first
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        written = text[start:end]
        here = form(written)
        if here.kind == "W":
            if here.notable:
                notable.append(len(found))
            found.append(made(Token, (start, end, written, *here, opens)))
            opens = line = False
        else:
            found.append(made(Token, (start, end, written, *here, opens)))
            opens, line = _opens_next(found, opens, line)
    return found, notable


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
