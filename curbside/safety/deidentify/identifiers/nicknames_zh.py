"""Chinese nicknames and words that are somebody's name for once: 小慧懷孕, 大雄昨天吐, 豆豆長痘痘了,
個管師小魚說, 寶哥說, 米粒是我女兒.

Goes by what stands right before and behind, and by the words that begin alike and are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.bare_names_zh import DOES, START, TELLING
from curbside.safety.deidentify.identifiers.han import (
    HAN,
    compile_han,
    either,
    has_grammar,
    is_word,
    words_han,
)  # fmt: skip
from curbside.safety.deidentify.identifiers.han_names import FORMS, GIVEN, SINGLE, nickname_end
from curbside.safety.deidentify.model import PERSON, Candidate
from curbside.safety.folding import simplified

_KIN = either("zh_kin")
_MANNER = frozenset(
    simplified(
        "常天剛慢偏往漸偷默乖好整僅小大白輕時日夜年月人事樣處個次種條粒塊點口步早晚明清清久遠近高"
        "冷熱痛癢咳吐拉抖麻酸昏暈呼哈嘻哼呵爸媽哥姊姐弟妹爺奶公婆叔伯姑舅嬸太寶謝拜等看想試走坐躺"
    )
)
_THINGS = "雨雪麥米魚鳥貓狗豬熊兔花草紅黑白綠青藍月星雲風葉果豆虎龍"
_NO_BESIDE = (words_han("zh_not_nicknames") - {simplified("小" + c) for c in _THINGS}) | frozenset(
    simplified(
        "大便 大腿 大腸 大腦 大人 大家 大學 大約 大概 大部 大多 大小 大量 大病 大聲 大力 大吃 大三 大四 "
        "大一 大二 老人 老師 老是 老化 老了 老婆 老公 小孩 小時 小心 小學 小腿 小便 小名 老年 老家 老闆 "
        "大哥 大姊 大姐"
    ).split()
)
_NO_FRIEND = frozenset(
    simplified(
        "姐姊哥弟妹大二三四表堂我他她你小老帥美乾親爸媽姑舅嬸空護師學阿婆公奶爺乳後繼岳義伯叔姨月保"
    )
)
_NO_AGED = compile_han(
    "[生性童者人約已年快滿近紀齡虛足實今現才剛僅]$|^(?:男|女|患|病|個|本|該|產|孕|嬰|幼|成|高)|(?:爸|媽|父|母|公|嬤|婆|兄|弟|姊|妹|兒|夫|妻|友|寶|孩|歲|於|在)$"
)


_ROLES = words_han("zh_kin") | words_han("zh_staff")
_NO_SPEAKER = compile_han(
    "[師生士人長員友家聞路書爸媽公婆哥姊姐妹弟告果說上方者氏嬤]$|^[這那所有如就再大還只我他她別各]"
)


def _is_name(name: str) -> bool:
    """Whether characters are neither a form of address nor words of grammar."""
    return name not in FORMS and not has_grammar(name)


def _is_nickname(name: str) -> bool:
    """Whether 小慧, 阿賢 or 大雄 is a name: none of the words that begin like one."""
    if not _is_name(name) or is_word(name) or (name[0] in "阿小" and not nickname_end(name, 0)):
        return False
    return name[1] in TELLING or name[1] in SINGLE or (name[0] == "阿" and name[1] in GIVEN)


def _is_listed_nickname(name: str) -> bool:
    return bool(nickname_end(name, 0))


def _is_beside(name: str) -> bool:
    return name not in _NO_BESIDE and not has_grammar(name[1])


def _is_pet(name: str) -> bool:
    """Whether a doubled character is no manner of doing and no kin."""
    return name[0] not in _MANNER and not has_grammar(name[0])


def _is_speaker(name: str) -> bool:
    return _is_name(name) and name not in _ROLES and not _NO_SPEAKER.search(name)


def _is_surnamed(name: str) -> bool:
    return name[0] in SINGLE and _is_name(name)


def _is_friend(name: str) -> bool:
    return name not in _NO_FRIEND and name in GIVEN


def _is_someone(name: str) -> bool:
    return _is_name(name) and name[-1] not in "个位种样" and not _NO_AGED.search(name)


# A pattern of which the first group is the name, how sure, and what must hold of it.
_Row = tuple[re.Pattern[str], float, Callable[[str], bool]]
_ROWS: tuple[_Row, ...] = (
    (compile_han(f"{START}([小阿大老]{HAN})(?={DOES})"), 0.5, _is_nickname),
    (compile_han(f"(阿{HAN})仔"), 0.7, _is_listed_nickname),
    (compile_han(
        f"{START}(阿{HAN})(?!族|人|國|伯|林|達|托|莫|西|匹)(?={DOES}|[吃喝火對今昨])"
    ), 0.5, _is_listed_nickname),
    (compile_han(
        f"(?:{_KIN}|{either('zh_staff')})(?:叫)?([小大老阿]{HAN})(?={DOES}|半夜|跟我|[，,。])"
    ), 0.55, _is_beside),
    (compile_han(
        f"{START}(小[{_THINGS}])(?={DOES}|[吃喝對]|生病)"
    ), 0.45, _is_name),
    (compile_han(f"(?:我叫|叫我|外號|綽號|網名|暱稱)([小大老阿胖肥]{HAN}{{1,2}})(?=[，,。、!！]|$)"),
     0.6, bool),
    # 我家妞妞, 寶寶多多: behind kin whatever it is; 豆豆長痘痘了: beginning a sentence.
    (compile_han(f"(?:{_KIN})(({HAN})\\2)(?!\\2)(?={DOES}|[，,。、！]|兩歲|[0-9一二三四五六七八九十])"),
     0.6, _is_pet),
    (compile_han(
        f"{START}(({HAN})\\2)(?={DOES}|[吃喝長被拉腹血咳吐臉]|是[我他她]|[一二三四五六七八九十兩]歲)"
    ), 0.45, _is_pet),
    (compile_han(f"{START}([{''.join(sorted(SINGLE))}]{HAN})(?=先生|小姐|女士|太太|阿姨|伯伯)"),
     0.5, _is_surnamed),
    (compile_han(f"^({HAN}{{2}})[您妳你]好(?=[，,。!:！：])"), 0.5, _is_surnamed),
    (compile_han(f"{START}({HAN})(?:哥|姊|姐|嫂|董|總|叔|伯|姨|媽)(?={DOES}|教練|介紹|帶|也|有)"),
     0.5, _is_friend),
    (compile_han(f"{START}({HAN}{{2}})(?:哥|姐|姊|伯|叔|姨|嬸|嫂)(?={DOES}|的|[，,])"), 0.5, _is_name),
    (compile_han(f"{START}({HAN}{{2}})說[她他]"), 0.45, _is_speaker),
    (compile_han(f"{START}({HAN}{{2,3}})是[我他她]的?(?:{_KIN})"), 0.5, _is_someone),
    (compile_han(f"{START}({HAN}{{2}})(?:今年)?(?:[0-9]{{1,2}}|[一二三四五六七八九十兩]{{1,3}})歲"),
     0.45, _is_someone),
)  # fmt: skip


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; nothing where there is no Chinese."""
    if not document.has_han:
        return
    text = document.han
    for pattern, sure, holds in _ROWS:
        for match in pattern.finditer(text):
            if holds(match.group(1)):
                yield Candidate(*match.span(1), PERSON, sure, "nickname-told-zh", "name")
