"""Telephone and fax numbers of any country, with their extensions.

A run of digits and separators is one when it says so (a plus sign, a word before it), when
``phonenumbers`` holds it possible for one of the regions below, or when it is grouped the way
people group telephone numbers. Dates, ranges of years and round sums are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.rules import ascii_pattern
from curbside.safety.deidentify.model import PHONE, Candidate

_NUMBER = ascii_pattern(
    r"(?<![\w.$€£/#-])(?<!\d )(?<!\d,)"
    r"(?:\+ ?|\()?\d[\d ().-]{5,26}\d(?:\s{0,2}(?:x|ext\.?|extension|分機|分机|轉|转|"
    r"#)\s{0,2}\d{1,6})?"
    r"(?![\w%]|[./]\d)"
)
_SHORT = ascii_pattern(
    r"(?:\b(?:tele)?phone|\bmobile|\bcell|\btel\b|\bfax|\bcall(?: me| us)?\b|\btext(?: me)?\b|"
    r"\bpager|\bbleep(?:er)?\b|\bbeeper\b|\bpage(?: me)? (?:at|on)\b|\bext(?:ension)?\b|電話|电话|手機|手机|分機|分机|專線)"
    r"(?:\s?(?:no\b\.?|number|號碼|号码))?\s?(?:is|at|on|to|是|為)?\s?[:：.]?\s?"
    r"(x?\(?\d[\d() -]{2,18}\d)(?![\w%]|[./-]?\d| ?(?:days?|weeks?|months?|years?|hours?|min))"
)
_CUE = ascii_pattern(
    r"phone|mobile|cell|\btel\b|fax|call|text|reach|contact|whats|desk|line|answering|messages?|"
    r"number|ring|dial|sms|pager|beeper|電話|电话|手機|手机|聯絡|联系|打給|打给|撥|拨|傳真|专线|"
    r"專線"
)
_SAYS_SO = triggers.parts(
    ("phone", "mobile", "cell", "tel", "fax", "call", "text", "page", "bleep", "beep", "ext")
) | triggers.words("話话機机專")  # fmt: skip
_REGIONS = ("TW", "US", "GB", "CN", "HK", "JP", "DE", "FR", "AU", "IN")
_YEARS = ascii_pattern(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")
_DATE = ascii_pattern(r"\d{4}[.-]\d{1,2}[.-]\d{1,2}|\d{1,2}[.-]\d{1,2}[.-](?:\d{4}|\d{2})")
_THOUSANDS = ascii_pattern(r"\d{1,3}(?:[ .]000){1,5}|\d{3,9}0 ?- ?\d{3,9}0")
_MEASURE = ascii_pattern(
    r"\s?(?:mg|mcg|ml|mm|cm|kg|iu|units?|cells?|kcal|bpm|天|日|次|毫|公|元|塊|块)"
)
_GROUPED = ascii_pattern(r"\+? ?\(?\d{1,5}\)?(?:[ .-]{1,2}\(?\d{1,5}\)?){1,6}")
# In Chinese: Taiwan's and mainland China's mobiles and fixed lines without any separator.
_PLAIN = ascii_pattern(r"(?<![\w.])(?:09\d{8}|0[2-8]\d{7,8}|1[3-9]\d{9})(?!\d)")


# "four one five, five five five, zero one three four"
_FIGURE = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|(?:double|triple) \w{2,5})"
_SAID = ascii_pattern(rf"\b{_FIGURE}(?:[ ,.-]{{1,3}}{_FIGURE}){{6,17}}\b")
_SAID_ZH = re.compile("[〇零一二三四五六七八九壹貳參肆伍陸柒捌玖洞么拐勾]{7,16}")
FIGURES = triggers.words(
    ["zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
     "double", "triple"]
)  # fmt: skip


def find(document: Document) -> Iterator[Candidate]:
    """Candidates, surest first where rules agree on one place."""
    lower = document.lower
    if document.triggered & FIGURES:
        for match in _SAID.finditer(lower):
            yield Candidate(*match.span(), PHONE, 0.9, "phone-said", "phone")
    if document.has_han:
        for match in _SAID_ZH.finditer(lower):
            yield Candidate(*match.span(), PHONE, 0.85, "phone-said", "phone")
    if document.figures < 3:
        return
    for match in _NUMBER.finditer(lower) if document.figures >= 7 else ():
        sure = _confidence(match, lower)
        if sure:
            yield Candidate(match.start(), match.end(), PHONE, sure, "phone", "phone")
    for match in _SHORT.finditer(lower) if document.triggered & _SAYS_SO else ():
        digits = sum(c.isdigit() for c in match.group(1))
        if 3 <= digits <= 15 and not _YEARS.fullmatch(match.group(1)):
            yield Candidate(*match.span(1), PHONE, 0.8, "phone-cue", "phone")
    for match in _PLAIN.finditer(lower) if document.figures >= 9 else ():
        yield Candidate(*match.span(), PHONE, 0.95, "phone-plain", "phone")


def _confidence(match: re.Match[str], lower: str) -> float:
    written = match.group()
    number = re.split(r"x|e|分|轉|转|#", written)[0].strip()
    digits = re.sub(r"\D", "", number)
    if not 7 <= len(digits) <= 16 or _is_other(number):
        return 0.0
    if number.startswith("+") or number != written.strip():
        return 0.97
    if _MEASURE.match(lower, match.end()):
        return 0.0
    cued = _CUE.search(lower, max(0, match.start() - 40), match.start()) is not None
    if number != digits and (cued or _is_grouped(number)):
        return 0.9 if cued else 0.7
    # A run of digits alone is a telephone's only where one can be.
    return (0.9 if cued else 0.7) if _possible(number) else 0.0


def _is_other(number: str) -> bool:
    return any(p.fullmatch(number) for p in (_YEARS, _THOUSANDS, _DATE))


def _is_grouped(number: str) -> bool:
    groups = re.findall(r"\d+", number)
    return bool(_GROUPED.fullmatch(number)) and sum(len(g) >= 2 for g in groups) >= 2


def _possible(number: str) -> bool:
    """Whether the number fits the plan of one of the regions."""
    digits = re.sub(r"\D", "", number)
    for region, shape in _shapes():
        if shape.match(digits) is None:
            continue
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What the digits of every valid number look like by region, which spares most numbers that
    are none the parsing: prefixes of the country and of its trunk, then a national number; or one
    that is dialled from abroad.
    """
    found = []
    for region in _REGIONS:
        plan = phonenumbers.PhoneMetadata.metadata_for_region(region)
        if plan is None or plan.general_desc is None:
            raise LookupError(f"phonenumbers knows no plan of {region}")
        trunk = plan.national_prefix_for_parsing
        prefixes = f"(?:{plan.country_code})?" + (f"(?:{trunk})?" * 2 if trunk else "")
        national = plan.general_desc.national_number_pattern
        shape = f"(?:{plan.international_prefix})|{prefixes}(?:{national})$"
        found.append((region, re.compile(shape)))
    return tuple(found)
