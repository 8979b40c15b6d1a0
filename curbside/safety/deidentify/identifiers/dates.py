"""Calendar dates in both languages: days, months, weekdays, holidays and years.

Words that only say how long ago ("yesterday", "two weeks ago", 兩週前) are not dates. A year alone
is found so that a person sees it, and is written back as it is where that is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.rules import Rule, Rules, ascii_pattern, run
from curbside.safety.deidentify.lexicon import listed
from curbside.safety.deidentify.model import DATE, Candidate

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FULL_MONTH = "january|february|april|june|july|august|september|october|november|december"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TIME = r"(?:[ t,]{1,2}(?:at )?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?: ?[ap]\.?m\b\.?)?z?)?"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HOLIDAY = (
    r"christmas(?: eve| day)?|thanksgiving(?: day)?|easter(?: sunday| monday)?|halloween|"
    r"(?:(?:lunar|chinese) )?new year'?s?(?: eve| day)?(?= |$|[.,;!?])|labou?r day|memorial day|"
    r"independence day|valentine'?s day|boxing day|(?:mother|father)'?s'? day|good friday|"
    r"diwali|ramadan|eid(?: al-\w+)?|hanukkah|passover|yom kippur|(?:mid-autumn|"
    r"dragon boat) festival"
)
_NOT_YEAR = (
    r"(?!\d|[.,]\d|%| ?(?:mg|mcg|ug|ml|iu|kcal|cal\w*|units?|steps|feet|ft|m|g|km|cells?|copies|"
    r"times|people|patients|cases|women|men|hours?|miles|dollars|calories|rpm|watts?)\b)"
)
_NOT_MEASURE = (
    r"(?![\w/%]|[.-]?\d| ?(?:of|dose|pain|cup|tab|tsp|mg|mcg|ml|cm|mm|pill|vision|acuity|units?|"
    r"nodes|"
    r"strength|power|mmhg|inch|kg|lb|hours?|days?|weeks?|months?|years?|times|points?))"
)
_N = "[〇○零一二三四五六七八九十]"
_ZH_MONTH, _ZH_DAY = rf"(?:1[0-2]|0?[1-9]|{_N}{{1,2}})", rf"(?:3[01]|[12]\d|0?[1-9]|{_N}{{1,3}})"
_ZH_YEAR = (
    rf"(?:(?:民國|民国|西元|公元)\s?(?:\d{{1,4}}|{_N}{{1,4}})|(?:19|20)\d\d|\d{{2,3}}|{_N}{{4}})"
)
_WEEK_ZH = r"(?:週|周|星期|禮拜|礼拜)"


# A day or a year as it is dictated: "seventh of june nineteen forty one", "May the fourth 1990".
_ORDINAL = (
    r"(?:(?:twenty[ -]?|thirty[ -]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth)"
)
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]{_UNITS})?|ten|eleven|"
    rf"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:oh|o) {_UNITS})"
)
_SAID_YEAR = (
    rf"(?:nineteen[ -](?:hundred(?: and)? ?)?{_TENS}|twenty[ -]{_TENS}|two thousand(?: and)?"
    rf"(?: (?:{_UNITS}|{_TENS}))?|(?:19|20)\d\d)"
)
_SAID = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "thirtieth",
    ]
)
# What a match cannot do without.
_MONTH_WORDS = listed(
    "jan january feb february mar march apr april may jun june jul july aug august "
    "sep sept september oct october nov november dec december"
)
_DAY_WORDS = listed("monday tuesday wednesday thursday friday saturday sunday")
_HOLIDAY_WORDS = listed(
    "christmas thanksgiving easter halloween year years day friday diwali ramadan eid hanukkah "
    "passover kippur festival"
)


def _possible(match: re.Match[str]) -> float:
    """Whether day and month are possible in one order or the other."""
    numbers = [int(n) for n in re.findall(r"\d+", match.group(1) if match.lastindex else
                                          match.group())[:3]]  # fmt: skip
    if len(numbers) == 3 and numbers[0] > 31:
        return float(1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31)
    first, second = numbers[:2]
    return float(0 < min(first, second) <= 12 and max(first, second) <= 31)


def _slashed(match: re.Match[str]) -> float:
    numbers = [int(n) for n in re.findall(r"\d+", match.group())[:2]]
    last = int(re.findall(r"\d+", match.group())[2])
    # 0-0-1 and 1-0-1 are doses
    return _possible(match) if sum(numbers) > 2 or (sum(numbers) == 2 and last > 9) else 0.0


def _month_first(match: re.Match[str]) -> float:
    """ "may 5" and "mar 10" need a year or an ordinal, or they may be a verb or a name."""
    written = match.group()
    if written.startswith("may") and not re.search(r"\d(?:st|nd|rd|th)|\d{4}|,", written):
        return 0.7 if re.match(r"may \d{1,2}$", written) else 0.0
    return 1.0


def _day_first(match: re.Match[str]) -> float:
    """ "5 may be" is no date."""
    after = match.string[match.end() : match.end() + 6]
    return 0.0 if re.match(r" (?:be|have|not|also|cause|need|help|lead)\b", after) else 1.0


_WITH_DIGITS = Rules(
    Rule("date-iso", DATE, "date", 0.97,
         ascii_pattern(rf"(?<![\w.-])((?:19|20)\d\d([-/.])[01]?\d\2[0-3]?\d{_TIME})(?!\d)"), figures=6),
    Rule("date-numeric", DATE, "date", 0.95,
         ascii_pattern(r"(?<![\w./-])((?:[0-3]?\d)([/.-])(?:[0-3]?\d)\2(?:(?:19|20)\d\d|\d\d)"
                    rf"{_TIME})(?![\w/-]|\.\d)"), check=_slashed, figures=4),
    Rule("date-no-year", DATE, "date", 0.7,
         ascii_pattern(r"\b(?:on|since|from|until|till|by|dated?|before|after|of|next|due|f/u|lmp|"
                       r"edd|dos|"
                       r"seen|visit|appt|appointment|starting|discharged|"
                       r"admitted)[\s:]{1,2}(?:the )?"
                       rf"([0-3]?\d[/.-][0-3]?\d){_NOT_MEASURE}"), check=_possible, figures=2),
    Rule("date-day-over-12", DATE, "date", 0.55,
         ascii_pattern(r"(?<![\w./-])((?:1[3-9]|2[1-35-9]|3[01]|24(?!/7))/(?:1[0-2]|0?[1-9])|"
                       rf"(?:1[0-2]|0?[1-57-9])/(?:1[3-9]|2\d|3[01])|0[1-9]/0[1-9]){_NOT_MEASURE}"),
         ("/",), figures=2),
    Rule("date-told", DATE, "date", 0.6,
         ascii_pattern(r"(?<![\w./-])(?!\d/10\b)([0-3]?\d/[0-3]?\d)(?= (?:showed|shows|revealed|demonstrated|was|at \d|"
                       r"with dr|by dr|to see|at (?!rest|night|worst|best|present|times|baseline|the moment|most|least))\b)"), ("/",), check=_possible, figures=2),
    Rule("date-spanish", DATE, "date", 0.9,
         ascii_pattern(r"\b\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
                       r"septiembre|"
                       r"octubre|noviembre|diciembre)(?: del? (?:19|20)\d\d)?\b"), words=listed("de")),
    Rule("date-month-day", DATE, "date", 0.95,
         ascii_pattern(rf"\b({_MONTH}\s{{0,2}}(?:the )?{_DAY}(?:,?\s{{1,2}}{_YEAR}|,\s?{_YEAR})?"
                    rf"{_TIME})(?![\w%]|[.,/:]\d| ?(?:mg|ml|mcg|times|days?|weeks?|months?|"
                    "years?))"),
         check=_month_first, words=_MONTH_WORDS),
    Rule("date-day-month", DATE, "date", 0.95,
         ascii_pattern(rf"(?<![\w./])({_DAY}(?: day)?(?:\s(?:of\s)?|-|/)?{_MONTH}"
                    rf"(?:(?:,?\s|-|/|,){_YEAR}|-\d\d)?{_TIME})(?!\w)"),
         check=_day_first, words=_MONTH_WORDS),
    Rule("date-joined", DATE, "date", 0.95,
         ascii_pattern(r"(?<!\w)(?:3[01]|[12]\d|0?[1-9])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|"
                       r"oct|nov|"
                       r"dec)(?:(?:19|20)\d\d|\d\d)(?!\w)"), words=_MONTH_WORDS),
    Rule("date-day-alone", DATE, "date", 0.5,
         ascii_pattern(r"\bon the (\d{1,2}(?:st|nd|rd|th))(?=[,.;)]| and | but | i | he | she |"
                       r" we | at |"
                       r" with |$)"), needs=("on the ",)),
    Rule("date-inst", DATE, "date", 0.85,
         ascii_pattern(r"\b(\d{1,2}(?:st|nd|rd|th)? (?:inst|ult|prox)(?:ant)?)\b"),
         words=listed("inst ult prox instant")),
    Rule("date-weekday", DATE, "date", 0.85,
         ascii_pattern(rf"\b((?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? [0-3]?\d[/.][01]?\d){_NOT_MEASURE}"),
         words=listed("mon tue tues wed thu thur thurs fri sat sun") | _DAY_WORDS, figures=2),
    Rule("date-of-month", DATE, "date", 0.7,
         ascii_pattern(r"\b(\d{1,2}(?:st|nd|rd|th) of (?:this|last|next) month)\b"), words=listed("month")),
    Rule("date-month-year", DATE, "date", 0.95,
         ascii_pattern(rf"\b({_MONTH}(?:,?\s(?:of )?|-|/){_YEAR})(?![\w%])"),
         check=lambda m: float(not m.group().startswith("may 20") or len(m.group()) >= 8), words=_MONTH_WORDS),
    Rule("date-month-year-numeric", DATE, "date", 0.8,
         ascii_pattern(r"(?<![\w./-])((?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\w/-]|\.\d)"), ("/",), figures=5),
    Rule("date-roman", DATE, "date", 0.85,
         ascii_pattern(r"(?<![\w./-])(\d{1,2}([./-])(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\2(?:(?:19|20)\d\d|\d\d))"
                       r"(?![\w/-])"), words=listed("i ii iii iv v vi vii viii ix x xi xii"), figures=2),
    Rule("july-fourth", DATE, "holiday", 0.8,
         ascii_pattern(r"\b(?:4th|fourth) of july\b"), words=listed("july")),
    Rule("year", DATE, "year", 0.5,
         ascii_pattern(r"\b(?:in|since|during|of|from|by|until|till|before|after|around|circa|"
                       r"year|early|"
                    r"late|mid|summer|winter|spring|fall|autumn|and|to|a|its|it's|it is|born|back|"
                    r"\()"
                    rf"[ -]?((?:19|20)\d\d){_NOT_YEAR}(?!-\d)"), figures=4),
    Rule("year-closing", DATE, "year", 0.5,
         ascii_pattern(r"(?<![\w.,/$-])((?:19|20)\d\d)(?=[),;?!:]|\.(?!\d)|"
                       r" (?:i|we|he|she) |$)"), figures=4),
)  # fmt: skip
IN_WORDS = Rules(
    Rule("date-said", DATE, "date", 0.95,
         ascii_pattern(rf"\b(?:{_ORDINAL}(?: day)?(?: of)? {_MONTH}|{_MONTH} (?:the )?{_ORDINAL})"
                       rf"(?:,? (?:of )?{_SAID_YEAR})?\b"), words=_SAID),
    Rule("month", DATE, "month", 0.6,
         ascii_pattern(r"\b(?:in|since|last|next|this|until|till|by|from|during|early|late|mid|of|"
                       r"end of"
                    rf"|beginning of|and|to|before|after)[ -](?:the month of )?({_FULL_MONTH})\b"), words=_MONTH_WORDS),
    Rule("month-may", DATE, "month", 0.55,
         ascii_pattern(r"\b(?:in|since|last|next|until|till|early|late|mid|end of|beginning of)[ -]"
                    r"(may|march)\b(?! (?:be|have|not|cause|need|also))"), words=frozenset(("may", "march"))),
    Rule("weekday", DATE, "day", 0.6, ascii_pattern(rf"\b({_WEEKDAY})\b(?!s)"), words=_DAY_WORDS),
    Rule("holiday", DATE, "holiday", 0.6, ascii_pattern(rf"\b(?:{_HOLIDAY})(?!\w)"), words=_HOLIDAY_WORDS),
)  # fmt: skip
_CHINESE = Rules(
    Rule("date-zh", DATE, "date", 0.97,
         ascii_pattern(rf"(?<!\d){_ZH_YEAR}\s?年\s?{_ZH_MONTH}\s?月(?:\s?{_ZH_DAY}\s?[日號号])?"), (
             "月",)),
    Rule("date-zh-day", DATE, "date", 0.9,
         ascii_pattern(rf"(?<![\d{_N[1:-1]}])(?:農曆|农历|國曆|阳历|陽曆)?{_ZH_MONTH}\s?月\s?"
                    rf"(?:初[一二三四五六七八九十]|初|中旬|底|{_ZH_DAY}\s?[日號号]?(?![\d{_N[1:-1]}個个]))"), ("月",)),
    Rule("date-zh-dotted", DATE, "date", 0.9,
         ascii_pattern(r"(?<![\w./-])(\d{2,4}([./-])(?:1[0-2]|0?[1-9])\2(?:3[01]|[12]\d|0?[1-9]))"
                    r"(?![\d/-]|\.\d)"), figures=4),
    Rule("date-zh-slash", DATE, "date", 0.6,
         ascii_pattern(r"(?<![\d./a-z-])(?<!apgar )(?<!視力)(?<!分數)((?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9]))"
                    r"(?![\d./%a-z-]|\s?[顆颗片粒碗杯錠锭劑剂量包份分的])"), ("/",), figures=2),
    Rule("month-zh", DATE, "month", 0.6,
         ascii_pattern(rf"(?<![\d{_N[1:-1]}個个第])(?:去年|今年|前年|明年|自|從|从|在|於|于|至|到)?"
                    rf"({_ZH_MONTH}\s?月份?)(?![經经大齡龄餘余來来底初中\d]|"
                    rf"\s?{_ZH_DAY})"), ("月",)),
    Rule("year-zh", DATE, "year", 0.5,
         ascii_pattern(rf"(?:民國|民国|西元|公元)\s?(?:\d{{1,4}}|{_N}{{1,4}})\s?年?|"
                    rf"(?<!\d)(?:19|20)\d\d\s?年|[一二][九〇零]{_N}{{2}}年|"
                    r"(?<![\d.])(?:[6-9]\d|1[0-2]\d)\s?年(?:次|底|初|[春夏秋冬])"), ("年", "民",
                        "元")),
    Rule("weekday-zh", DATE, "day", 0.65,
         ascii_pattern(rf"(?:上上?個?|下下?個?|這個?|这个?|本|"
                       rf"前)?{_WEEK_ZH}[一二三四五六日天](?![、,，至到~-]{_WEEK_ZH}?"
                    r"[一二三四五六日天]|[次天個个回]|起床)"),
         ("週", "周", "星期", "禮拜", "礼拜")),
    Rule("date-zh-of-month", DATE, "date", 0.7,
         ascii_pattern(rf"(?:[上這这本當当]個?个?月)的?\s?((?:3[01]|[12]\d|0?[1-9]|{_N}{{1,3}})\s?[日號号])"),
         ("月",)),
    Rule("holiday-zh", DATE, "holiday", 0.6,
         ascii_pattern(r"春節|春节|除夕|大年初[一二三四五]|中秋節?|中秋节|端午節?|端午节|清明節?|"
                       r"清明节|元旦|"
                    r"聖誕節|圣诞节|國慶日?|国庆节?|雙十節|元宵節?|元宵节|母親節|母亲节|父親節|"
                    r"父亲节|"
                    r"情人節|情人节|七夕|重陽節?|重阳节|中元節|跨年|五一勞動節|五一劳动节|二二八|"
                    r"雙十一")),
)  # fmt: skip


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of both languages; Chinese rules run only where there is Chinese."""
    if document.digits:
        yield from run(document, _WITH_DIGITS)
    yield from run(document, IN_WORDS)
    if document.has_han:
        yield from run(document, _CHINESE)
