"""Where a Chinese name that begins at a place ends: surname and given name, given name, nickname.

Chinese has neither blanks nor capitals, so that a name is told from words by its surname, by the
characters that stand in given names, and by not being a word nor cutting one in two. Which cues
make a name likely is decided elsewhere.
"""

from __future__ import annotations

import re

from curbside.safety.deidentify.identifiers.han import (
    ends_name,
    has_grammar,
    is_han,
    is_word,
    words_han,
)  # fmt: skip
from curbside.safety.folding import simplified

SINGLE = frozenset(word for word in words_han("zh_surnames") if len(word) == 1)
DOUBLE = frozenset(word for word in words_han("zh_surnames") if len(word) == 2)
WEAK = words_han("zh_surnames_weak")
GIVEN = frozenset(word for word in words_han("zh_given") if len(word) == 1)
FORMS = words_han("zh_staff") | words_han("zh_address_forms")
_NOT_NICKNAMES = words_han("zh_not_nicknames")
# They begin with what is a surname too.
_COUNTIES = frozenset(map(simplified, ("花蓮", "高雄", "金門", "雲林", "連江", "苗栗", "屏東")))
# Characters that spell names of other languages: 蜜雪兒, 凱文.
_SPELLING = re.compile(
    r"[阿艾安巴贝比布查达戴丹蒂杜多娜妮恩法菲芬佛弗福盖格古哈汉赫亨胡吉嘉杰基卡凯克科可肯拉莱兰劳雷黎丽里利莉林琳"
    r"路露罗洛伦玛马麦曼梅美蜜米莫姆纳奈尼诺欧帕佩皮普奇乔瑞萨赛莎珊雪雅伊以尤约珍儿尔斯丝史特泰提"
    r"托瓦威维温"
    r"乌西希夏辛休亚彦扬耶琪蕾雯娃黛朵]{2,4}"
)


def full_name_end(text: str, start: int, cued: bool) -> int:
    """Where the surname with given name that begins at ``start`` ends, or 0. After a cue rarer
    characters are believed in, and a given name of one.
    """
    if text[start : start + 2] in DOUBLE:
        end = _after_surname(text, start, start + 2, cued=True)
        return end or (start + 2 if cued and ends_name(text, start + 2) else 0)
    if text[start : start + 1] not in SINGLE or text[start : start + 2] in _COUNTIES:
        return 0
    cuts = not cued and is_word(text[start : start + 2])  # 安靜時
    if text[start + 1 : start + 2] in SINGLE:  # a husband's surname before one's own
        end = _after_surname(text, start, start + 2, cued)
        if end == start + 4 and not ends_name(text, start + 3) and (cued or ends_name(text, end)):
            return end
    end = _after_surname(text, start, start + 1, cued)
    return 0 if cuts and not ends_name(text, end) else end


def _after_surname(text: str, start: int, given: int, cued: bool) -> int:
    name, pair = text[start : given + 2], text[given : given + 2]
    if pair[:1] == "氏" and pair[1:] in "陪代同":
        return 0  # 張氏陪同, but 阮氏玉蘭
    if len(pair) == 2 and pair not in FORMS and not is_word(name[:3]) and not has_grammar(pair):
        cuts = is_word(text[given - 1 : given + 1])
        free = ends_name(text, given + 2)
        if (
            is_given(pair)
            and (free or not cuts)
            and (cued or free or not is_word(text[given + 1 : given + 3]))
        ):
            return given + 2
        believable = (pair[0] in GIVEN and pair[1] in GIVEN) or not is_word(pair)
        if cued and free and believable and (is_given(pair) or not is_word(name[:2])):
            return given + 2
    one = text[given : given + 1]
    alone = cued and one in GIVEN and ends_name(text, given + 1)
    return given + 1 if alone and not is_word(text[start : given + 1]) else 0


def given_name_end(text: str, start: int) -> int:
    """Where the given name or nickname that begins at ``start``, right after a cue, ends, or 0."""
    pair = text[start : start + 2]
    if len(pair) < 2 or not is_han(text, start) or pair in FORMS:
        return 0
    if pair[0] in "阿小":
        return nickname_end(text, start)
    spelt = _SPELLING.match(text, start)
    if spelt and len(spelt.group()) > 2 and ends_name(text, spelt.end()):
        return 0 if is_word(spelt.group()[:2]) else spelt.end()
    return start + 2 if _is_given_here(text, start) else 0


def _is_given_here(text: str, start: int) -> bool:
    """Whether the two characters at ``start`` are a given name by themselves or what follows."""
    pair = text[start : start + 2]
    if has_grammar(pair) or is_word(pair) or is_word(text[start : start + 3]):
        return False
    if pair[0] == pair[1]:  # 欣欣
        doubled = text[start + 2 : start + 3] == text[start + 3 : start + 4] != ""  # 安安靜靜
        return pair[0] in GIVEN and not doubled and not is_word(text[start + 1 : start + 3])
    free = ends_name(text, start + 2)
    likely = pair[0] in GIVEN or pair[1] in GIVEN
    return likely and (free or not is_word(text[start + 1 : start + 3]))


def nickname_end(text: str, start: int) -> int:
    """Where 阿明 or 小美 ends, or 0 for ordinary words."""
    pair = text[start : start + 2]
    if len(pair) < 2 or pair[0] not in "阿小" or pair in _NOT_NICKNAMES:
        return 0
    return start + 2 if is_han(text, start + 1) and not has_grammar(pair[1]) else 0


def is_given(pair: str) -> bool:
    """Whether two characters look like a given name and are no ordinary word."""
    return len(pair) == 2 and pair[0] in GIVEN and pair[1] in GIVEN and not is_word(pair)
