"""Ages over 89, in both languages. Younger ages stay: a doctor needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.rules import Rule, Rules, ascii_pattern, run
from curbside.safety.deidentify.lexicon import COMMON, MEDICAL, known, words
from curbside.safety.deidentify.model import AGE, Candidate

_OLD = r"((?:9\d|1[0-2]\d)(?:\.\d)?)"
_WORDS = (
    r"((?:ninety|one hundred|a hundred)(?:[ -](?:and )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)
_ZH_TENS = r"(?:九十[一二三四五六七八九]?|一百(?:零[一二三四五六七八九])?|百)"
# The words that make a number an age belong to the span, as 歲 does, and are written back.
_AFTER = (
    r"(?:[ -]?(?:years?|yrs?|y[/-]?o\b|y\.o\b\.?|year-olds?)(?:[ -]?(?:olds?|of age|young)\b)?)"
)
_OF_AGE = rf"({_OLD[1:-1]}{_AFTER})"
_PEOPLE = (
    r"(?:grand(?:mother|father|ma|pa|ad|dad)|mother|father|mom|mum|dad|nan|nana|granny|gran|aunt|"
    r"auntie|uncle|patient|he|she|i|husband|wife|lady|man|woman|neighbou?r|friend|sister|brother|"
    r"mother-in-law|father-in-law|lola|lolo|oma|opa|resident|client|pt)"
)


def _person(match: re.Match[str]) -> float:
    """Whether the word before is no word of medicine: "Sodium is 95" is no age."""
    before = [w.strip(".,(").lower() for w in match.group().split() if w[0].isupper()]
    plain = all(known(w) & (COMMON | MEDICAL) and w not in words("titles") for w in before)
    return 0.0 if plain else 1.0


_NUMBER_WORDS = frozenset(("ninety", "hundred"))
_RULES = Rules(
    Rule("age-years", AGE, "age over 89", 0.95,
         ascii_pattern(rf"(?<![\w./$-]){_OF_AGE}(?! (?:ago|of (?:experience|work|marriage)))"), figures=2),
    Rule("age-words", AGE, "age over 89", 0.95, ascii_pattern(rf"\b({_WORDS[1:-1]}{_AFTER})(?! ago)"),
         words=_NUMBER_WORDS),
    Rule("age-cue", AGE, "age over 89", 0.9,
         ascii_pattern(r"\b(?:aged?|turn(?:s|ed|ing)?|age of|at age|dob age|be|almost|nearly)"
                    rf"(?: is| of)?[:=]?\s{{0,2}}{_OLD}(?![\w%/.]|,?\d| ?(?:mg|kg|lb|pound|percent|"
                    r"day|week|hour|min|mm|cm|degree|bpm|beat))"), figures=2),
    Rule("age-person", AGE, "age over 89", 0.9,
         ascii_pattern(rf"\b{_PEOPLE}(?:,| is| was|'s|'m| am| \()\s?(?:now |already |about |only )?"
                    rf"{_OLD}(?![\w%/]|[.,]\d| ?(?:mg|kg|lb|pound|percent|day|week|hour|min|mm|cm|"
                    r"degree|bpm|beat|/))"), figures=2),
    Rule("age-named", AGE, "age over 89", 0.85,
         ascii_pattern(r"\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]adam|[Ss]ir|"
                       r"[A-Z][\w'-]{2,24})\.?(?: [A-Z][\w'-]{1,24}){0,2}"
                       r"(?:,| is| was| \()(?: now| aged| already)?\s?(9\d|10\d)(?=[mMfF,;).]|"
                       r" and |"
                       r" who | yrs| with | but |, |$)"), lower=False, check=_person, figures=2),
    Rule("age-later", AGE, "age over 89", 0.8,
         ascii_pattern(r"\b(?:(?:he|she|i|they|who)(?:'ll| will| would)(?: be| turn)?|now|"
                       r"just turned|"
                       r"at) (9\d|10\d)(?=[,;.)]| and | in | next | this | years?| she | he | i |$)"
                       r"(?!\.\d)"), figures=2),
    Rule("age-this-year", AGE, "age over 89", 0.8, ascii_pattern(
         r"(?:^|[,;(] ?|\bis )(9\d|10\d)(?= (?:this|next|last) (?:year|birthday|month|week)\b| now\b[.,;)])"),
         figures=2),
    Rule("age-birthday", AGE, "age over 89", 0.85,
         ascii_pattern(r"(?<![\w./])((?:9\d|1[01]\d)(?:st|nd|rd|th))(?= birthday\b)"),
         words=frozenset(("birthday",)), figures=2),
    Rule("age-your", AGE, "age over 89", 0.85,
         ascii_pattern(r"\byour (?:great )?age of (9\d|10\d)\b(?![.,]\d)"), figures=2),
    Rule("nineties", AGE, "years over 89", 0.8,
         ascii_pattern(r"\bin (?:his|her|my|their|the)((?: early| mid| late)?(?:-|\s)(?:nineties|"
                       r"90s|"
                       r"90's))\b")),
    Rule("age-words-alone", AGE, "age over 89", 0.85,
         ascii_pattern(rf"\b(?:{_PEOPLE}(?: is| was|'s|'m| am)|aged?|turned|"
                       rf"turning) (?:now )?{_WORDS}\b"
                       r"(?! (?:percent|degrees|pounds|kilos))"), words=_NUMBER_WORDS),
    Rule("age-words-said", AGE, "age over 89", 0.75, ascii_pattern(
         rf"\b(?:is|was|am|'m|'s|turned|turns|nearly|almost|now|at|shy of) (?:now )?{_WORDS}"
         r"(?=[.,;)]| (?:he|she|i)\b| and (?!\w+ (?:percent|pounds|degrees|kilos))| but | this | next |$)"),
         words=_NUMBER_WORDS),
    Rule("age-words-apart", AGE, "age over 89", 0.7, ascii_pattern(rf"[,(] ?{_WORDS}(?=[,).;])"),
         words=_NUMBER_WORDS),
    Rule("age-letters", AGE, "age over 89", 0.9, ascii_pattern(
        rf"(?<![\w./])({_OLD[1:-1]}[ -]?(?:[mf]|y/?o))\b"), figures=2),
    Rule("nonagenarian", AGE, "person over 89", 0.9,
         ascii_pattern(r"\b(?:nonagenarian|centenarian)\b"),
         ("genarian", "centenarian")),
    Rule("age-zh", AGE, "age over 89", 0.95,
         ascii_pattern(rf"(?<![\d.])({_OLD[1:-1]}\s?(?:多|幾|几)?\s?(?:歲|岁))"), ("歲", "岁")),
    Rule("age-zh-words", AGE, "age over 89", 0.95,
         ascii_pattern(rf"(?<![一二三四五六七八])({_ZH_TENS}(?:多|幾|几|來|来)?(?:歲|岁))"), ("歲",
             "岁")),
    Rule("age-zh-kin", AGE, "age over 89", 0.8, re.compile(
         r"(?:外?[婆公祖]|阿[公嬤祖]|[爺奶]|[祖父母]|老人家?|患者|病人|病患|住民|長輩|今年|高齡|高龄)((?:9\d|1[01]\d)|九十[有又][一二三四五六七八九]|九旬|百歲)(?=[，,。、;；]|$)"),
         tuple("婆公祖嬤爺爷奶父母老者人患民輩辈年齡龄")),
    Rule("age-zh-score", AGE, "age over 89", 0.85,
         re.compile(r"九旬(?=老|[爺奶婆公，,。])|九十[有又][一二三四五六七八九]"), ("旬", "九")),
    Rule("age-zh-old", AGE, "age over 89", 0.9,
         ascii_pattern(rf"(?:年齡|年龄|高齡|高龄|享壽|享年|年紀|虛歲|虚岁|實歲|实岁|足歲|足岁)\s?[:是已]?\s?({_OLD[1:-1]}|{_ZH_TENS})"),
         ("齡", "龄", "享", "紀", "歲", "岁")),
)  # fmt: skip


_NUMBER = ascii_pattern(r"(?<!\d)(?:9\d|1[0-2]\d)(?!\d)")
_SAID = triggers.words(_NUMBER_WORDS | frozenset("歲岁齡龄享紀旬九"))
TOLD = _SAID | triggers.words(("nonagenarian", "centenarian")) | triggers.parts(("ninet",))


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family."""
    worth = document.triggered & TOLD or (document.figures >= 2 and _NUMBER.search(document.lower))
    return run(document, _RULES) if worth else iter(())
