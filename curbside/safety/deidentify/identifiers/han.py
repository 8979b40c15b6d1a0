"""What rules for Chinese share: patterns in Simplified characters, and where a word may end.

Rules are written in Traditional characters, as the people who keep them read; `compile_han` turns
them into the form texts are folded into.
"""

from __future__ import annotations

import re
from functools import cache

from curbside.safety.deidentify.lexicon import alternatives, words
from curbside.safety.folding import simplified

HAN = "[\u4e00-\u9fff]"
# Characters that a name does not begin or go on with: they end it.
FUNCTION = (
    "的是在說說有今昨前後最從因被也就都已還又和跟與及或要會不沒去來到住做吃痛發很想請問這那她他"
    "它您你我們了呢嗎吧啊嘛才剛只每常把讓給對向比為以於由，。一二三四五六七八九十兩幾個次年月日歲"
    "讀唸但如什麼怎哪誰再更太多少些此其各而且則將下上中打叫帶自男女"
)


@cache
def words_han(name: str) -> frozenset[str]:
    """A list of `data/` in Simplified characters."""
    return frozenset(simplified(word) for word in words(name))


def compile_han(pattern: str) -> re.Pattern[str]:
    """A pattern written in Traditional characters, for folded text."""
    return re.compile(simplified(pattern))


def either(name: str) -> str:
    """The words of a list as the branches of a pattern."""
    return alternatives(words_han(name))


def is_word(text: str) -> bool:
    """Whether Han characters are an ordinary word that only looks like a name."""
    return text in words_han("zh_words") or text in words_han("zh_keep")


def ends_name(text: str, position: int) -> bool:
    """Whether a name can end before ``position``: at a mark, a digit, or a word of grammar."""
    return not is_han(text, position) or text[position] in _ENDINGS


def is_han(text: str, position: int) -> bool:
    """Whether there is a Han character at ``position``; outside of the text there is none."""
    return 0 <= position < len(text) and "\u4e00" <= text[position] <= "\u9fff"


def has_grammar(part: str) -> bool:
    """Whether a part holds a character that no name holds."""
    return any(not is_han(part, i) or part[i] in _NEVER for i in range(len(part)))


_ENDINGS = frozenset(simplified(FUNCTION))
# Of those, some stand inside names too: 月娥, 倩如, 一諾, 建中.
_NEVER = _ENDINGS - frozenset(simplified("月日一如向中少多為其此好來以"))
