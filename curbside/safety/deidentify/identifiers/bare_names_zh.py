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
    words_han,
)  # fmt: skip
from curbside.safety.deidentify.identifiers.han_names import (
    FORMS,
    GIVEN,
    SINGLE,
    WEAK,
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
# A single character that is hardly a word by itself: 惠說, 婷的媽媽.
_ALONE = "惠芬婷玲琪怡淑娟莉萍慧珊嫻妤瑜筠蓁倩蕙薇萱瑄榕翰偉傑凱銘勳祐睿宥彥霖妮雯綺芸芷"
_ONE = compile_han(
    f"{_START}([{_ALONE}])(?=說[她他我]?|的(?:媽|爸|女兒|兒子|阿)|跟我|今天|昨天)|"
    f"(?:{either('zh_staff')})([{_ALONE}])(?=說|跟我|告訴|幫我)|"
    f"(?:單名|單字|名)(?:就|是)?一個「?({HAN})」?字"
)
_PET = "弟弟|妹妹|哥哥|姊姊|姐姐|小朋友|寶寶|寶貝|媽咪|爸比|把拔|馬麻|媽媽|爸爸|小弟弟|小妹妹|[，,][您妳你]"
_PAIR = compile_han(f"{_START}({HAN}{{2}})(?={_DOES}|{_PET})")
# 阿國仔, and who belongs to us: 我們班的宗翰, 樓下阿財.
_FOLK = compile_han(f"(阿{HAN})仔")
_OURS = compile_han(
    f"(?:我們班|班上|公司|部門|辦公室|隔壁|樓下|樓上|對面|教會|社團|球隊|宿舍|工廠|店裡|村裡)的?({HAN}{{2}})(?={_DOES}|[，,。、]|$)"
)
# Vietnamese women, as they are written in Taiwan: 阮氏玉蘭; and 案母張氏.
_VIETNAMESE = compile_han(
    f"([阮黎范陳武鄧裴杜胡潘黃吳楊李丁林段張何黎]氏{HAN}{{1,2}}?)(?=[，,。、;；\\s)）]|$|越南|[0-9]|的|說|是|在|今|最)|"
    f"(?:案[父母妻夫媳]|其[父母妻夫])([{''.join(sorted(SINGLE))}])氏"
)
# L先生, 陳小姐 as K小姐: an initial before a form of address.
_INITIAL = compile_han(
    "(?<![a-z0-9.])([a-z])(?=先生|小姐|女士|太太|同學|醫師|醫生|老師|護理師|媽媽|爸爸|姐|哥)"
)
_SIGNED = compile_han(
    f"(?:開立|記錄|紀錄|審核|覆核|判讀|採檢|執行|交班|主治|報告者|簽章|開刀|麻醉|主刀)[:：]\\s?([{''.join(sorted(SINGLE))}])(?=[，,。、/\\s]|$)"
)
_CALLED = compile_han(
    f"(?:我叫|叫我|外號|綽號|網名|暱稱)([小大老阿胖肥]{HAN}{{1,2}})(?=[，,。、!！]|$)"
)
# 帶怡君去, 跟雅婷說: whom something is done to or with; and 王芳說, by surname.
_WITH = compile_han(
    f"[帶陪跟和給替幫請問找叫讓與]({HAN}{{2}})(?=去|看|說|吃|來|回|做|的|也|一起|聊|講|打|換|擦|量|洗|[，,。]|{_DOES})"
)
_SHORT = compile_han(f"{_START}([{''.join(sorted(SINGLE - WEAK))}]{HAN})(?={_DOES})")
_BOTH = compile_han(f"{_START}({HAN}{{2}})[跟和與及、]({HAN}{{2}})(?={_DOES}|都|兩|一起)")
_NICK = compile_han(f"{_START}([小阿大老]{HAN})(?={_DOES})")
# Words that are names for once: 高興先生, 個管師小魚說, 我朋友大頭, 寶哥說.
_WORDY = compile_han(
    f"{_START}([{''.join(sorted(SINGLE - WEAK))}]{HAN})(?=先生|小姐|女士|太太|阿姨|伯伯)"
)
_BESIDE = compile_han(
    f"(?:{either('zh_kin')}|{either('zh_staff')})(?:叫)?([小大老阿]{HAN})(?={_DOES}|半夜|跟我|[，,。])"
)
_NO_BESIDE = words_han("zh_not_nicknames") | frozenset(
    map(
        simplified,
        [
            "大便",
            "大腿",
            "大腸",
            "大腦",
            "大人",
            "大家",
            "大學",
            "大約",
            "大概",
            "大部",
            "大多",
            "大小",
            "大量",
            "大病",
            "大聲",
            "大力",
            "大吃",
            "大三",
            "大四",
            "大一",
            "大二",
            "老人",
            "老師",
            "老是",
            "老化",
            "老了",
            "老婆",
            "老公",
            "小孩",
            "小時",
            "小心",
            "小學",
            "小腿",
            "小便",
            "小名",
            "老年",
            "老家",
            "老闆",
            "大哥",
            "大姊",
            "大姐",
        ],
    )
)
_FRIENDS = compile_han(
    f"{_START}({HAN})(?:哥|姊|姐|嫂|董|總|叔|伯|姨|媽)(?={_DOES}|教練|介紹|帶|也|有)"
)
_NO_FRIEND = frozenset(
    simplified("大二三四表堂我他她你小老帥美乾親爸媽姑舅嬸空護師學阿婆公奶爺乳後繼岳義伯叔姨月保")
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
    yield from _given(text)
    yield from _nicknames(text)
    for pattern in (_ONE, _VIETNAMESE, _INITIAL, _SIGNED, _CALLED):
        for match in pattern.finditer(text):
            yield _made(*match.span(match.lastindex or 0), 0.55, "bare-cued-zh")
    for pattern in (_GREETED, _WORDY):
        for match in pattern.finditer(text):
            name = match.group(1)
            if name[0] in SINGLE and name not in FORMS and not has_grammar(name):
                yield _made(*match.span(1), 0.5, "greeted-zh")


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
        if _is_name(match.group(1)) and set(match.group(1)) <= _TELLING:
            yield _made(*match.span(1), 0.45, "with-zh")
    for match in _SHORT.finditer(text):
        name = match.group(1)
        if name[1] in _TELLING and not is_word(name):
            yield _made(*match.span(1), 0.45, "short-name-zh")
    for match in _OURS.finditer(text):
        if _is_name(match.group(1)) or nickname_end(text, match.start(1)) == match.end(1):
            yield _made(*match.span(1), 0.6, "ours-zh")


def _nicknames(text: str) -> Iterator[Candidate]:
    """小慧 and 大雄 by what they do, 阿國仔, and pet names behind kin."""
    for match in _NICK.finditer(text):
        if _is_nickname(text, match.start(1)):
            yield _made(*match.span(1), 0.5, "nickname-does-zh")
    for match in _BESIDE.finditer(text):
        name = match.group(1)
        if name not in _NO_BESIDE and not has_grammar(name[1]):
            yield _made(*match.span(1), 0.55, "nickname-beside-zh")
    for match in _FRIENDS.finditer(text):
        if match.group(1) not in _NO_FRIEND and match.group(1) in GIVEN:
            yield _made(*match.span(1), 0.5, "friend-zh")
    for match in _FOLK.finditer(text):
        if nickname_end(text, match.start()):
            yield _made(*match.span(1), 0.7, "nickname-zh")
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
