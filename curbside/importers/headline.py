"""The headline of an imported question: what a reader sees in a list. Pure.

The source's title in writing, where it has one that fits; else what ``search.headlines`` makes of
the question.
"""

from __future__ import annotations

import re

from curbside.search.headlines import propose
from curbside.search.headlines.writing import cut, even, sentence_case

LIMIT = 120
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|respected)\b"
    r"(?:[ ,]+(?:there|all|everyone|dr|doc|docs|doctor|doctors|sir|madam|ma'am|team)\b)*[ .,!:;-]*"
    r"|(?:您好|你好|醫師|醫生|医生|医师|大夫)[，,。！!：:]*)+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*(?:question|subject|topic|q)\s*[:：]\s*", re.IGNORECASE)


def headline(title: str, question: str) -> str:
    """At most ``LIMIT`` characters, never cut within a word; "" when both texts are empty."""
    chosen = title if _letters(title) else question
    if len(chosen.strip()) > LIMIT or "\n" in chosen.strip():
        made = propose("", chosen)
        if _letters(made):
            return made
    return tidied(chosen)


def tidied(text: str) -> str:
    """The text itself, in writing."""
    bare = _GREETING.sub("", _LABEL.sub("", text.strip())) or text
    return cut(sentence_case(even(bare)), LIMIT)


def _letters(text: str) -> bool:
    return sum(char.isalnum() for char in text) >= 2
