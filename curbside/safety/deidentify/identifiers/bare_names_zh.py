"""Chinese given names and nicknames that begin a part of a sentence and that nothing announces:
欣怡說她頭痛, 雅婷跟怡君, 小慧懷孕, 大雄昨天吐, 惠說, 高興您好.

Goes by what is said of people right behind; names beside kin, titles or a surname are found by the
other files.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import (
    HAN,
    compile_han,
    either,
    has_grammar,
    is_han,
    is_word,
)  # fmt: skip
from curbside.safety.deidentify.identifiers.han_names import (
    FORMS,
    GIVEN,
    SINGLE,
    is_given,
    nickname_end,
)  # fmt: skip
from curbside.safety.deidentify.lexicon import words
from curbside.safety.deidentify.model import PERSON, Candidate
from curbside.safety.folding import simplified

_START = "(?:^|(?<=[，。！？,!?;；:：\n ～~（(「、]))"
# What people do, or what befalls them.
_DOES = (
    "說|講|問|今[天早晚年]|昨[天晚]|前天|上週|上禮拜|上個月|這[幾兩週陣]|最近|突然|也[有在是說會吐發]|都有|都來|"
    "從|已經|還[在沒會]|懷孕|住院|確診|發燒|開刀|跌倒|生病|頭痛|感冒|受傷|過世|往生|出生|離婚|結婚|"
    "打電話|傳訊息|告訴|叫我|幫我|帶我|陪我|陪她|陪他|他[爸媽哥姊姐弟妹]|她[爸媽哥姊姐弟妹]|沒有?[吃來去發睡]|"
    "(?:不|很)?(?:舒服|開心)|吃不下|睡不著|一直|每天|現在|目前|去年|前年|小時候|快要|剛[剛才]|"
    "吐了|咳了|哭|喊|要我|覺得|認為|希望|擔心|懷疑|不想|不肯|不要|想要|服用|回診|可以吃|能吃|"
    "[0-9]{1,3}(?:歲|個月)|[一二三四五六七八九十]{1,3}(?:歲|個月)|的(?:爸|媽|女兒|兒子|小孩|報告|病)"
)
_PAIR = compile_han(f"{_START}({HAN}{{2}})(?={_DOES})")
_BOTH = compile_han(f"{_START}({HAN}{{2}})[跟和與及、]({HAN}{{2}})(?={_DOES}|都|兩|一起)")
_NICK = compile_han(f"{_START}([小阿大老]{HAN})(?={_DOES})")
# A single character that is hardly a word by itself: 惠說, 婷的媽媽.
_ALONE = "惠芬婷玲琪怡淑娟莉萍慧珊嫻妤瑜筠蓁倩蕙薇萱瑄榕翰偉傑凱銘勳祐睿宥彥霖妮雯綺芸芷"
_ONE = compile_han(
    f"{_START}([{_ALONE}])(?=說[她他我]?|的(?:媽|爸|女兒|兒子|阿)|跟我|今天|昨天)|"
    f"(?:單名|單字|名)(?:就|是)?一個「?({HAN})」?字"
)
_GREETED = compile_han(f"^({HAN}{{2}})[您妳你]好(?=[，,。!:！：])")
# Behind kin a doubled character is a pet name, whatever it is: 我家妞妞, 寶寶多多.
_KIN = either("zh_kin")
_DOUBLED = compile_han(
    f"(?:{_KIN})({HAN})\\1(?!\\1)(?={_DOES}|[，,。、！]|兩歲|[0-9一二三四五六七八九十])"
)
_MANNER = frozenset(
    simplified(
        "常天剛慢偏往漸偷默乖好整僅小大白輕時日夜年月人事樣處個次種條粒塊點口步早晚明清清久遠近高"
        "冷熱痛癢咳吐拉抖麻酸昏暈呼哈嘻哼呵爸媽哥姊姐弟妹爺奶公婆叔伯姑舅嬸太寶謝拜等看想試走坐躺"
    )
)
# Characters of given names that are seldom anything else: of a pair one must be such.
_TELLING = frozenset(simplified("".join(words("zh_given_telling"))))


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; nothing where there is no Chinese."""
    if not document.has_han:
        return
    text = document.han
    for match in _PAIR.finditer(text):
        if _is_name(match.group(1)):
            yield _made(*match.span(1), 0.5, "bare-zh")
    for match in _BOTH.finditer(text):
        if _is_name(match.group(1)) and _is_name(match.group(2)):
            yield _made(*match.span(1), 0.55, "both-zh")
            yield _made(*match.span(2), 0.55, "both-zh")
    for match in _NICK.finditer(text):
        if _is_nickname(text, match.start(1)):
            yield _made(*match.span(1), 0.5, "nickname-does-zh")
    for match in _ONE.finditer(text):
        yield _made(*match.span(match.lastindex or 0), 0.5, "one-character-zh")
    for match in _GREETED.finditer(text):
        name = match.group(1)
        if name[0] in SINGLE and name not in FORMS and not has_grammar(name):
            yield _made(*match.span(1), 0.5, "greeted-zh")
    for match in _DOUBLED.finditer(text):
        if match.group(1) not in _MANNER:
            yield _made(match.start(1), match.start(1) + 2, 0.6, "pet-name-zh")


def _made(start: int, end: int, confidence: float, rule: str) -> Candidate:
    return Candidate(start, end, PERSON, confidence, rule, "name")


def _is_name(pair: str) -> bool:
    """Whether a pair is a given name by both of its characters, and no form of address."""
    return (
        is_given(pair)
        and not has_grammar(pair)
        and pair not in FORMS
        and (pair[0] in _TELLING or pair[1] in _TELLING)
    )


def _is_nickname(text: str, start: int) -> bool:
    """Whether 小慧, 阿賢 or 大雄 is a name: none of the words that begin like one."""
    pair = text[start : start + 2]
    if pair[0] in "阿小" and not nickname_end(text, start):
        return False
    if is_word(pair) or has_grammar(pair) or pair in FORMS or not is_han(text, start + 1):
        return False
    return pair[1] in _TELLING or pair[1] in SINGLE or (pair[0] == "阿" and pair[1] in GIVEN)
