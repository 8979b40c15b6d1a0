"""Chinese given names and surnames that begin a part of a sentence and that nothing announces:
欣怡說她頭痛, 雅婷跟怡君, 惠說, 阮氏玉蘭, 我們班的宗翰, 案母張氏, L先生.

Goes by what is said of people right behind; names beside kin, titles or a surname, and nicknames,
are found by other files.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import (
    HAN,
    compile_han,
    either,
    has_grammar,
    is_word,
)  # fmt: skip
from curbside.safety.deidentify.identifiers.han_names import (
    FORMS,
    SINGLE,
    WEAK,
    is_given,
    nickname_end,
)  # fmt: skip
from curbside.safety.deidentify.lexicon import words
from curbside.safety.deidentify.model import PERSON, Candidate
from curbside.safety.folding import simplified

START = "(?:^|(?<=[，。！？,!?;；:：\n ～~（(「、]))"
# What people do, or what befalls them.
DOES = (
    "說|講|問|今[天早晚年]|昨[天晚]|前天|上週|上禮拜|上個月|這[幾兩週陣]|最近|突然|也[有在是說會吐發]|都有|都來|"
    "從|已經|還[在沒會]|懷孕|住院|確診|發燒|開刀|跌倒|生病|頭痛|感冒|受傷|過世|往生|出生|離婚|結婚|"
    "打電話|傳訊息|告訴|叫我|幫我|帶我|陪我|陪她|陪他|他[爸媽哥姊姐弟妹]|她[爸媽哥姊姐弟妹]|沒有?[吃來去發睡]|"
    "(?:不|很)?(?:舒服|開心)|吃不下|睡不著|一直|每天|現在|目前|去年|前年|小時候|快要|剛[剛才]|"
    "吐了|咳了|哭|喊|要我|覺得|認為|希望|擔心|懷疑|不想|不肯|不要|想要|服用|回診|可以吃|能吃|"
    "[0-9]{1,3}(?:歲|個月)|[一二三四五六七八九十]{1,3}(?:歲|個月)|的(?:爸|媽|女兒|兒子|小孩|報告|病)"
)
# Characters of given names that are seldom anything else: of a pair one must be such.
TELLING = frozenset(simplified("".join(words("zh_given_telling"))))
# A single character that is hardly a word by itself: 惠說, 婷的媽媽.
_ALONE = "惠芬婷玲琪怡淑娟莉萍慧珊嫻妤瑜筠蓁倩蕙薇萱瑄榕翰偉傑凱銘勳祐睿宥彥霖妮雯綺芸芷"
_ONE = compile_han(
    f"{START}([{_ALONE}])(?=說[她他我]?|的(?:媽|爸|女兒|兒子|阿)|跟我|今天|昨天)|"
    f"(?:{either('zh_staff')})([{_ALONE}])(?=說|跟我|告訴|幫我)|"
    f"(?:單名|單字|名)(?:就|是)?一個「?({HAN})」?字"
)
_PET = "弟弟|妹妹|哥哥|姊姊|姐姐|小朋友|寶寶|寶貝|媽咪|爸比|把拔|馬麻|媽媽|爸爸|小弟弟|小妹妹|[，,][您妳你]"
_PAIR = compile_han(f"{START}({HAN}{{2}})(?={DOES}|{_PET})")
_OURS = compile_han(
    f"(?:我們班|班上|公司|部門|辦公室|隔壁|樓下|樓上|對面|教會|社團|球隊|宿舍|工廠|店裡|村裡)的?({HAN}{{2}})(?={DOES}|[，,。、]|$)"
)
# Vietnamese women, as they are written in Taiwan: 阮氏玉蘭; and 案母張氏.
_VIETNAMESE = compile_han(
    f"([阮黎范陳武鄧裴杜胡潘黃吳楊李丁林段張何黎]氏{HAN}{{1,2}}?)(?=[，,。、;；\\s)）]|$|越南|[0-9]|的|說|是|在|今|最)|"
    f"(?:案[父母妻夫媳]|其[父母妻夫])([{''.join(sorted(SINGLE))}])氏"
)
# L先生: an initial before a form of address.
_INITIAL = compile_han(
    "(?<![a-z0-9.])([a-z])(?=先生|小姐|女士|太太|同學|醫師|醫生|老師|護理師|媽媽|爸爸|姐|哥)"
)
_SIGNED = compile_han(
    f"(?:開立|記錄|紀錄|審核|覆核|判讀|採檢|執行|交班|主治|報告者|簽章|開刀|麻醉|主刀)[:：]\\s?([{''.join(sorted(SINGLE))}])(?=[，,。、/\\s]|$)"
)
# 帶怡君去, 跟雅婷說: whom something is done to or with; and 王芳說, by surname.
_WITH = compile_han(
    f"[帶陪跟和給替幫請問找叫讓與]({HAN}{{2}})(?=去|看|說|吃|來|回|做|的|也|一起|聊|講|打|換|擦|量|洗|[，,。]|{DOES})"
)
_SHORT = compile_han(f"{START}([{''.join(sorted(SINGLE - WEAK))}]{HAN})(?={DOES})")
_BOTH = compile_han(f"{START}({HAN}{{2}})[跟和與及、]({HAN}{{2}})(?={DOES}|都|兩|一起)")


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; nothing where there is no Chinese."""
    if not document.has_han:
        return
    text = document.han
    yield from _given(text)
    for pattern in (_ONE, _VIETNAMESE, _INITIAL, _SIGNED):
        for match in pattern.finditer(text):
            yield _made(*match.span(match.lastindex or 0), 0.55, "bare-cued-zh")


def _given(text: str) -> Iterator[Candidate]:
    """Given names of two characters."""
    for match in _PAIR.finditer(text):
        if _is_name(match.group(1)):
            yield _made(*match.span(1), 0.5, "bare-zh")
    for match in _BOTH.finditer(text):
        if _is_name(match.group(1)) and _is_name(match.group(2)):
            yield _made(*match.span(1), 0.55, "both-zh")
            yield _made(*match.span(2), 0.55, "both-zh")
    for match in _WITH.finditer(text):
        if _is_name(match.group(1)) and set(match.group(1)) <= TELLING:
            yield _made(*match.span(1), 0.45, "with-zh")
    for match in _SHORT.finditer(text):
        name = match.group(1)
        if name[1] in TELLING and not is_word(name):
            yield _made(*match.span(1), 0.45, "short-name-zh")
    for match in _OURS.finditer(text):
        if _is_name(match.group(1)) or nickname_end(text, match.start(1)) == match.end(1):
            yield _made(*match.span(1), 0.6, "ours-zh")


def _made(start: int, end: int, confidence: float, rule: str) -> Candidate:
    return Candidate(start, end, PERSON, confidence, rule, "name")


def _is_name(pair: str) -> bool:
    """Whether a pair is a given name by both of its characters, and no form of address."""
    return (
        is_given(pair)
        and not has_grammar(pair)
        and pair not in FORMS
        and (pair[0] in TELLING or pair[1] in TELLING)
    )
