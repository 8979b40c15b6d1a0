"""Names of people in Chinese after kin or a cue, signed, or by their shape alone.

What stands behind a name, and Latin names in Chinese texts, have files of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import (
    HAN,
    compile_han,
    either,
    ends_name,
    has_grammar,
    is_han,
    is_word,
)  # fmt: skip
from curbside.safety.deidentify.identifiers.han_names import (
    DOUBLE,
    FORMS,
    SINGLE,
    WEAK,
    full_name_end,
    given_name_end,
    is_given,
    nickname_end,
)  # fmt: skip
from curbside.safety.deidentify.model import PERSON, Candidate

_KIN, _STAFF, _FORMS = either("zh_kin"), either("zh_staff"), either("zh_address_forms")
_TITLED = compile_han(f"(?:{_STAFF}|{_FORMS})")
_CUED = compile_han(
    f"(?:{_KIN}|{_STAFF}|"
    f"[我她他你您][媽爸哥弟姊姐妹兒女孫姑姨叔伯嫂](?![夫妹弟哥姊姐媽爸子兒友婿女])|代(?!謝)|"
    f"(?<![\u4e00-\u9fff])[爸媽哥姊姐弟妹](?![爸媽哥姊姐弟妹])|"
    f"小兒(?=[\u4e00-\u9fff]{{2}}[，,、今現目因從最是就讀在有發一這昨前常都會說咳從已])|"
    f"由(?!於))"
    f"(?:的?(?:名字|本名|姓名))?(?:名?叫做?|是|[:(])?\\s?(?={HAN})"
)
_TAKEN = compile_han(f"{_KIN}|{_STAFF}|{_FORMS}|{either('zh_keep')}")
_LABELLED = compile_han(
    "(?:姓名|名字|本名|全名|署名|聯絡人|聯繫人|簽名|家屬|病人|患者|病患|個案|收件人|寄件人|留言者|"
    "發問者|提問者|暱稱|綽號|外號|小名|乳名|藝名|筆名|花名|化名)"
    f"(?:欄)?\\s?(?:是|叫做?|為|:)\\s?({HAN}{{2,4}})(?!{HAN})"
)
_CALLED = compile_han(
    "(?:[我她他女兒孩寶弟妹媽爸公婆人本子生名們]名?叫做?|都叫我|名叫|叫做|綽號|外號|小名|乳名|化名|取名為?|名為|本人|在下|"
    "署名)"
    f"(?={HAN}{{2}})"
)
_SURNAMED = compile_han(
    f"(?:(?<![貴同百改])|(?<=免貴))姓(?![名氏])({HAN}{{1,2}})(?=[，,。.、 的]|$|名|先|小)"
)
_I_AM = compile_han(f"(?:我是|我係|這裡是|這邊是|您是|他是|她是)(?={HAN}{{2}})")
_SIGNED = compile_han(
    f"(?:^|[。！？!?\n，,；;\\s~」)])({HAN}{{2,4}}?)"
    "(?:敬上|謹上|敬啟|謹啟|拜上|敬筆|鞠躬|(?:上|留|筆|拜託|感謝|謝謝)?[。.!！~\\s]{0,3}(?:\n|$))"
)
# 曉雯妳好：, at the beginning of a letter; 我老王，, 我小綠啦, where somebody says who it is.
_GREETED = compile_han(
    f"(?:^|[\n。！!~\\s])({HAN}{{2,4}}?)(?:[你妳您]好|(?=:)|安安|平安|惠鑒|鈞鑒|台鑒)(?=[，,:。!～~\\s])"
)
_MYSELF = compile_han(
    f"(?:^|[\n，,。！!?\\s])我(?:是)?([老小阿]{HAN})(?=啦|[，,]\\s?(?:今年|男|女|[0-9一二三四五六七八九]))"
)
# 我是思妤的媽媽; 我叫安，.
_PARENT = compile_han(f"(?:我是|這是|她是|他是)({HAN}{{2}})(?=的(?:{_KIN}))")
_ONE_CHARACTER = compile_han(f"我叫({HAN})(?=[，,。.])")
_MEDICINE = compile_han("(?:[唑片丸散錠汀]|膠囊|顆粒|注射|口服液|症|氏)")
_PRONOUNS = frozenset("我你您他她它那这什怎谁自己各每某别其")


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family; nothing where there is no Chinese."""
    if not document.has_han:
        return
    text = document.han
    yield from _after_cue(text)
    yield from _introduced(text)
    yield from _signed(text)
    yield from _greeted(text)
    yield from _by_shape(text)


def _made(start: int, end: int, confidence: float, rule: str) -> Candidate:
    return Candidate(start, end, PERSON, confidence, rule, "name")


def _after_cue(text: str) -> Iterator[Candidate]:
    for match in _CUED.finditer(text):
        start = match.end()
        vague = match.group()[0] in "代由经" and len(match.group()) == 1
        doubled = text[start : start + 1] == text[start + 1 : start + 2]
        if doubled and text[start + 2 : start + 3] == text[start + 3 : start + 4] != "":
            continue  # 安安靜靜
        if is_word(text[max(0, start - 2) : start + 1]):
            continue  # 護理站
        end = full_name_end(text, start, cued=True)
        if not end and not vague:
            end = given_name_end(text, start)
        kept = _TAKEN.match(text, start)  # 家裡, 媽媽:令郎
        if kept and kept.end() >= end:
            continue
        if end and text[start] not in _PRONOUNS and not (vague and end < start + 3):
            yield _made(start, end, 0.85, "kin-zh")


def _introduced(text: str) -> Iterator[Candidate]:
    for match in _LABELLED.finditer(text):
        if match.group(1)[0] not in _PRONOUNS and not has_grammar(match.group(1)[:1]):
            end = match.end(1)
            title = _TITLED.search(text, match.start(1), end)
            end = title.start() if title and title.end() == end else end
            if end > match.start(1):
                yield _made(match.start(1), end, 0.95, "label-zh")
    for match in _CALLED.finditer(text):
        start = match.end()
        end = full_name_end(text, start, cued=True) or given_name_end(text, start)
        end = end or _until_mark(text, start)
        if end and text[start] not in _PRONOUNS:
            yield _made(start, end, 0.9, "called-zh")
    for match in _SURNAMED.finditer(text):
        name = match.group(1)
        if len(name) == 1 or name in DOUBLE or name[0] in SINGLE:
            end = match.end(1) if len(name) == 1 or name in DOUBLE else match.start(1) + 1
            yield _made(match.start(1), end, 0.95, "surname-zh")
    for match in _I_AM.finditer(text):
        start = match.end()
        end = full_name_end(text, start, cued=True) or given_name_end(text, start)
        whole = end - start > 2 or not is_han(text, end)
        if end and whole and text[start] not in _PRONOUNS and not is_word(text[start:end]):
            yield _made(start, end, 0.65, "i-am-zh")


def _until_mark(text: str, start: int) -> int:
    """A name of two to four characters that a mark ends, whatever its characters; or 0."""
    for length in (2, 3, 4):
        if not is_han(text, start + length):
            name = text[start : start + length]
            whole = all(is_han(name, i) for i in range(len(name)))
            named = name[:1] in SINGLE - WEAK or not is_word(name)
            return start + length if whole and named and not has_grammar(name) else 0
    return 0


def _signed(text: str) -> Iterator[Candidate]:
    for match in _SIGNED.finditer(text):
        start, end = match.span(1)
        name = match.group(1)
        rest = match.group()[end - match.start() :].strip()
        shaped = full_name_end(text, start, cued=True) == end
        titled = any(name.endswith(form) for form in ("先生", "小姐", "女士", "太太", "妈妈"))
        formal = len(rest) >= 1 and rest[0] in "敬谨拜上留笔鞠"
        if titled or is_word(name) or has_grammar(name):
            continue
        if shaped or (formal and len(name) <= 4) or (is_given(name) and len(rest) > 0):
            yield _made(start, end, 0.85, "signature-zh")


def _greeted(text: str) -> Iterator[Candidate]:
    """Who is greeted by name, and who names themselves in passing."""
    for match in _GREETED.finditer(text):
        start, end = match.span(1)
        kept = _TAKEN.match(text, start)  # 主訴:
        if kept and kept.end() >= end:
            continue
        shaped = full_name_end(text, start, cued=True) == end or given_name_end(text, start) == end
        if shaped and not is_word(match.group(1)) and match.group(1)[-2:] not in FORMS:
            yield _made(start, end, 0.7, "greeted-zh")
    for match in _PARENT.finditer(text):
        if given_name_end(text, match.start(1)) == match.end(1):
            yield _made(*match.span(1), 0.7, "parent-zh")
    for match in _ONE_CHARACTER.finditer(text):
        if not has_grammar(match.group(1)):
            yield _made(*match.span(1), 0.6, "called-zh")
    for match in _MYSELF.finditer(text):
        if not _TAKEN.match(text, match.start(1)) and not is_word(match.group(1)):
            yield _made(*match.span(1), 0.7, "myself-zh")


def _by_shape(text: str) -> Iterator[Candidate]:
    """A surname with a given name, and nicknames, wherever they cut no word in two."""
    taken = bytearray(len(text))
    for match in _TAKEN.finditer(text):
        taken[match.start() : match.end()] = b"\1" * len(match.group())
    for start, character in enumerate(text):
        if taken[start]:
            continue
        before = text[start - 1 : start] if start else ""
        inside = is_han(text, start - 1) if start else False
        if character in "阿小" and not (inside and not ends_name(text, start - 1)):
            end = nickname_end(text, start)
            known = text[end - 1] in SINGLE or is_given("明" + text[end - 1])
            if end and ends_name(text, end) and known:
                yield _made(start, end, 0.5, "nickname-alone-zh")
        if (text[start : start + 2] not in DOUBLE and character not in SINGLE) or (
            inside and is_word(before + character)
        ):
            continue
        if character in WEAK and inside:
            continue
        alone = not inside
        end = full_name_end(text, start, cued=False)
        if alone and not end:
            end = full_name_end(text, start, cued=True)
            end = 0 if is_han(text, end) else end
        if (
            end >= start + (2 if alone and not is_han(text, end) else 3)
            and not _MEDICINE.match(text, end)
            and not _MEDICINE.search(text, start + 1, end)
        ):
            yield _made(start, end, 0.6, "full-name-zh")
