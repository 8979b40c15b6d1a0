"""Addresses and towns in Chinese. County, province and country stay; what is below is found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import HAN, compile_han, is_word, words_han
from curbside.safety.deidentify.lexicon import words
from curbside.safety.deidentify.model import ADDRESS, PLACE, Candidate
from curbside.safety.folding import simplified

_COUNTY = (
    "(?:台北|臺北|新北|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|嘉義)市|"
    "(?:新竹|苗栗|彰化|南投|雲林|嘉義|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|連江)縣"
)
_N = "[0-9〇零一二三四五六七八九十百]"
_ROAD = f"(?:路|街|大道)(?:{_N}{{1,3}}段)?"
_REST = (
    f"(?:\\s?{_N}{{1,4}}(?:之{_N}{{1,3}})?巷)?(?:\\s?{_N}{{1,4}}(?:之{_N}{{1,3}})?弄)?"
    f"(?:\\s?{_N}{{1,5}}(?:[之-]{_N}{{1,4}})?[號号](?:之{_N}{{1,3}})?)?"
    f"(?:[，,]?\\s?{_N}{{1,3}}樓)?(?:之{_N}{{1,3}})?(?:\\s?{_N}{{1,4}}室)?"
)
_NUMBERED = compile_han(
    f"(?=[^路街道]{{1,30}}[路街道])"  # most texts have no road, and say so at once
    f"(?:(?:{_COUNTY})?(?:{HAN}{{1,3}}[區鄉鎮市縣])?(?:{HAN}{{1,3}}[村里])?(?:{_N}{{1,3}}鄰)?)"
    f"({HAN}{{1,6}}?(?:{_N}{{1,3}})?){_ROAD}{_REST}"
)
_HOUSE = compile_han(f"{_N}{{1,5}}(?:[之-]{_N}{{1,4}})?號(?:之{_N}{{1,3}}|{_N}{{1,3}}樓)?")
_CN_ADDRESS = compile_han(
    f"(?:{HAN}{{2,4}}[市縣區鎮鄉])?{HAN}{{2,6}}(?:小區|社區|花園|公寓|大廈|新村|家園)"
    f"(?:\\s?[0-9]{{1,4}}(?:號樓|棟|幢|座|號|"
    f"期))(?:\\s?[0-9]{{1,2}}單元)?(?:\\s?[0-9]{{1,5}}(?:室|號|戶))?"
)
_TRIM = compile_han(
    "^(?:.*?(?:住在|住址是?|地址是?|位於|就在|家住|戶籍|寄到|寄至|寄給|送到|搬到|搬來|來自|人在|"
    "住|在|到|至|往|請走|前往|開到|騎到|經過|靠近|轉進|走|"
    "從|是|於|：|:))?(?P<rest>.*)$"
)
_VILLAGE = compile_han(
    f"(?:住在?|家在|來自|老家在?|搬到|人在)(?:{_COUNTY})?({HAN}{{1,5}}?[村里鎮鄉區莊屯](?!面|頭|"
    f"外|長|子))"
)
_COUNTY_BEFORE = "台北|臺北|新北|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|嘉義|苗栗|彰化|南投|雲林|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|連江|馬祖"
_LIVES = compile_han(
    f"(?:{_COUNTY_BEFORE})[縣市]?$|(?:住在?|家在|來自|老家在?|搬到|人在|家住|回到?|去|到|從|在|於)$"
)
# 日本白馬村: a place behind a country.
_ABROAD = compile_han(
    "(?:日本|韓國|南韓|越南|泰國|印尼|菲律賓|馬來西亞|柬埔寨|緬甸|印度|美國|加拿大|英國|法國|德國|義大利|西班牙|澳洲|紐西蘭)的?"
    f"({HAN}{{1,4}}?[村町市縣省鎮島郡])(?![場面民長區內政])"
)
# 台中火車站, 逢甲夜市, 朗島部落: landmarks by their kind, where somebody is or goes.
_LANDMARK = compile_han(
    f"(?:[在到去從於逛往住]|(?<=的))({HAN}{{2,6}}?(?:火車站|捷運站|高鐵站|轉運站|車站|站|夜市|老街|樂園|百樂園|購物中心|紀念館|公園|漁港|"
    f"黃昏市場|市場|廣場|部落(?!客|格)|營區|農場|大橋|水庫|體育館|圖書館|溫泉|遊樂區|風景區|工業區|園區|眷村|社區))"
)
_NO_LANDMARK = compile_han(
    "^(?:公車|加油|工作|休息|護理|服務|傳統|菜|大|花|夜|水果|黃昏|附近|家|社區|學校|我家|這|那|某|一個|運動|兒童|"
    "早上|公司|檢查|抽血|保健|急救|觀光|市立|縣立|勞動|就業|股票|房地產|各|每|同一|下一)"
)
_SPOT = compile_han(
    "(?:火車站|捷運站|高鐵站|轉運站|車站|站|夜市|老街|樂園|購物中心|紀念館|公園|漁港|市場|廣場|部落|社區|園區|眷村)$"
)
# 83歲，泰山，: a town as forms list it, behind age or sex.
_BETWEEN = compile_han(f"(?:歲|男|女|性|籍)[，,]({HAN}{{2}})(?=[，,])")
_ROADS = (
    "忠孝|仁愛|信義|和平|中山|中正|民生|民權|民族|南京|復興|敦化|光復|建國|新生|重慶|延平|"
    "成功|博愛|自由|文化"
)
_ROAD_ALONE = compile_han(f"(?:{_ROADS})[東西南北]?路(?:{_N}段)?(?!線)")
_NOT_ROADS = frozenset(
    simplified("走馬網思尿電道上一出回半順鐵公線迴後門沿逛整條過這那那條同岔活十各產消呼")
) | {"血"}


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family; nothing where there is no Chinese."""
    if not document.has_han:
        return
    text = document.han
    yield from _addresses(text)
    yield from _towns(text)
    for match in _VILLAGE.finditer(text):
        if not is_word(match.group(1)):
            yield Candidate(*match.span(1), PLACE, 0.7, "village-zh", "town")
    for match in _ABROAD.finditer(text):
        yield Candidate(*match.span(1), PLACE, 0.6, "abroad-zh", "town")
    for match in _LANDMARK.finditer(text):
        own = _SPOT.sub("", match.group(1))
        if own and not _NO_LANDMARK.match(own) and "的" not in own:
            yield Candidate(*match.span(1), PLACE, 0.55, "landmark-zh", "town")
    for match in _BETWEEN.finditer(text):
        if match.group(1) in _lists()[2] | _lists()[1]:
            yield Candidate(*match.span(1), PLACE, 0.55, "town-listed-zh", "town")
    for match in _ROAD_ALONE.finditer(text):
        yield Candidate(*match.span(), PLACE, 0.6, "road-zh", "address")


def _addresses(text: str) -> Iterator[Candidate]:
    for pattern in (_NUMBERED, _CN_ADDRESS):
        for match in pattern.finditer(text):
            rest = _TRIM.match(match.group())
            start = match.start() + (rest.start("rest") if rest else 0)
            whole = text[start : match.end()]
            numbered = bool(_HOUSE.search(whole)) or any(c in whole for c in "巷弄栋幢座室楼")
            if pattern is _NUMBERED and not (numbered and whole[0] not in _NOT_ROADS):
                continue
            yield Candidate(start, match.end(), ADDRESS, 0.95, "address-zh", "address")


def _towns(text: str) -> Iterator[Candidate]:
    """Names of towns with their ending anywhere, without it where they are no ordinary word."""
    full, bare, weak = _lists()
    for start in range(len(text)):
        for length in (5, 4, 3, 2):
            name = text[start : start + length]
            if len(name) < length:
                continue
            if name in full:
                yield Candidate(*_county_before(text, start, start + length), PLACE, 0.9,
                                "town-zh", "town")  # fmt: skip
                break
            if text[start + length : start + length + 1] == "县" or _CITY.match(text, start):
                continue
            if name in bare or (name in weak and _LIVES.search(text[max(0, start - 4) : start])):
                end = _districts(text, start + length)
                yield Candidate(start, end, PLACE, 0.75, "town-bare-zh", "town")
                break


def _county_before(text: str, start: int, end: int) -> tuple[int, int]:
    """The village behind a town belongs to it; the county in front stays."""
    match = _BEHIND.match(text, end)
    return start, match.end() if match else end


def _districts(text: str, end: int) -> int:
    """The city's district and the town in it belong to it: 蘇州市姑蘇區."""
    match = _DISTRICT.match(text, end)
    return match.end() if match else end


_CITY = compile_han(_COUNTY)
_DISTRICT = compile_han(f"市(?:{HAN}{{2,4}}?[區縣](?:{HAN}{{2,3}}[鎮鄉])?)?")
_BEHIND = compile_han(f"{HAN}{{1,3}}[村里](?:{_N}{{1,3}}鄰)?")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Towns with their ending, without it, and those without it that need a cue."""
    named = [
        (simplified(word), word[-1] in "區鄉鎮市" and len(word) > 2) for word in words("zh_towns")
    ]
    weak = words_han("zh_towns_weak")
    full = frozenset(word for word, ended in named if ended)
    bare = {word[:-1] if ended else word for word, ended in named} | words_han("zh_cities")
    return full, frozenset(bare - weak), weak
