"""Names of people in Chinese by what stands behind or around them: 林醫師, 淑芬姐, 林姓患者, 王○明.

A surname alone before a form of address is found; the form of address stays.
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
    is_given,
    nickname_end,
)  # fmt: skip
from curbside.safety.deidentify.model import PERSON, Candidate

_KIN, _STAFF, _FORMS = either("zh_kin"), either("zh_staff"), either("zh_address_forms")
# 王董, 李總: short forms that are other words before other characters.
_TITLED = compile_han(f"(?:{_STAFF}|{_FORMS}|董(?!事)|總(?![部共是經算會之有體合計務數量分])|桑)")
_NICK = compile_han(f"[阿小]{HAN}(?={_KIN}|{_STAFF}|{_FORMS}|[哥姊姐嫂伯叔姨嬸姑])")
_PARTICLES = frozenset("的与和跟问请找给是")  # the list of words holds pieces that begin with them
_WEAKEST = frozenset("时车于段连应解向路单全任常管关会")
# 淑芬姐, 阿土伯: a given name before one character of kin.
_BY_KIN = compile_han(f"({HAN}{{2}})(?=[姊姐哥嫂姨嬸叔伯媽爸](?!妹|弟|哥|夫|媽|爸|嫂|姊|姐))")
# 林姓患者, Dr. 陳, 老王 and 陳伯 between what is no name.
_ONE = f"[{''.join(sorted(SINGLE - WEAK))}]"
_EVERY = f"[{''.join(sorted(SINGLE))}]"
_SURNAME_ONLY = compile_han(
    f"({_EVERY})(?:p|主治|醫|dr\\.?|doctor|vs|cr)(?![a-z0-9\u4e00-\u9fff])|({_EVERY})p(?=[，,：:、]|[\u4e00-\u9fff])|"
    f"({_ONE})姓(?![名氏])|(?:dr|mr|mrs|ms|miss)\\.?\\s?({_EVERY})(?!(?![的說是跟和說])[\u4e00-\u9fff]{{2}}(?:症|病|氏))|"
    f"(?:(?<=[^\u4e00-\u9fff])|(?<=[跟和與找問給是的請])|^)(?:老({_ONE})|({_ONE})(?:伯|姨|嬸|嫂|叔))"
    f"(?=[說也的跟和在是就都有今昨]|[^\u4e00-\u9fff]|$)"
)
_FOREIGN = compile_han(f"{HAN}{{1,6}}[·‧・]{HAN}{{1,8}}(?:[·‧・]{HAN}{{1,8}})?")
# 藥師許說: a surname alone behind a profession.
_STAFF_SURNAME = compile_han(
    f"{_STAFF}({_ONE})(?=說|講|表示|建議|叫我|要我|開的|認為|告訴|幫我|回覆)"
)
# 睿睿的: a character of given names twice, at the beginning of a part of a sentence.
_TWICE = compile_han(f"(?<!{HAN})({HAN})\\1(?=的|今|昨|現|最|目|從|說|發|這|有|已|是|[，,、])")
# 0927-883-014(蕭).
_BY_PHONE = compile_han(f"[0-9][0-9 .-]{{7,14}}\\(({_ONE})\\)")
# 老李 as the whole name of somebody, wherever it cuts no word: 洗腎的老李可以吃嗎.
_OLD = compile_han(f"老({_ONE})(?![花毛])")
_NO_OLD = frozenset("花毛公年师程相宗")
# 王○明, 陳XX, and 王 大明 where a form has a blank.
_MASKED = compile_han(f"{_ONE}(?:[○〇●*＊]{{1,2}}|(?:ox|xx|oo|x|o)(?![a-z])){HAN}?")
_SPACED = compile_han(f"(?<!{HAN}){_ONE} {HAN}{{1,2}}(?!{HAN})")

# These need nothing but their pattern.
_PLAIN = (
    (_MASKED, 0.7, "masked-zh"), (_SPACED, 0.7, "spaced-zh"), (_FOREIGN, 0.7, "foreign-zh"),
    (_SURNAME_ONLY, 0.8, "surname-only-zh"), (_STAFF_SURNAME, 0.7, "staff-surname-zh"),
    (_BY_PHONE, 0.7, "by-phone-zh"),
)  # fmt: skip


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family; nothing where there is no Chinese."""
    if not document.has_han:
        return
    text = document.han
    yield from _with_title(text)
    yield from _around(text)


def _made(start: int, end: int, confidence: float, rule: str) -> Candidate:
    return Candidate(start, end, PERSON, confidence, rule, "name")


def _with_title(text: str) -> Iterator[Candidate]:
    """The longest name that ends where a form of address begins."""
    for match in _TITLED.finditer(text):
        title = match.start()
        for length in (4, 3, 2, 1):
            start = title - length
            if start >= 0 and _is_titled(text, start, title):
                yield _made(start, title, 0.9, "title-zh")
                break


def _around(text: str) -> Iterator[Candidate]:
    """Surnames alone, masked names, nicknames and given names that something around tells."""
    for pattern, sure, rule in _PLAIN:
        for match in pattern.finditer(text):
            yield _made(*match.span(match.lastindex or 0), sure, rule)
    for match in _TWICE.finditer(text):
        if is_given(match.group()) and match.group() not in FORMS:
            yield _made(*match.span(), 0.5, "twice-zh")
    for match in _OLD.finditer(text):
        behind = text[match.start(1) : match.end() + 1]
        if match.group(1) not in _NO_OLD and not is_word(behind):
            yield _made(*match.span(), 0.6, "old-surname-zh")
    for match in _BY_KIN.finditer(text):
        pair = match.group(1)
        if (
            is_given(pair)
            and not has_grammar(pair)
            and pair[1] not in "小大老"
            and not is_word(text[match.start() + 1 : match.end() + 1])
        ):
            yield _made(*match.span(1), 0.6, "kin-behind-zh")
    for match in _NICK.finditer(text):
        if nickname_end(text, match.start()):
            yield _made(*match.span(), 0.8, "nickname-zh")


def _is_titled(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if len(name) == 1:
        before = text[max(0, start - 1) : start]
        cuts = (is_word(before + name) and before not in _PARTICLES) or (
            name in _WEAKEST and is_han(text, start - 1) and not ends_name(text, start - 1)
        )
        return name in SINGLE and not cuts
    if name in DOUBLE:
        return True
    married = len(name) == 4 and name[0] in SINGLE and name[1] in SINGLE and is_given(name[2:])
    surname = 2 if name[:2] in DOUBLE or married else 1
    if len(name) == 2:
        cuts = is_word(text[max(0, start - 1) : start + 1])
        return is_given(name) and not has_grammar(name) and not cuts
    return (
        (surname == 2 or (name[0] in SINGLE and len(name) == 3))
        and not has_grammar(name[surname:])
        and not is_word(name)
        and not is_word(name[:2])
    )
